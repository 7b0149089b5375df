//! The built-in word lists become look-ups: how a word is written in the middle of a sentence, and which words are written in capitals.
//! Knows words only: what follows from them is the analysers' matter.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::{Language, fold_word};

/// How a word is written in the middle of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Known {
    pub spelling: &'static str,
    pub sort: Sort,
}

/// What kind of word it is, as far as its first letter shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Verbs, adjectives, particles; in English nearly everything.
    Small,
    /// German nouns, English names of days.
    Capital,
}

/// The files of `rules/words/`: name and JSON.
static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/words.rs"));

static SPELLINGS: LazyLock<[FxHashMap<Cow<'static, str>, Known>; 2]> = LazyLock::new(|| {
    let entries = |file, key, sort| words(file, key).map(move |spelling| (fold_word(spelling), Known { spelling, sort }));
    // A word that is both (`Essen`, `essen`) is the small one.
    let german = entries("de", "nouns", Sort::Capital).chain(entries("de", "lower", Sort::Small)).collect();
    let english = entries("en", "capitals", Sort::Capital).chain(entries("en", "lower", Sort::Small)).collect();
    [german, english]
});

static ACRONYMS: LazyLock<FxHashSet<Cow<'static, str>>> = LazyLock::new(|| words("acronyms", "acronyms").map(fold_word).collect());

/// The words under a key of a file.
fn words(file: &str, key: &str) -> impl Iterator<Item = &'static str> {
    let (_, json) = FILES.iter().find(|(name, _)| *name == file).expect("the build script has put every word list here");
    let lists: BTreeMap<&str, &'static str> =
        serde_json::from_str(json).expect("the build script writes JSON, and the lists hold words alone");
    lists.get(key).copied().unwrap_or_default().split_whitespace()
}

/// A word of a language by its folded form.
pub(super) fn known(language: Language, folded: &str) -> Option<&'static Known> {
    SPELLINGS[language as usize].get(folded)
}

/// Whether the word is written in capitals by everybody.
pub(super) fn is_acronym(folded: &str) -> bool {
    ACRONYMS.contains(folded)
}

/// The last part of a German compound that is a known noun, and where it begins: `preis` in `alptraumpreis`.
pub(super) fn compound_head(folded: &str) -> Option<(usize, &'static Known)> {
    /// Shorter parts are endings rather than words.
    const SHORTEST: usize = 4;
    let before = folded.char_indices().skip(3).map(|(at, _)| at);
    before
        .take_while(|at| folded.len() - at >= SHORTEST)
        .find_map(|at| Some((at, known(Language::De, &folded[at..]).filter(|known| known.sort == Sort::Capital)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_spelling() {
        assert_eq!(known(Language::De, "heiss").map(|known| known.spelling), Some("heiß"));
        assert_eq!(known(Language::De, "rabatt").map(|known| known.sort), Some(Sort::Capital));
        assert_eq!(known(Language::En, "monday").map(|known| known.spelling), Some("Monday"));
        assert_eq!(known(Language::En, "xylophone"), None);
        assert!(is_acronym("öpnv") && !is_acronym("sale"));
    }

    #[test]
    fn compounds_have_heads() {
        assert_eq!(compound_head("alptraumpreis").map(|(at, known)| (at, known.spelling)), Some((8, "Preis")));
        assert_eq!(compound_head("preis"), None);
        assert_eq!(compound_head("äöü"), None);
    }
}
