//! The words of `rules/dialogue/words.yaml`: which say nothing of the matter, and which show a mood.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::lexicon::data;
use crate::text::{Language, Prose, TokenKind, fold_word};

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
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct WordsFile {
    function: Vec<&'static str>,
    worn: Vec<&'static str>,
    glad: Vec<&'static str>,
    sore: Vec<&'static str>,
}

/// How many words of a prose are more than grammar.
#[must_use]
pub fn content_words(prose: &Prose) -> usize {
    Vocabulary::of(prose.language).content(prose)
}

/// The words of one language.
#[derive(Debug)]
pub(super) struct Vocabulary {
    senses: FxHashMap<Cow<'static, str>, WordSense>,
    /// The endings of an adjective, so that the lists of moods name each word once.
    endings: &'static [&'static str],
}

impl Vocabulary {
    /// The vocabulary of a language, made once per process.
    pub(super) fn of(language: Language) -> &'static Self {
        static VOCABULARIES: [OnceLock<Vocabulary>; 2] = [OnceLock::new(), OnceLock::new()];
        VOCABULARIES[language as usize].get_or_init(|| Self::new(data("words"), language))
    }

    fn new(mut files: BTreeMap<Language, WordsFile>, language: Language) -> Self {
        let endings: &[&str] = match language {
            Language::De => &["e", "en", "er", "es", "em"],
            Language::En => &[],
        };
        let mut vocabulary = Self { senses: FxHashMap::default(), endings };
        if let Some(file) = files.remove(&language) {
            vocabulary.enter(file.function, |sense| sense.function = true);
            vocabulary.enter(file.worn, |sense| sense.worn = true);
            vocabulary.enter(file.glad, |sense| sense.glad = true);
            vocabulary.enter(file.sore, |sense| sense.sore = true);
        }
        vocabulary
    }

    fn enter(&mut self, words: Vec<&'static str>, mark: fn(&mut WordSense)) {
        for word in words {
            mark(self.senses.entry(fold_word(word)).or_default());
        }
    }

    /// How many words of a prose are more than grammar.
    fn content(&self, prose: &Prose) -> usize {
        let is_word = |index: &usize| prose.tokens[*index].kind == TokenKind::Word;
        (0..prose.tokens.len()).filter(is_word).filter(|&index| !self.sense(prose.word(index)).function).count()
    }

    /// What a folded word is known for; what shows a mood does so with the ending of an adjective too.
    pub(super) fn sense(&self, word: &str) -> WordSense {
        let sense = |word: &str| self.senses.get(word).copied().unwrap_or_default();
        let stems = self.endings.iter().filter_map(|ending| word.strip_suffix(ending)).filter(|stem| !stem.ends_with(['e', 'n']));
        stems.map(sense).fold(sense(word), |whole, stem| WordSense {
            glad: whole.glad || stem.glad,
            sore: whole.sore || stem.sore,
            ..whole
        })
    }
}
