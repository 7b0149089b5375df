//! Phrases: what they are made of, and where they are kept, all that are looked for together in one table and each word of them once.
//! `docs/rule-format.md` describes the language for authors; `parse` reads it, `matcher` looks for it in a text.

mod anchor;
mod confirm;
mod matcher;
mod parse;
mod reach;
mod recogniser;
mod sample;
mod view;
mod words;

use std::collections::BTreeMap;
use std::ops::Range;

pub use matcher::{Match, Matcher};
pub use parse::PhraseParser;
pub use reach::{Missing, Reach};
pub use recogniser::{recogniser_about, recogniser_names};
use view::View;
pub use words::Word;
use words::{Shape, Words};

use crate::text::{FactKind, Prose, Span, TokenKind};

/// One part of a phrase, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Element {
    Word(Word),
    /// One of several sequences.
    Any(Group),
    /// One of several sequences, or nothing.
    Optional(Group),
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

/// The number of a group of alternatives. A list that several phrases name is one group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group(u32);

impl Group {
    fn index(self) -> usize {
        self.0 as usize
    }
}

/// The most words that a gap spans.
const GAP: usize = 4;

/// A fault in a phrase: bytes of the phrase, what is wrong, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhraseError {
    pub span: Span,
    pub message: String,
}

/// Named lists of phrases, as a rule's `words` gives them: `{name}` stands for any of the list.
pub type WordLists = BTreeMap<String, Vec<String>>;

/// Phrases that are kept together, ready to be matched. They lie flat: a phrase is a run of elements, a group a run of such runs.
#[derive(Clone, Debug, Default)]
pub struct Phrases {
    words: Words,
    elements: Vec<Element>,
    /// Runs of elements: the branches of a group stand side by side.
    branches: Vec<Run>,
    /// An inner group stands before the one that it is part of.
    groups: Vec<Alternatives>,
    phrases: Vec<Entry>,
}

#[derive(Clone, Copy, Debug)]
struct Run {
    start: u32,
    end: u32,
}

impl Run {
    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

#[derive(Clone, Copy, Debug)]
struct Alternatives {
    branches: Run,
    begin: Begin,
    has_gap: bool,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    elements: Run,
    begin: Begin,
    has_gap: bool,
}

impl Phrases {
    /// Parses a phrase, which is the only one then.
    ///
    /// # Errors
    /// The first fault, at its bytes: unbalanced brackets, an unknown recogniser or list, nothing to look for.
    pub fn parse(source: &str, lists: &WordLists) -> Result<Self, PhraseError> {
        let mut phrases = Self::default();
        PhraseParser::new(lists, &mut phrases).parse(source)?;
        Ok(phrases)
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.phrases.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    /// The phrase of a number: its place in the order in which they were parsed.
    #[must_use]
    pub fn get(&self, number: u32) -> Option<Phrase<'_>> {
        self.phrases.get(number as usize).map(|entry| Phrase { phrases: self, elements: &self.elements[entry.elements.range()] })
    }

    /// The phrases, in the order in which they were parsed.
    pub fn iter(&self) -> impl Iterator<Item = Phrase<'_>> {
        (0u32..).map_while(|number| self.get(number))
    }

    /// The first of the phrases that stands in a range of tokens: its number, and where. Tries each at each place: for few sentences.
    #[must_use]
    pub fn first_in(&self, prose: &Prose, tokens: &Range<usize>) -> Option<(usize, Range<usize>)> {
        if self.is_empty() {
            return None;
        }
        self.first(&View::new(self, prose, tokens), tokens.clone(), |end| end <= tokens.end)
    }

    /// The first of the phrases that starts in a sentence's tokens, and overlaps some of them: its number, and where.
    #[must_use]
    pub fn first_over(&self, prose: &Prose, sentence: &Range<usize>, tokens: &Range<usize>) -> Option<(usize, Range<usize>)> {
        if self.is_empty() {
            return None;
        }
        let starts = sentence.start..sentence.end.min(tokens.end);
        self.first(&View::new(self, prose, sentence), starts, |end| end > tokens.start)
    }

    /// The first of the phrases that begins at one of some tokens, and ends where it may.
    fn first(&self, view: &View<'_>, starts: Range<usize>, may_end: impl Fn(usize) -> bool) -> Option<(usize, Range<usize>)> {
        let is_word = |start: &usize| view.prose.tokens[*start].kind != TokenKind::Mark;
        (0..self.len()).find_map(|number| {
            let stands = |start| Some(start..view.match_at(number, start).filter(|&end| may_end(end))?);
            starts.clone().filter(is_word).find_map(stands).map(|found| (number, found))
        })
    }

    fn branches(&self, group: Group) -> impl Iterator<Item = &[Element]> {
        self.branches[self.groups[group.index()].branches.range()].iter().map(|branch| &self.elements[branch.range()])
    }

    fn push_group(&mut self, branches: &[Run]) -> Group {
        let all = || branches.iter().map(|branch| &self.elements[branch.range()]);
        let begin = all().fold(Begin::NONE, |begin, branch| begin.or(self.begin(branch)));
        let has_gap = all().any(|branch| self.has_gap(branch));
        let start = self.branches.len() as u32;
        self.branches.extend_from_slice(branches);
        self.groups.push(Alternatives { branches: Run { start, end: self.branches.len() as u32 }, begin, has_gap });
        Group(self.groups.len() as u32 - 1)
    }

    fn push_phrase(&mut self, elements: Run) -> u32 {
        let all = &self.elements[elements.range()];
        self.phrases.push(Entry { elements, begin: self.begin(all), has_gap: self.has_gap(all) });
        self.phrases.len() as u32 - 1
    }

    /// Whether a gap stands anywhere in a sequence.
    fn has_gap(&self, elements: &[Element]) -> bool {
        elements.iter().any(|element| match element {
            Element::Gap => true,
            Element::Any(group) | Element::Optional(group) => self.groups[group.index()].has_gap,
            _ => false,
        })
    }

    /// What a sequence of elements can begin with.
    fn begin(&self, elements: &[Element]) -> Begin {
        let mut begin = Begin::NONE;
        for element in elements {
            match element {
                Element::Word(word) => return begin.or(Begin::at(*word)),
                Element::Any(group) => return begin.or(self.groups[group.index()].begin),
                Element::Optional(group) => begin = begin.or(self.groups[group.index()].begin),
                _ => return Begin::ALL,
            }
        }
        Begin::ALL
    }
}

/// One of some phrases.
#[derive(Clone, Copy, Debug)]
pub struct Phrase<'a> {
    phrases: &'a Phrases,
    elements: &'a [Element],
}

impl<'a> Phrase<'a> {
    #[must_use]
    pub fn elements(self) -> &'a [Element] {
        self.elements
    }
}

/// By which words something can begin, as a set that is small and may hold too many: a word is one of 63 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Begin(u64);

impl Begin {
    const NONE: Self = Self(0);
    /// What begins without a word; every token allows that.
    const OPEN: Self = Self(1 << 63);
    const ALL: Self = Self(u64::MAX);

    fn at(word: Word) -> Self {
        Self(1 << (word.index() % 63))
    }

    fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}
