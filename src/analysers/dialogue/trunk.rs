//! Words become trunks: what stays of a word when its ending is cut, so that inflected forms and compounds meet. Cheaper and rougher than a stem;
//! it never allocates, for it is asked of every word of every draft.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashSet};

use crate::text::Language;

/// The word without its ending.
#[must_use]
pub(super) fn trunk(word: &str, language: Language) -> &str {
    let endings: &[&str] = match language {
        Language::De => &[
            "ungen", "ungs", "ung", "enden", "ende", "sten", "ste", "ten", "tem", "ter", "tes", "te", "est", "en", "em", "er", "es", "et",
            "st", "e", "n", "s", "t",
        ],
        Language::En => {
            &["ations", "ation", "ingly", "ings", "ing", "ment", "ies", "ied", "ers", "es", "ed", "er", "ly", "e", "s", "y", "'s"]
        }
    };
    endings.iter().filter_map(|ending| word.strip_suffix(ending)).find(|rest| rest.len() >= LEAST).unwrap_or(word)
}

/// The fewest bytes of a trunk.
const LEAST: usize = 4;

/// How many bytes of a long word's trunk stand for it at either end of a compound.
const PART: usize = 6;

/// The words of a text by their trunks, and long ones also by both of their ends.
#[derive(Debug, Default)]
pub(super) struct Trunks {
    /// By the hashes of their trunks: no word is kept.
    whole: FxHashSet<u64>,
    parts: FxHashSet<[u8; PART]>,
}

impl Trunks {
    pub(super) fn insert(&mut self, word: &str, language: Language) {
        let trunk = trunk(word, language);
        self.whole.insert(FxBuildHasher.hash_one(trunk));
        self.parts.extend(ends(word, trunk));
    }

    /// Whether a word of the text has the same trunk, or is part of a compound with this one.
    pub(super) fn meet(&self, word: &str, language: Language) -> bool {
        let trunk = trunk(word, language);
        self.whole.contains(&FxBuildHasher.hash_one(trunk)) || ends(word, trunk).any(|end| self.parts.contains(&end))
    }
}

/// The beginning of the word, and the end of its trunk.
fn ends(word: &str, trunk: &str) -> impl Iterator<Item = [u8; PART]> + use<> {
    let (first, last) = (word.as_bytes().first_chunk::<PART>().copied(), trunk.as_bytes().last_chunk::<PART>().copied());
    first.into_iter().chain(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meet(a: &str, b: &str, language: Language) -> bool {
        let mut trunks = Trunks::default();
        trunks.insert(a, language);
        trunks.meet(b, language)
    }

    #[test]
    fn inflected_forms_and_compounds_meet() {
        for (a, b) in [("rechnung", "rechnungen"), ("kündigung", "kündigungsbestätigung"), ("laterne", "straßenlaternen")] {
            assert!(meet(a, b, Language::De), "{a} {b}");
        }
        for (a, b) in [("refund", "refunded"), ("deliver", "delivery"), ("charges", "charged"), ("replace", "replacement")] {
            assert!(meet(a, b, Language::En), "{a} {b}");
        }
    }

    #[test]
    fn other_words_do_not() {
        assert!(!meet("zimmer", "zimt", Language::De));
        assert!(!meet("room", "roof", Language::En));
    }
}
