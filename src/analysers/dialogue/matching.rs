//! A message and a reply become what is taken up and what is left open: a question by the type of its answer, a matter by topic and by words.

use super::complaint::Complaint;
use super::cue::{Cue, Cues};
use super::question::{Question, QuestionKind};
use super::reply::{Reply, Role};
use super::survey::{SentenceSurvey, has_fact, has_time};
use super::topic::TopicSet;
use crate::text::{FactKind, Prose};

/// What of a message its reply takes up.
#[derive(Debug, Default)]
pub struct Matching {
    /// By question of the message: the sentence of the reply that answers it.
    pub answers: Vec<Option<usize>>,
    /// By matter of the message: the sentence of the reply that takes it up.
    pub takers: Vec<Option<usize>>,
    /// By sentence of the reply: how many of its own words stand in the message too.
    pub shared: Vec<usize>,
    /// By sentence of the reply: the message's topics that it speaks of.
    pub topics: Vec<TopicSet>,
}

impl Matching {
    pub(super) fn new(complaint: &Complaint, reply: &Reply, reply_prose: &Prose) -> Self {
        let topics_of_message = complaint.survey.mentions();
        let sentences = &reply.survey.sentences;
        let topics: Vec<TopicSet> = sentences.iter().map(|said| said.mentions.union(said.dealings).common(topics_of_message)).collect();
        let shared = sentences
            .iter()
            .map(|said| {
                let words = said.own.iter().map(|&token| reply_prose.word(token as usize));
                words.filter(|word| complaint.trunks.meet(word, reply_prose.language)).count()
            })
            .collect();
        let answers = complaint.questions.iter().map(|question| answer(question, reply, reply_prose)).collect();
        let speaks = |number: &usize| !matches!(reply.roles[*number], Role::Frame | Role::Referral | Role::Offer);
        let takers = complaint
            .matters
            .iter()
            .map(|matter| (0..sentences.len()).filter(speaks).find(|&number| topics[number].has(matter.topic)))
            .collect();
        Self { answers, takers, shared, topics }
    }
}

/// The first sentence that gives what the question asks for.
fn answer(question: &Question, reply: &Reply, prose: &Prose) -> Option<usize> {
    (0..reply.survey.sentences.len()).find(|&number| {
        let said = &reply.survey.sentences[number];
        match reply.roles[number] {
            Role::Frame | Role::Offer => false,
            // A sentence that sends the customer elsewhere answers nothing, but a link is a place.
            Role::Referral => {
                let is_known_unknown = said.before_referral.has(Cue::Unknown);
                is_known_unknown || question.kind == QuestionKind::Where && said.links > 0 && !said.own.is_empty()
            }
            role => answers(question.kind, said, role, prose, number),
        }
    })
}

fn answers(kind: QuestionKind, said: &SentenceSurvey, role: Role, prose: &Prose, number: usize) -> bool {
    let has = |cue| said.cues.has(cue);
    if has(Cue::Unknown) {
        return true;
    }
    let sentence = &prose.sentences[number];
    let fact = |kinds: &[FactKind]| has_fact(prose, sentence, kinds);
    let says_something = matches!(role, Role::Substance | Role::Statement);
    match kind {
        QuestionKind::When => {
            has_time(prose, sentence)
                || fact(&[FactKind::Duration])
                || says_something && said.cues.meets(Cues::of(&[Cue::Promise, Cue::Refusal]))
        }
        QuestionKind::Where => said.links > 0 || says_something,
        QuestionKind::HowMuch => {
            fact(&[FactKind::Amount, FactKind::Percent, FactKind::Number, FactKind::Duration]) || says_something && has(Cue::Refusal)
        }
        QuestionKind::Why => says_something && (said.cues.meets(Cues::of(&[Cue::Cause, Cue::Refusal, Cue::Done])) || said.own.len() >= 3),
        QuestionKind::Who => fact(&[FactKind::Name]) || says_something,
        QuestionKind::How => {
            says_something
                && (said.cues.meets(Cues::of(&[Cue::Instruct, Cue::Grant, Cue::Refusal, Cue::Done, Cue::Cause])) || said.links > 0)
        }
        QuestionKind::Whether | QuestionKind::MayI => {
            says_something && (said.cues.meets(Cues::SUBSTANCE) || said.own.len() >= 2)
                || has(Cue::Grant)
                || has(Cue::Refusal) && !said.own.is_empty()
        }
        QuestionKind::What => says_something,
    }
}
