//! A reading becomes an understanding: everything that is known of a reply and its complaint, in one value, made once.

use super::complaint::Complaint;
use super::decision::{Decision, Verdict, decide};
use super::features::{Features, of_message, of_reply};
use super::matching::Matching;
use super::particular::{Particular, asked_though_given};
use super::reply::{Reply, Role};
use crate::text::Prose;

/// A reply and, where there is one, the message that it answers.
#[derive(Debug)]
pub struct Understanding {
    pub reply: Reply,
    /// What the reply's numbers are.
    pub features: Features,
    /// `None` where there is no message.
    pub message: Option<MessageUnderstanding>,
    verdicts: [Verdict; 4],
}

/// The message, and what the reply is to it.
#[derive(Debug)]
pub struct MessageUnderstanding {
    pub complaint: Complaint,
    pub matching: Matching,
    pub features: Features,
    pub need: Verdict,
    /// It reports a problem or is annoyed: joy and offers are out of place.
    pub is_negative: bool,
    /// What the reply asks for although the message says it.
    pub already_given: Vec<Particular>,
}

impl Understanding {
    /// Understands a reply and its message.
    #[must_use]
    pub fn of(reply_prose: &Prose, message: Option<(&Prose, Option<u8>)>) -> Self {
        let mut reply = Reply::new(reply_prose);
        let message = message.map(|(prose, rating)| {
            let complaint = Complaint::new(prose, rating);
            let features = of_message(&complaint, prose);
            let need = decide(Decision::Need, &features, prose.language);
            let is_negative = complaint.is_negative(need.holds());
            if is_negative {
                reply.set_offers_apart();
            }
            if complaint.asks_for_contact() {
                reply.take_contact_for_answer(reply_prose);
            }
            let matching = Matching::new(&complaint, &reply, reply_prose);
            let already_given = asked_though_given((reply_prose, &reply.survey), (prose, &complaint.survey));
            MessageUnderstanding { complaint, matching, features, need, is_negative, already_given }
        });
        let features = of_reply(message.as_ref().map(|message| (&message.complaint, &message.matching)), &reply, reply_prose);
        let verdicts = [Decision::NotAnswered, Decision::Generic, Decision::Deflects, Decision::NoNextStep]
            .map(|decision| decide(decision, &features, reply_prose.language));
        Self { reply, features, message, verdicts }
    }

    /// The verdict on a decision. Without a message, [`Decision::Need`] has none.
    #[must_use]
    pub fn verdict(&self, decision: Decision) -> Option<Verdict> {
        match decision {
            Decision::Need => self.message.as_ref().map(|message| message.need),
            _ => self.verdicts.get(decision as usize - 1).copied(),
        }
    }

    /// Whether there is a message that wants an answer, and a reply to be held against it: a greeting alone still waits for its first sentence.
    #[must_use]
    pub fn needs_answer(&self) -> bool {
        self.reply.has_begun && self.message.as_ref().is_some_and(|message| message.need.holds())
    }

    /// Whether the reply sends the customer elsewhere and says nothing on the matter here. A message may call for little more than a sober word
    /// (a bare verdict with one star), and be sent away all the same: only praise and small talk are set apart.
    #[must_use]
    pub fn deflects(&self) -> bool {
        const LEEWAY: f64 = 1.0;
        let wanted = self.reply.has_begun && self.message.as_ref().is_some_and(|message| message.need.score >= message.need.bound - LEEWAY);
        wanted && self.verdict(Decision::Deflects).is_some_and(Verdict::holds)
    }

    /// Whether the customer is left without a next step: by the numbers, because nothing deals with the matter, or because a complaint is met with
    /// nothing but what is said to everybody.
    #[must_use]
    pub fn lacks_next_step(&self) -> bool {
        let complains = || self.message.as_ref().is_some_and(|message| message.is_negative);
        self.holds(Decision::NoNextStep) || self.holds(Decision::NotAnswered) || self.needs_answer() && complains() && self.is_only_ritual()
    }

    /// Whether it is so; for a message that wants no answer, nothing is.
    #[must_use]
    pub fn holds(&self, decision: Decision) -> bool {
        let is_evident = || decision == Decision::NotAnswered && self.is_only_ritual() && self.leaves_all_questions_open();
        self.needs_answer() && (self.verdict(decision).is_some_and(Verdict::holds) || is_evident())
    }

    /// Whether the reply says something of its own, and that deals with the message.
    #[must_use]
    pub fn deals_with_matter(&self) -> bool {
        self.reply.role_set().has(Role::Substance) && !self.holds(Decision::NotAnswered)
    }

    /// Whether every sentence of the reply is one that is said to everybody.
    fn is_only_ritual(&self) -> bool {
        self.reply.roles.iter().all(|role| !matches!(role, Role::Substance | Role::Statement))
    }

    /// Whether the message asks something, and the reply answers none of it.
    fn leaves_all_questions_open(&self) -> bool {
        let Some(message) = &self.message else { return false };
        let mut open = message.complaint.open_questions().peekable();
        open.peek().is_some() && open.all(|(number, _)| message.matching.answers.get(number).is_some_and(Option::is_none))
    }
}
