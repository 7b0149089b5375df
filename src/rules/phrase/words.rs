//! The words that phrases name: each kept once, under a number, and found again by the word of a text.
//! Knows neither phrases nor where in a text a word stands.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::text::fold;

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WordPattern {
    pub(super) shape: Shape,
    pub(super) text: Box<str>,
}

/// The words of some phrases.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    patterns: Vec<WordPattern>,
    /// As phrases write them, folded, stars included: so an exact word by itself.
    numbers: FxHashMap<Arc<str>, Word>,
    /// Exact words by their other spellings.
    respelt: FxHashMap<Box<str>, Vec<Word>>,
    /// Beginnings of words, by their first [`KEY`] bytes.
    prefixes: FxHashMap<[u8; KEY], Vec<(Box<str>, Word)>>,
    /// Endings of words, by their last [`KEY`] bytes.
    suffixes: FxHashMap<[u8; KEY], Vec<(Box<str>, Word)>>,
    /// Parts looked for inside words, and beginnings too short for a key: compared with each word. Few by nature.
    inside: Vec<(Box<str>, Word)>,
}

/// How many bytes of a word the tables of beginnings and endings are keyed by.
const KEY: usize = 3;

/// The endings that a gender form stands for: `Kund*innen` is Kunden and Kundinnen.
const GENDER_ENDINGS: [&str; 7] = ["", "e", "en", "er", "in", "innen", "n"];

impl Words {
    pub(super) fn patterns(&self) -> &[WordPattern] {
        &self.patterns
    }

    pub(super) fn pattern(&self, word: Word) -> &WordPattern {
        &self.patterns[word.index()]
    }

    /// The number of a word as a phrase writes it, with the stars at its ends. `None` where nothing but stars is left of it.
    pub(super) fn enter(&mut self, written: &str) -> Option<Word> {
        if written.is_ascii() && !written.bytes().any(|byte| byte.is_ascii_uppercase()) {
            self.enter_folded(written)
        } else {
            self.enter_folded(&fold(written).text)
        }
    }

    fn enter_folded(&mut self, folded: &str) -> Option<Word> {
        if let Some(&known) = self.numbers.get(folded) {
            return Some(known);
        }
        let text = folded.trim_matches('*');
        if text.is_empty() {
            return None;
        }
        let shape = match (folded.starts_with('*'), folded.ends_with('*')) {
            (false, false) => Shape::Exact,
            (false, true) => Shape::Prefix,
            (true, false) => Shape::Suffix,
            (true, true) => Shape::Infix,
        };
        let word = Word(u32::try_from(self.patterns.len()).ok()?);
        self.numbers.insert(folded.into(), word);
        self.patterns.push(WordPattern { shape, text: text.into() });
        let other = other_spelling(text);
        if shape == Shape::Exact {
            other.into_iter().for_each(|other| self.respelt.entry(other.into()).or_default().push(word));
        } else {
            std::iter::once(text).chain(other.as_deref()).for_each(|text| self.enter_part(shape, text, word));
        }
        Some(word)
    }

    fn enter_part(&mut self, shape: Shape, text: &str, word: Word) {
        let bytes = text.as_bytes();
        match (shape, bytes.first_chunk::<KEY>(), bytes.last_chunk::<KEY>()) {
            (Shape::Prefix, Some(key), _) => self.prefixes.entry(*key).or_default().push((text.into(), word)),
            (Shape::Suffix, _, Some(key)) => self.suffixes.entry(*key).or_default().push((text.into(), word)),
            _ => self.inside.push((text.into(), word)),
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
            beginnings.iter().filter(|(start, _)| word.starts_with(&**start)).for_each(|(_, found)| each(*found));
        }
        if let Some(endings) = bytes.last_chunk().and_then(|key| self.suffixes.get(key)) {
            endings.iter().filter(|(end, _)| word.ends_with(&**end)).for_each(|(_, found)| each(*found));
        }
        let fits = |(part, word_of_part): &&(Box<str>, Word)| match self.pattern(*word_of_part).shape {
            Shape::Prefix => word.starts_with(&**part),
            Shape::Suffix => word.ends_with(&**part),
            _ => word.contains(&**part),
        };
        self.inside.iter().filter(fits).for_each(|(_, found)| each(*found));
    }

    fn exact(&self, word: &str, each: &mut impl FnMut(Word)) {
        if let Some(found) = self.numbers.get(word).filter(|found| self.pattern(**found).shape == Shape::Exact) {
            each(*found);
        }
        if !self.respelt.is_empty() {
            self.respelt.get(word).into_iter().flatten().for_each(|found| each(*found));
        }
    }
}

impl WordPattern {
    /// Whether a text's word is this one, told by holding the letters against each other: what [`Words::of`] must equal.
    pub(super) fn fits(&self, word: &str, stem: &str) -> bool {
        let other = other_spelling(&self.text);
        std::iter::once(&*self.text).chain(other.as_deref()).any(|text| match self.shape {
            Shape::Exact => {
                let is_gendered = || text.strip_prefix(stem).is_some_and(|ending| GENDER_ENDINGS.contains(&ending));
                word == text || (!stem.is_empty() && is_gendered())
            }
            Shape::Prefix => word.starts_with(text),
            Shape::Suffix => word.ends_with(text),
            Shape::Infix => word.contains(text),
        })
    }
}

/// The other spelling of a folded word: `fuer` for `für`, `dont` for `don't`.
fn other_spelling(folded: &str) -> Option<String> {
    if folded.is_ascii() {
        return folded.ends_with("n't").then(|| folded.replace('\'', ""));
    }
    folded.contains(['ä', 'ö', 'ü']).then(|| folded.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue"))
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
        assert_eq!(words.patterns.len(), 2);
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
            let one_by_one: Vec<usize> = (0..words.patterns.len()).filter(|&word| words.patterns[word].fits(&text, stem)).collect();
            proptest::prop_assert_eq!(tables, one_by_one);
        }
    }
}
