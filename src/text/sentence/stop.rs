//! Whether a full stop ends a sentence: it may belong to an abbreviation, an ordinal, a date, an initial.

use super::abbreviation::{self, Abbreviation};
use super::{Reader, is_dash};
use crate::text::{Language, TokenKind};

impl Reader<'_> {
    /// Whether a single full stop ends a sentence.
    pub(super) fn stop_ends(&self, stop: usize, tail: usize, next: usize, spaced: bool) -> bool {
        if self.is_inner_mark(next) && (next > tail + 1 || !spaced || !is_dash(self.written(next))) {
            return false;
        }
        let Some(before) = stop.checked_sub(1).filter(|&before| self.is_joined(before)) else { return spaced };
        match self.tokens[before].kind {
            TokenKind::Number => self.stop_ends_after_number(before, next, spaced),
            TokenKind::Word => self.stop_ends_after_word(before, next, spaced),
            _ => spaced,
        }
    }

    /// Ordinals, dates and enumerations go on; years and amounts do not.
    fn stop_ends_after_number(&self, number: usize, next: usize, spaced: bool) -> bool {
        let upper = self.starts(next, char::is_uppercase);
        if !spaced || self.starts(next, char::is_lowercase) || self.tokens[next].kind == TokenKind::Number {
            return false;
        }
        let written = self.written(number);
        let small = written.len() <= 2;
        let is_date = written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && written.len() <= 5;
        if self.starts_line(number) && written.len() <= 3 || is_date && abbreviation::continues_date(self.word(next)) {
            return false;
        }
        let introduced = number > 0 && (abbreviation::introduces_ordinal(self.word(number - 1)) || self.written(number - 1) == "(");
        !(upper && small && introduced && self.language == Language::De)
    }

    fn stop_ends_after_word(&self, before: usize, next: usize, spaced: bool) -> bool {
        let word = self.word(before);
        let upper = self.starts(next, char::is_uppercase);
        if word.chars().nth(1).is_none() {
            return spaced && self.letter_ends(before, next);
        }
        let is_number = self.tokens[next].kind == TokenKind::Number;
        match abbreviation::abbreviation(word, self.language) {
            Some(Abbreviation::Open) => false,
            Some(Abbreviation::MayEnd) => spaced && upper && self.may_begin(next),
            Some(Abbreviation::BeforeNumber) => !is_number && (spaced || upper),
            Some(Abbreviation::Date) if self.starts(before, char::is_uppercase) => spaced && upper && self.may_begin(next),
            // `Node.js`, `example.Foo`: without a space, only a new capital looks like a new sentence.
            _ if !spaced => upper,
            // Without a vowel it is an abbreviation that the list does not know.
            _ if self.starts(next, char::is_lowercase) => word.contains(['a', 'e', 'i', 'o', 'u', 'y', 'ä', 'ö', 'ü', 'é']),
            _ => true,
        }
    }

    /// A single letter: an initial, or a part of `z. B.`, `d. h.`, `p. m.`
    fn letter_ends(&self, letter: usize, next: usize) -> bool {
        if !self.starts(next, char::is_uppercase) {
            return false;
        }
        let is_part = letter >= 2 && self.written(letter - 1) == "." && self.word(letter - 2).len() == 1;
        if is_part {
            let (first, second) = (self.word(letter - 2), self.word(letter));
            // `a.m.`, `p.m.`, `u. a.`, `u. s. w.` and `e. V.` may be the last words of a sentence.
            return matches!((first, second), ("a" | "p", "m") | ("u", "a") | ("s", "w") | ("e", "v") | ("o", "ä")) && self.may_begin(next);
        }
        // `Plan B. Das …`: a letter behind a noun is a name for something; behind a name it is an initial.
        letter > 0 && self.may_begin(next) && abbreviation::begins_sentences(self.word(next))
    }

    /// Whether a capitalised word looks like the first of a sentence. German capitalises nouns, so there it takes a word that is none.
    fn may_begin(&self, next: usize) -> bool {
        self.language == Language::En || self.tokens[next].kind != TokenKind::Word || abbreviation::begins_sentences(self.word(next))
    }
}
