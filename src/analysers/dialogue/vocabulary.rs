//! The words of `rules/dialogue/words.yaml`: which say nothing of the matter, and which show a mood.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::lexicon::data;
use crate::text::{Language, fold};

/// What a word is known for. A word may be several at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct WordSense {
    /// Grammar: tells nothing of what a text is about.
    pub(super) function: bool,
    /// Said to every customer alike.
    pub(super) worn: bool,
    pub(super) glad: bool,
    pub(super) sore: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsFile {
    function: Vec<String>,
    worn: Vec<String>,
    glad: Vec<String>,
    sore: Vec<String>,
}

/// The words of one language.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    senses: FxHashMap<Box<str>, WordSense>,
}

impl Vocabulary {
    /// The vocabulary of a language, made once per process.
    pub(super) fn of(language: Language) -> &'static Self {
        static VOCABULARIES: [OnceLock<Vocabulary>; 2] = [OnceLock::new(), OnceLock::new()];
        VOCABULARIES[language as usize].get_or_init(|| Self::new(&data("words"), language))
    }

    fn new(files: &BTreeMap<Language, WordsFile>, language: Language) -> Self {
        let mut vocabulary = Self::default();
        if let Some(file) = files.get(&language) {
            vocabulary.enter(&file.function, |sense| sense.function = true);
            vocabulary.enter(&file.worn, |sense| sense.worn = true);
            vocabulary.enter_moods(&file.glad, language, |sense| sense.glad = true);
            vocabulary.enter_moods(&file.sore, language, |sense| sense.sore = true);
        }
        vocabulary
    }

    fn enter(&mut self, words: &[String], mark: fn(&mut WordSense)) {
        for word in words {
            mark(self.senses.entry(fold(word).text.into()).or_default());
        }
    }

    /// Enters what shows a mood; in German with the endings of an adjective, so that the list names each word once.
    fn enter_moods(&mut self, words: &[String], language: Language, mark: fn(&mut WordSense)) {
        const ENDINGS: [&str; 5] = ["e", "en", "er", "es", "em"];
        self.enter(words, mark);
        if language == Language::De {
            for word in words.iter().filter(|word| !word.ends_with(['e', 'n'])) {
                self.enter(&ENDINGS.map(|ending| format!("{word}{ending}")), mark);
            }
        }
    }

    /// What a folded word is known for.
    pub(super) fn sense(&self, word: &str) -> WordSense {
        self.senses.get(word).copied().unwrap_or_default()
    }
}
