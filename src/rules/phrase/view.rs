//! A prose as some phrases see it: for each token the words that stand there, by their numbers. Made once, so that no text is compared after that,
//! however often a word is asked for.

use std::ops::Range;

use super::words::Word;
use super::{Begin, Phrases};
use crate::text::{Prose, TokenKind};

/// The tokens of a prose, or some of them, as phrases see them.
pub(super) struct View<'a> {
    pub(super) phrases: &'a Phrases,
    pub(super) prose: &'a Prose,
    /// The first token that is seen.
    first: usize,
    seen: Vec<Seen>,
    words: Vec<Word>,
}

/// What stands at a token: where its words end in the list of all words, and what they can begin.
#[derive(Clone, Copy)]
struct Seen {
    end: u32,
    begins: Begin,
}

impl<'a> View<'a> {
    /// Sees the tokens given, and what follows them up to the end of their sentence.
    pub(super) fn new(phrases: &'a Phrases, prose: &'a Prose, tokens: &Range<usize>) -> Self {
        let look = |word: &str, stem: &str, out: &mut Vec<Word>| phrases.words.of(word, stem, |word| out.push(word));
        Self::with(phrases, prose, tokens, look, |words| words.iter().fold(Begin::OPEN, |begins, word| begins.or(Begin::at(*word))))
    }

    /// Sees the whole prose by holding every word of the phrases against every token, and lets everything begin everywhere: for tests.
    pub(super) fn naive(phrases: &'a Phrases, prose: &'a Prose) -> Self {
        let every = || phrases.words.patterns().zip(0..).map(|(pattern, number)| (pattern, Word::new(number)));
        let look = |word: &str, stem: &str, out: &mut Vec<Word>| {
            out.extend(every().filter(|(pattern, _)| pattern.fits(word, stem)).map(|(_, number)| number));
        };
        Self::with(phrases, prose, &(0..prose.tokens.len()), look, |_| Begin::ALL)
    }

    fn with(
        phrases: &'a Phrases,
        prose: &'a Prose,
        tokens: &Range<usize>,
        look: impl Fn(&str, &str, &mut Vec<Word>),
        begins: impl Fn(&[Word]) -> Begin,
    ) -> Self {
        let sentence = tokens.end.checked_sub(1).and_then(|last| prose.sentences.get(prose.tokens.get(last)?.sentence as usize));
        let end = sentence.map_or(tokens.end, |sentence| sentence.tokens.end.max(tokens.end)).min(prose.tokens.len());
        let first = tokens.start.min(end);
        let (mut seen, mut words) = (Vec::with_capacity(end - first), Vec::with_capacity(2 * (end - first)));
        for token in first..end {
            let start = words.len();
            // Handles, hashtags and links are no words.
            if matches!(prose.tokens[token].kind, TokenKind::Word | TokenKind::Number | TokenKind::Emoji) {
                let word = prose.word(token);
                look(word, word.get(..usize::from(prose.tokens[token].gender_stem)).unwrap_or_default(), &mut words);
            }
            seen.push(Seen { end: u32::try_from(words.len()).unwrap_or(u32::MAX), begins: begins(&words[start..]) });
        }
        Self { phrases, prose, first, seen, words }
    }

    /// The words that stand at a token, by their numbers.
    pub(super) fn words_at(&self, token: usize) -> &[Word] {
        let Some(at) = token.checked_sub(self.first).filter(|&at| at < self.seen.len()) else { return &[] };
        let start = at.checked_sub(1).map_or(0, |before| self.seen[before].end);
        &self.words[start as usize..self.seen[at].end as usize]
    }

    /// Whether something may begin at a token. Where it says so, it may still not.
    pub(super) fn may_begin(&self, token: usize, begin: Begin) -> bool {
        token.checked_sub(self.first).and_then(|at| self.seen.get(at)).is_some_and(|seen| seen.begins.meets(begin))
    }

    /// Whether a word stands at a token.
    pub(super) fn is_at(&self, token: usize, word: Word) -> bool {
        self.words_at(token).contains(&word)
    }
}
