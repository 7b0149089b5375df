//! A text becomes prose: folded for matching, cut into words and sentences, with its quotes, code and links marked
//! and its times, amounts and addresses recognised. Knows nothing of drafts, rules or files.

mod calendar;
mod domain;
mod emoji;
mod fact;
mod fold;
mod gender;
mod greeting;
mod language;
mod length;
mod line_index;
mod link;
mod markup;
#[cfg(test)]
mod properties;
mod prose;
mod quote;
mod sentence;
mod span;
mod stem;
mod token;
mod word_list;

pub use fact::{Fact, FactKind};
pub use fold::{Folded, fold, fold_word};
pub use language::Language;
pub use length::Counter;
pub use line_index::{LineColumn, LineIndex};
pub use markup::{Markup, Zone, ZoneKind};
pub use prose::{Prose, Sentence};
pub use span::Span;
pub use stem::{compound_ends_with, stem};
pub use token::{Token, TokenKind};
