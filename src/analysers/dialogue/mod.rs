//! A reply and its complaint become an understanding: what the customer asks, what each sentence of the reply does, and what it leaves open.
//!
//! | module | turns |
//! |---|---|
//! | [`cue`], [`topic`], [`vocabulary`] | the data of `rules/dialogue` and `rules/topics` into tables |
//! | [`lexicon`] | these tables into one matcher per language |
//! | [`survey`] | a text into what its sentences say: cues, topics, words of their own |
//! | [`question`] | the sentences of a message into the questions that it asks |
//! | [`complaint`] | a message into what it calls for: need, matters, questions |
//! | [`reply`] | a reply into the roles of its sentences |
//! | [`particular`] | both into what is asked for although it was given |
//! | [`matching`] | both into what is taken up, and what is left open |
//! | [`features`] | all of it into named numbers |
//! | [`decision`] | numbers and weights into decisions |
//! | [`understanding`] | a reading into all of the above, in one value |
//!
//! Knows no rules' messages and no findings: analysers ask it, and say what it found.

mod complaint;
mod cue;
mod decision;
mod describe;
mod features;
mod lexicon;
mod matching;
mod particular;
mod places;
mod question;
mod reply;
mod survey;
mod topic;
mod trunk;
mod understanding;
mod vocabulary;

pub use complaint::{Complaint, Matter};
pub use cue::{Cue, Cues};
pub use decision::{Decision, Verdict};
pub use features::{FEATURES, Features};
pub use particular::Particular;
pub use question::{Question, QuestionKind};
pub use reply::{Reply, Role, RoleSet};
pub use survey::{SentenceSurvey, Survey};
pub use topic::{Topic, TopicSet, topic};
pub use understanding::Understanding;
pub use vocabulary::content_words;

use crate::text::Language;
use lexicon::{Lexicon, Side};

/// Whether everything that replies in a language are held against is made.
#[must_use]
pub fn is_ready(language: Language) -> bool {
    Lexicon::are_made(language)
}

/// Makes what replies in a language are held against, where that has not been done.
pub fn make_ready(language: Language) {
    for side in [Side::Reply, Side::Message] {
        let _made = Lexicon::of(language, side);
    }
}
