//! Rule files become compiled rules, and rules become lexicons of what they look for.
//! Knows no drafts' files and no folders: who reads rule files hands their text over.

mod check;
mod entry;
mod explanation;
mod file;
mod layers;
mod lexicon;
mod pack;
mod phrase;
mod review;
mod rule;
mod set;

pub use check::{Known, check};
pub use entry::{DetailedEntry, Entries, Entry, EntryChange};
pub use explanation::{explanation, reason, summary};
pub use file::{Across, Beside, ComplaintCondition, Delete, Differing, End, Example, LanguageFile, Level, Metric, Place, RuleFile};
pub use layers::{Manner, StatedPart};
pub use lexicon::{Lexicon, PhraseHit, Role, special_tokens};
pub use pack::PackFile;
pub use phrase::{
    Element, Group, Match, Matcher, Missing, Phrase, PhraseError, PhraseParser, Phrases, Reach, Word, WordLists, recogniser_about,
    recogniser_names,
};
pub use review::{LONGEST_MESSAGE, review};
pub use rule::{Condition, Family, Origin, Part, Rule, ScoreSignal, Unit};
pub use set::{RuleLayer, RuleProblem, RuleSet, RuleSource, built_in_file, built_in_ids, built_in_text, topic_files, topic_ids};
