//! Lists of folded words: written as running text, looked up by hash. Knows nothing of what they are for.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

/// A list of words. It is taken apart when it is first asked.
pub(super) struct WordList {
    words: &'static str,
    set: OnceLock<FxHashSet<&'static str>>,
}

impl WordList {
    /// A list of words between white space.
    pub(super) const fn new(words: &'static str) -> Self {
        Self { words, set: OnceLock::new() }
    }

    pub(super) fn contains(&self, word: &str) -> bool {
        self.set.get_or_init(|| self.words.split_ascii_whitespace().collect()).contains(word)
    }
}
