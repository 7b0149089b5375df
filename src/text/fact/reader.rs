//! One sentence's tokens, as the recognisers ask for them. Nothing outside the sentence is seen.

use std::ops::Range;

use super::lexicon::{self, Role};
use crate::text::{Folded, Language, Span, Token, TokenKind};

pub(super) struct Reader<'a> {
    text: &'a str,
    folded: &'a Folded,
    tokens: &'a [Token],
    sentence: Range<usize>,
    pub(super) language: Language,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, folded: &'a Folded, tokens: &'a [Token], sentence: Range<usize>, language: Language) -> Self {
        Self { text, folded, tokens, sentence, language }
    }

    pub(super) fn start(&self) -> usize {
        self.sentence.start
    }

    pub(super) fn end(&self) -> usize {
        self.sentence.end
    }

    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.get(at).map(|token| token.kind)
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Word)
    }

    pub(super) fn is_number(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Number)
    }

    /// The token as it was written; empty outside the sentence.
    pub(super) fn written(&self, at: usize) -> &'a str {
        self.get(at).map_or("", |token| token.span.slice(self.text))
    }

    /// The token folded; empty outside the sentence.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.get(at).map_or("", |token| token.folded.slice(&self.folded.text))
    }

    /// The word before a token; empty where the sentence begins.
    pub(super) fn word_before(&self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |before| self.word(before))
    }

    pub(super) fn role(&self, at: usize) -> Option<Role> {
        self.get(at).filter(|token| token.kind == TokenKind::Word).and_then(|token| lexicon::role(token.folded.slice(&self.folded.text)))
    }

    pub(super) fn is_mark(&self, at: usize, marks: &[&str]) -> bool {
        self.kind(at) == Some(TokenKind::Mark) && marks.contains(&self.written(at))
    }

    pub(super) fn is_dash(&self, at: usize) -> bool {
        self.is_mark(at, &["-", "–", "—", "‑", "−"])
    }

    /// Whether nothing stands between a token and the next.
    pub(super) fn is_joined(&self, at: usize) -> bool {
        self.get(at).zip(self.get(at + 1)).is_some_and(|(token, next)| token.span.end == next.span.start)
    }

    /// What stands between a token and the next.
    pub(super) fn gap(&self, at: usize) -> &'a str {
        let (Some(token), Some(next)) = (self.get(at), self.get(at + 1)) else { return "" };
        Span { start: token.span.end, end: next.span.start }.slice(self.text)
    }

    pub(super) fn is_capitalised(&self, at: usize) -> bool {
        self.is_word(at) && self.written(at).starts_with(char::is_uppercase)
    }

    /// A number without inner marks.
    pub(super) fn integer(&self, at: usize) -> Option<u32> {
        let written = self.is_number(at).then(|| self.written(at))?;
        if written.len() > 9 { None } else { written.parse().ok() }
    }

    /// The value of a count, in digits or as a word.
    pub(super) fn count(&self, at: usize) -> Option<u32> {
        match self.role(at) {
            Some(Role::Count(count)) => Some(count),
            _ => self.integer(at),
        }
    }

    /// The token after a quantity: a number in digits or words, or a range of them (`2–3`, `zwei bis drei`).
    pub(super) fn quantity(&self, at: usize) -> Option<usize> {
        let is_count = |at| self.is_number(at) || matches!(self.role(at), Some(Role::Count(_)));
        if !is_count(at) {
            return None;
        }
        let joins = self.is_dash(at + 1)
            || matches!(self.word(at + 1), "bis" | "to" | "und" | "oder" | "or" | "and")
            || self.is_mark(at + 1, &["/"]);
        Some(if joins && is_count(at + 2) { at + 3 } else { at + 1 })
    }

    fn get(&self, at: usize) -> Option<&'a Token> {
        if self.sentence.contains(&at) { self.tokens.get(at) } else { None }
    }
}
