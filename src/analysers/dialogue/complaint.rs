//! A message becomes what it calls for: whether it wants an answer at all, which matters it brings up, what it asks.

use super::cue::Cue;
use super::lexicon::Side;
use super::question::{Question, questions};
use super::survey::{SentenceSurvey, Survey};
use super::trunk::Trunks;
use crate::text::Prose;

/// A matter that a message brings up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Matter {
    /// Its topic, by number.
    pub topic: u8,
    /// The first sentence of the message that speaks of it.
    pub sentence: usize,
}

/// The customer's message, understood.
#[derive(Debug)]
pub struct Complaint {
    pub survey: Survey,
    /// By their first sentence.
    pub matters: Vec<Matter>,
    /// In order; rhetorical ones too.
    pub questions: Vec<Question>,
    /// 1 to 5.
    pub rating: Option<u8>,
    /// The trunks of its own words.
    pub(super) trunks: Trunks,
}

impl Complaint {
    pub(super) fn new(prose: &Prose, rating: Option<u8>) -> Self {
        let survey = Survey::of(prose, Side::Message);
        let questions = questions(prose, &survey);
        let matters = matters(&survey);
        let mut trunks = Trunks::default();
        for &token in survey.sentences.iter().flat_map(|sentence| &sentence.own) {
            trunks.insert(prose.word(token as usize), prose.language);
        }
        Self { survey, matters, questions, rating, trunks }
    }

    /// The questions that want an answer.
    pub fn open_questions(&self) -> impl Iterator<Item = (usize, &Question)> {
        self.questions.iter().enumerate().filter(|(_, question)| !question.rhetorical)
    }

    /// Whether the message asks how, when or by whom somebody can be reached, and nothing else: no matter waits behind it.
    #[must_use]
    pub(in crate::analysers) fn asks_for_contact(&self) -> bool {
        let mut asked = self.open_questions().map(|(_, question)| self.survey.sentences.get(question.sentence)).peekable();
        asked.peek().is_some()
            && asked.all(|said| said.is_some_and(|said| said.cues.has(Cue::Contact)))
            && [Cue::Waiting, Cue::Refusal].iter().all(|&cue| self.survey.count(cue) == 0)
    }

    /// Whether the message reports a problem or is annoyed, given whether it wants an answer at all. A plain question is not negative.
    #[must_use]
    pub(super) fn is_negative(&self, wants_answer: bool) -> bool {
        let (glad, sore) = self.moods();
        match self.rating {
            Some(..=2) => true,
            Some(4..) => wants_answer && sore > glad + 1,
            // Thanks without a question or a demand: a word such as "never" in it is no complaint yet.
            None if self.survey.count(Cue::Thanks) > 0
                && self.survey.count(Cue::Demand) == 0
                && sore < 2
                && self.open_questions().next().is_none() =>
            {
                false
            }
            _ => {
                let complains = sore > 0
                    || self.rating.is_some()
                    || [Cue::Waiting, Cue::Refusal, Cue::Rhetorical].iter().any(|&cue| self.survey.count(cue) > 0);
                wants_answer && complains && (sore + 1 >= glad || self.rating == Some(3))
            }
        }
    }

    /// Whether the message is a compliment with a problem in it: at least two glad words for each sore one.
    #[must_use]
    pub(in crate::analysers) fn is_mostly_glad(&self) -> bool {
        let (glad, sore) = self.moods();
        glad > 0 && glad >= 2 * sore
    }

    /// How many glad and how many sore words it has.
    fn moods(&self) -> (usize, usize) {
        let sum = |count: fn(&SentenceSurvey) -> usize| self.survey.sentences.iter().map(count).sum::<usize>();
        (sum(|said| said.glad), sum(|said| said.sore))
    }

    /// The sentence that says most of what the customer wants: a question, else a demand, else the sorest sentence that names a matter, else the first.
    #[must_use]
    pub fn core(&self) -> usize {
        if let Some((_, question)) = self.open_questions().next() {
            return question.sentence;
        }
        let weight = |number: usize| {
            let said = &self.survey.sentences[number];
            usize::from(said.cues.has(Cue::Demand)) * 4 + said.sore.min(3) * 2 + said.mentions.len().min(3) + said.own.len().min(4)
        };
        (0..self.survey.sentences.len()).rev().max_by_key(|&number| weight(number)).unwrap_or(0)
    }
}

fn matters(survey: &Survey) -> Vec<Matter> {
    let mut known = super::topic::TopicSet::default();
    let mut found = Vec::new();
    for (sentence, said) in survey.sentences.iter().enumerate() {
        for topic in said.mentions.iter().filter(|&topic| !known.has(topic)) {
            found.push(Matter { topic, sentence });
        }
        known = known.union(said.mentions);
    }
    found
}
