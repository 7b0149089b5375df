//! What a phrase is made of. `docs/rule-format.md` describes the language for authors; `parse` reads it, `confirm` holds it against a text.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::parse::PhraseParser;
use crate::text::{FactKind, Span, TokenKind};

/// A phrase, ready to be matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    pub elements: Vec<Element>,
}

/// One part of a phrase, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    Word(WordPattern),
    /// One of several sequences.
    Any(Branches),
    /// One of several sequences, or nothing.
    Optional(Branches),
    /// `...`: none to four words.
    Gap,
    Fact(FactKind),
    /// `<number>`, `<handle>`, `<hashtag>`, `<emoji>`, `<word>`: any token of that kind.
    Kind(TokenKind),
    /// A mark that must stand there: `?`, `!`, `:`.
    Mark(char),
    SentenceStart,
    SentenceEnd,
}

/// Alternatives. A list that several phrases name is parsed once and shared.
pub type Branches = Arc<[Vec<Element>]>;

/// How much of a word a pattern states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    Exact,
    /// `word*`
    Prefix,
    /// `*word`
    Suffix,
    /// `*word*`
    Infix,
}

/// A word as a phrase states it: folded, in each of its spellings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordPattern {
    pub shape: Shape,
    /// `für` and `fuer`; never empty, none of them empty.
    pub spellings: Vec<Box<str>>,
}

/// The most words that a gap spans.
pub(super) const GAP: usize = 4;

/// A fault in a phrase: bytes of the phrase, what is wrong, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhraseError {
    pub span: Span,
    pub message: String,
}

/// Named lists of phrases, as a rule's `words` gives them: `{name}` stands for any of the list.
pub type WordLists = BTreeMap<String, Vec<String>>;

impl Phrase {
    /// Parses a phrase.
    ///
    /// # Errors
    /// The first fault, at its bytes: unbalanced brackets, an unknown recogniser or list, nothing to look for.
    pub fn parse(source: &str, lists: &WordLists) -> Result<Self, PhraseError> {
        PhraseParser::new(lists).parse(source)
    }

    /// Whether a gap stands anywhere in the phrase.
    #[must_use]
    pub fn has_gap(&self) -> bool {
        fn gap(element: &Element) -> bool {
            match element {
                Element::Gap => true,
                Element::Any(branches) | Element::Optional(branches) => branches.iter().flatten().any(gap),
                _ => false,
            }
        }
        self.elements.iter().any(gap)
    }
}
