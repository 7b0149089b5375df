//! The words that phrases name: each kept once, under a number, and found again by the word of a text.
//! Knows neither phrases nor where in a text a word stands.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::text::{Span, fold_word};

/// The number of a word among the words of some phrases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(u32);

impl Word {
    pub(super) fn new(index: u32) -> Self {
        Self(index)
    }

    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// How much of a word a pattern states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Shape {
    Exact,
    /// `word*`
    Prefix,
    /// `*word`
    Suffix,
    /// `*word*`
    Infix,
}

/// A word as a phrase states it, folded and without its stars; never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WordPattern<'a> {
    pub(super) shape: Shape,
    pub(super) text: &'a str,
}

/// The words of some phrases.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// The letters of all words, one behind the other: there are too many words for a piece of memory each.
    letters: String,
    patterns: Vec<(Shape, Span)>,
    /// The words by the hash of their text.
    numbers: HashTable<Word>,
    /// Exact words by the hash of their other spelling, which stands among the letters too.
    respelt: HashTable<(Span, Word)>,
    /// Beginnings of words, by their first [`KEY`] bytes.
    prefixes: FxHashMap<[u8; KEY], Vec<(Span, Word)>>,
    /// Endings of words, by their last [`KEY`] bytes.
    suffixes: FxHashMap<[u8; KEY], Vec<(Span, Word)>>,
    /// Parts looked for inside words, and beginnings too short for a key: compared with each word. Few by nature.
    inside: Vec<(Span, Word)>,
}

/// How many bytes of a word the tables of beginnings and endings are keyed by.
const KEY: usize = 3;

/// The endings that a gender form stands for: `Kund*innen` is Kunden and Kundinnen.
const GENDER_ENDINGS: [&str; 7] = ["", "e", "en", "er", "in", "innen", "n"];

impl Words {
    /// Every word, in the order of the numbers.
    pub(super) fn patterns(&self) -> impl Iterator<Item = WordPattern<'_>> {
        self.patterns.iter().map(|&(shape, text)| WordPattern { shape, text: text.slice(&self.letters) })
    }

    pub(super) fn pattern(&self, word: Word) -> WordPattern<'_> {
        let (shape, text) = self.patterns[word.index()];
        WordPattern { shape, text: text.slice(&self.letters) }
    }

    /// The number of a word as a phrase writes it, with the stars at its ends. `None` where nothing but stars is left of it.
    pub(super) fn enter(&mut self, written: &str) -> Option<Word> {
        let shape = match (written.starts_with('*'), written.ends_with('*')) {
            (false, false) => Shape::Exact,
            (false, true) => Shape::Prefix,
            (true, false) => Shape::Suffix,
            (true, true) => Shape::Infix,
        };
        let text = fold_word(if shape == Shape::Exact { written } else { written.trim_matches('*') });
        if text.is_empty() {
            return None;
        }
        let hash = hash_of(&text);
        let pattern = WordPattern { shape, text: &text };
        if let Some(&known) = self.numbers.find(hash, |known| self.pattern(*known) == pattern) {
            return Some(known);
        }
        let word = Word(u32::try_from(self.patterns.len()).ok()?);
        let place = self.write(&text);
        self.patterns.push((shape, place));
        let (patterns, letters) = (&self.patterns, &self.letters);
        self.numbers.insert_unique(hash, word, |word| hash_of(patterns[word.index()].1.slice(letters)));
        self.enter_part(shape, place, word);
        if let Some(other) = other_spelling(&text) {
            let place = self.write(&other);
            self.enter_other(&other, place, word);
            self.enter_part(shape, place, word);
        }
        Some(word)
    }

    fn write(&mut self, text: &str) -> Span {
        let start = self.letters.len();
        self.letters.push_str(text);
        Span::new(start, self.letters.len())
    }

    fn enter_other(&mut self, other: &str, place: Span, word: Word) {
        if self.pattern(word).shape == Shape::Exact {
            let letters = &self.letters;
            self.respelt.insert_unique(hash_of(other), (place, word), |(place, _)| hash_of(place.slice(letters)));
        }
    }

    fn enter_part(&mut self, shape: Shape, place: Span, word: Word) {
        let bytes = place.slice(&self.letters).as_bytes();
        match (shape, bytes.first_chunk::<KEY>(), bytes.last_chunk::<KEY>()) {
            (Shape::Exact, ..) => {}
            (Shape::Prefix, Some(key), _) => self.prefixes.entry(*key).or_default().push((place, word)),
            (Shape::Suffix, _, Some(key)) => self.suffixes.entry(*key).or_default().push((place, word)),
            _ => self.inside.push((place, word)),
        }
    }

    /// The words that a text's word is, each once. Of a gender form, `stem` is what stands before its mark, else it is empty.
    pub(super) fn of(&self, word: &str, stem: &str, mut each: impl FnMut(Word)) {
        self.exact(word, &mut each);
        if !stem.is_empty() {
            let forms = GENDER_ENDINGS.map(|ending| format!("{stem}{ending}"));
            forms.iter().filter(|form| *form != word).for_each(|form| self.exact(form, &mut each));
        }
        let bytes = word.as_bytes();
        if let Some(beginnings) = bytes.first_chunk().and_then(|key| self.prefixes.get(key)) {
            beginnings.iter().filter(|(start, _)| word.starts_with(start.slice(&self.letters))).for_each(|(_, found)| each(*found));
        }
        if let Some(endings) = bytes.last_chunk().and_then(|key| self.suffixes.get(key)) {
            endings.iter().filter(|(end, _)| word.ends_with(end.slice(&self.letters))).for_each(|(_, found)| each(*found));
        }
        let fits = |(part, of_part): &&(Span, Word)| {
            let text = part.slice(&self.letters);
            WordPattern { shape: self.patterns[of_part.index()].0, text }.is(word)
        };
        self.inside.iter().filter(fits).for_each(|(_, found)| each(*found));
    }

    fn exact(&self, word: &str, each: &mut impl FnMut(Word)) {
        let hash = hash_of(word);
        let pattern = WordPattern { shape: Shape::Exact, text: word };
        if let Some(found) = self.numbers.find(hash, |known| self.pattern(*known) == pattern) {
            each(*found);
        }
        let is_it = |(place, _): &&(Span, Word)| place.slice(&self.letters) == word;
        self.respelt.iter_hash(hash).filter(is_it).for_each(|(_, found)| each(*found));
    }
}

fn hash_of(text: &str) -> u64 {
    FxBuildHasher.hash_one(text)
}

impl WordPattern<'_> {
    /// Whether a text's word is this one, told by holding the letters against each other: what [`Words::of`] must equal.
    pub(super) fn fits(self, word: &str, stem: &str) -> bool {
        let is_it = |text: &str| {
            let is_gendered = || text.strip_prefix(stem).is_some_and(|ending| GENDER_ENDINGS.contains(&ending));
            WordPattern { text, ..self }.is(word) || (self.shape == Shape::Exact && !stem.is_empty() && is_gendered())
        };
        is_it(self.text) || other_spelling(self.text).is_some_and(|other| is_it(&other))
    }

    /// Whether a text's word is this one in this spelling.
    fn is(self, word: &str) -> bool {
        match self.shape {
            Shape::Exact => word == self.text,
            Shape::Prefix => word.starts_with(self.text),
            Shape::Suffix => word.ends_with(self.text),
            Shape::Infix => word.contains(self.text),
        }
    }
}

/// The other spelling of a folded word: `fuer` for `für`, `dont` for `don't`.
fn other_spelling(folded: &str) -> Option<String> {
    if folded.is_ascii() {
        return folded.ends_with("n't").then(|| folded.replace('\'', ""));
    }
    let mut other = String::with_capacity(folded.len());
    for c in folded.chars() {
        match c {
            'ä' => other.push_str("ae"),
            'ö' => other.push_str("oe"),
            'ü' => other.push_str("ue"),
            _ => other.push(c),
        }
    }
    (other != folded).then_some(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &Words, word: &str, stem: &str) -> Vec<usize> {
        let mut found = Vec::new();
        words.of(word, stem, |word| found.push(word.index()));
        found
    }

    #[test]
    fn a_word_is_kept_once() {
        let mut words = Words::default();
        let number = words.enter("für");
        assert_eq!(words.enter("Für"), number);
        assert_ne!(words.enter("für*"), number);
        assert_eq!(words.enter("**"), None);
        assert_eq!(words.patterns().count(), 2);
    }

    #[test]
    fn a_word_is_found_in_each_of_its_spellings() {
        let mut words = Words::default();
        for written in ["für", "fuer", "don't", "größ*", "*rung", "*ab*", "ab*"] {
            words.enter(written);
        }
        assert_eq!(found(&words, "für", ""), [0]);
        assert_eq!(found(&words, "fuer", ""), [1, 0]);
        assert_eq!(found(&words, "dont", ""), [2]);
        assert_eq!(found(&words, "groesser", ""), [3]);
        assert_eq!(found(&words, "abänderung", ""), [4, 5, 6]);
        assert_eq!(found(&words, "nichts", ""), [0; 0]);
    }

    proptest::proptest! {
        /// The tables find what holding each word against the text's word finds.
        #[test]
        fn tables_miss_nothing(written in proptest::collection::vec("\\*?[adeinürsß']{1,5}\\*?", 1..12), text in "[adeinürs]{1,8}", cut in 0usize..4) {
            let mut words = Words::default();
            written.iter().for_each(|written| { words.enter(written); });
            let stem = text.char_indices().nth(cut).map_or("", |(at, _)| &text[..at]);
            let mut tables = found(&words, &text, stem);
            tables.sort_unstable();
            let one_by_one: Vec<usize> = (0..).zip(words.patterns()).filter(|(_, pattern)| pattern.fits(&text, stem)).map(|(word, _)| word).collect();
            proptest::prop_assert_eq!(tables, one_by_one);
        }
    }
}
