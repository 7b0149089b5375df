//! A message, a reply and their matching become named numbers, on which [`super::decision`] rests. Each lies between 0 and about 3.

use super::complaint::Complaint;
use super::cue::Cue;
use super::matching::Matching;
use super::reply::{Reply, Role};
use super::survey::{SentenceSurvey, has_fact, has_time};
use crate::text::{FactKind, Language, Prose};

/// Named numbers, in the order of their names.
#[derive(Clone, Debug, PartialEq)]
pub struct Features {
    pub names: &'static [&'static str],
    pub values: Vec<f64>,
}

impl Features {
    /// The number of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<f64> {
        self.names.iter().position(|known| *known == name).and_then(|index| self.values.get(index)).copied()
    }
}

/// The numbers that say whether a message wants an answer.
pub(super) const NEED_FEATURES: &[&str] = &[
    "rating-low",
    "rating-middle",
    "rating-high",
    "rated",
    "glad",
    "sore",
    "glad-share",
    "sore-share",
    "glad-first",
    "question",
    "rhetorical",
    "demand",
    "waiting",
    "closing",
    "thanks",
    "joy",
    "refusal",
    "negation",
    "plain",
    "topics",
    "problem-topics",
    "length",
    "own",
    "exclamation",
    "shouting",
    "german",
];

/// The numbers that say how a reply deals with a message.
#[rustfmt::skip]
pub const FEATURES: &[&str] = &[
    "length", "own-plain", "own-ritual", "own-best", "shared", "shared-plain", "shared-best", "topics-taken", "topic-taken", "topic-plain", "new-topics",
    "answered", "open",
    "done", "promise", "cause", "refusal", "grant", "instruct", "probe", "particular", "unknown", "asks",
    "time", "amount", "number", "link", "link-referral",
    "referral", "referral-share", "details", "thanks", "regret", "empathy", "wish", "assurance", "joy", "vague", "forwarded",
    "ritual-share", "nothing-said", "substance-sentences", "statement-sentences", "substance-share",
    "message-length", "message-topics", "message-questions", "german",
];

fn ln(count: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
    let count = count as f64;
    count.ln_1p()
}

fn share(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
    let (part, whole) = (part as f64, whole as f64);
    if whole > 0.0 { part / whole } else { 0.0 }
}

fn flag(is: bool) -> f64 {
    f64::from(u8::from(is))
}

/// What speaks for and against a message wanting an answer.
pub(super) fn of_message(complaint: &Complaint, prose: &Prose) -> Features {
    let sentences = &complaint.survey.sentences;
    let sum = |count: fn(&SentenceSurvey) -> usize| sentences.iter().map(count).sum::<usize>();
    let (words, glad, sore) = (sum(|said| said.words), sum(|said| said.glad), sum(|said| said.sore));
    let cue = |cue| ln(complaint.survey.count(cue));
    let rating = |wanted: std::ops::RangeInclusive<u8>| flag(complaint.rating.is_some_and(|rating| wanted.contains(&rating)));
    let first_glad = sentences.iter().take(2).map(|said| said.glad).sum::<usize>() > sentences.iter().take(2).map(|said| said.sore).sum();
    let shouted = prose.tokens.iter().enumerate().filter(|(index, _)| is_shouted(prose.written(*index))).count();
    let questions = complaint.open_questions().count();
    let negations = (0..prose.tokens.len()).filter(|&index| is_negation(prose.word(index))).count();
    let signals = [Cue::Demand, Cue::Waiting, Cue::Refusal, Cue::Rhetorical];
    let is_plain = sore == 0 && negations == 0 && questions == 0 && signals.iter().all(|&cue| complaint.survey.count(cue) == 0);
    let values = vec![
        rating(1..=2),
        rating(3..=3),
        rating(4..=5),
        flag(complaint.rating.is_some()),
        ln(glad),
        ln(sore),
        share(glad, words) * 5.0,
        share(sore, words) * 5.0,
        flag(first_glad),
        ln(questions),
        ln(complaint.questions.len() - questions),
        cue(Cue::Demand),
        cue(Cue::Waiting),
        cue(Cue::Closing),
        cue(Cue::Thanks),
        cue(Cue::Joy),
        cue(Cue::Refusal),
        ln(negations),
        flag(is_plain),
        ln(complaint.matters.len()),
        ln(sentences.iter().filter(|said| said.sore > 0 && !said.mentions.is_empty()).count()),
        ln(words) / 2.0,
        ln(sum(|said| said.own.len())) / 2.0,
        ln(sum(|said| said.exclamation_marks)),
        ln(shouted),
        flag(prose.language == Language::De),
    ];
    Features { names: NEED_FEATURES, values }
}

fn is_negation(word: &str) -> bool {
    matches!(
        word,
        "not" | "no" | "never" | "nothing" | "nobody" | "nicht" | "nichts" | "nie" | "kein" | "keine" | "keinen" | "keiner" | "niemand"
    ) || word.ends_with("n't")
}

fn is_shouted(word: &str) -> bool {
    word.len() >= 4 && word.chars().all(char::is_uppercase)
}

/// What the reply's sentences are to the message. Without a message, what they are on their own.
pub(super) fn of_reply(complaint: Option<(&Complaint, &Matching)>, reply: &Reply, prose: &Prose) -> Features {
    let Counts { words, plain, ritual, best, shared, shared_plain, shared_best } =
        Counts::of(reply, complaint.map(|(_, matching)| matching));
    let sentences = &reply.survey.sentences;
    let spoken = || sentences.iter().enumerate().filter(|(number, _)| reply.roles[*number] != Role::Frame);
    let apart_from_referral = || spoken().filter(|(_, said)| !said.cues.has(Cue::Referral));
    let all = spoken().count();
    let cue = |cue| ln(spoken().filter(|(_, said)| said.cues.has(cue)).count());
    let says_something =
        |number: usize, said: &SentenceSurvey| !said.own.is_empty() || said.links > 0 || reply.roles[number] == Role::Substance;
    let plain_cue = |cue| ln(spoken().filter(|(number, said)| said.before_referral.has(cue) && says_something(*number, said)).count());
    let fact =
        |kinds: &[FactKind]| ln(apart_from_referral().filter(|(number, _)| has_fact(prose, &prose.sentences[*number], kinds)).count());
    let role = |role| reply.roles.iter().filter(|&&known| known == role).count();
    let substance = role(Role::Substance);
    let statements = role(Role::Statement);
    let of_message = MessageCounts::of(complaint, reply);
    let values = vec![
        ln(words) / 2.0,
        ln(plain),
        ln(ritual),
        ln(best),
        ln(shared),
        ln(shared_plain),
        ln(shared_best),
        of_message.topics_taken,
        of_message.topic_taken,
        of_message.topic_plain,
        of_message.new_topics,
        of_message.answered,
        of_message.open,
        plain_cue(Cue::Done),
        plain_cue(Cue::Promise),
        plain_cue(Cue::Cause),
        plain_cue(Cue::Refusal),
        plain_cue(Cue::Grant),
        plain_cue(Cue::Instruct),
        ln(apart_from_referral().filter(|(_, said)| said.cues.has(Cue::Probe) && said.question_mark).count()),
        plain_cue(Cue::Particular),
        plain_cue(Cue::Unknown),
        ln(apart_from_referral().filter(|(_, said)| said.question_mark && !said.own.is_empty()).count()),
        ln(apart_from_referral().filter(|(number, _)| has_time(prose, &prose.sentences[*number])).count()),
        fact(&[FactKind::Amount, FactKind::Percent]),
        fact(&[FactKind::Number]),
        ln(apart_from_referral().map(|(_, said)| said.links).sum()),
        ln(spoken().filter(|(_, said)| said.cues.has(Cue::Referral)).map(|(_, said)| said.links).sum()),
        cue(Cue::Referral),
        share(spoken().filter(|(_, said)| said.cues.has(Cue::Referral)).count(), all),
        cue(Cue::Details),
        cue(Cue::Thanks),
        cue(Cue::Regret),
        cue(Cue::Empathy),
        cue(Cue::Wish),
        cue(Cue::Assurance),
        cue(Cue::Joy),
        cue(Cue::Vague),
        cue(Cue::Forwarded),
        share(all.saturating_sub(substance + statements), all),
        flag(substance + statements == 0),
        ln(substance),
        ln(statements),
        share(substance, all),
        of_message.length,
        of_message.topics,
        of_message.questions,
        flag(prose.language == Language::De),
    ];
    Features { names: FEATURES, values }
}

/// Own words of a reply, by where they stand.
#[derive(Default)]
struct Counts {
    words: usize,
    /// In sentences without ritual.
    plain: usize,
    /// Beside ritual.
    ritual: usize,
    /// In the sentence without ritual that has most.
    best: usize,
    /// Those that the message has too.
    shared: usize,
    shared_plain: usize,
    shared_best: usize,
}

impl Counts {
    fn of(reply: &Reply, matching: Option<&Matching>) -> Self {
        let mut counts = Self::default();
        for (number, said) in reply.survey.sentences.iter().enumerate() {
            let own = said.own.len();
            let shared = matching.and_then(|matching| matching.shared.get(number)).copied().unwrap_or_default();
            counts.words += said.words;
            counts.shared += shared;
            counts.shared_best = counts.shared_best.max(shared);
            if matches!(reply.roles[number], Role::Substance | Role::Statement) {
                counts.plain += own;
                counts.best = counts.best.max(own);
                counts.shared_plain += shared;
            } else {
                counts.ritual += own;
            }
        }
        counts
    }
}

/// What the message adds.
#[derive(Default)]
struct MessageCounts {
    topics_taken: f64,
    topic_taken: f64,
    topic_plain: f64,
    new_topics: f64,
    answered: f64,
    open: f64,
    length: f64,
    topics: f64,
    questions: f64,
}

impl MessageCounts {
    fn of(complaint: Option<(&Complaint, &Matching)>, reply: &Reply) -> Self {
        let Some((complaint, matching)) = complaint else { return Self::default() };
        let taken = matching.takers.iter().flatten().count();
        let is_plain = |number: &usize| matches!(reply.roles[*number], Role::Substance | Role::Statement);
        let plain = matching.takers.iter().flatten().filter(|number| is_plain(number)).count();
        let open: Vec<_> = complaint.open_questions().collect();
        let answered = open.iter().filter(|(number, _)| matching.answers.get(*number).is_some_and(Option::is_some)).count();
        let topics = reply.survey.mentions().len();
        let common = matching.topics.iter().fold(super::topic::TopicSet::default(), |all, set| all.union(*set)).len();
        Self {
            topics_taken: share(taken, matching.takers.len()),
            topic_taken: ln(taken),
            topic_plain: ln(plain),
            new_topics: ln(topics.saturating_sub(common)),
            answered: ln(answered),
            open: ln(open.len() - answered),
            length: ln(complaint.survey.sentences.iter().map(|said| said.words).sum::<usize>().min(60)) / 2.0,
            topics: ln(matching.takers.len().min(2)),
            questions: ln(open.len()),
        }
    }
}
