//! Which line breaks end a sentence: those around list items, headings, greetings and sign-offs, and blank lines.

use super::{Reader, abbreviation};
use crate::text::{TokenKind, greeting};

impl Reader<'_> {
    /// Whether the white space behind a token ends the sentence by itself.
    pub(super) fn breaks_after(&mut self, last: usize) -> bool {
        let next = last + 1;
        if next >= self.tokens.len() {
            return false;
        }
        let breaks = count_breaks(self.gap(last));
        if breaks == 0 {
            return false;
        }
        let line = std::mem::replace(&mut self.line, next);
        breaks > 1 || self.line_stands_alone(line, last) || self.begins_line_of_its_own(next, line)
    }

    /// Headings, greetings and list items' lines are followed by something new.
    fn line_stands_alone(&self, line: usize, last: usize) -> bool {
        let is_heading = self.written(line) == "#";
        let is_greeting = last - line < 8 && self.written(last) == "," && greeting::begins_greeting(self.word(line));
        let is_rule = (line..=last).all(|index| matches!(self.written(index), "-" | "_" | "*" | "=" | "—" | "–")) && last - line > 1;
        is_heading || is_greeting || is_rule || line == last && self.written(line) == ">"
    }

    /// Whether a new list item, heading, quote or sign-off begins with the token.
    fn begins_line_of_its_own(&self, at: usize, line_before: usize) -> bool {
        let spaced = at + 1 >= self.tokens.len() || !self.is_joined(at);
        let second = self.tokens.get(at + 1);
        match self.tokens[at].kind {
            TokenKind::Mark => match self.written(at) {
                ">" => self.written(line_before) != ">",
                "-" | "*" | "+" | "•" | "·" | "‣" | "►" | "▪" | "→" | "✓" | "✔" | "–" | "—" | "#" => {
                    spaced || second.is_some_and(|next| next.kind == TokenKind::Mark && self.written(at) == self.written(at + 1))
                }
                "^" => true,
                _ => false,
            },
            TokenKind::Number => {
                self.written(at).len() <= 2
                    && second.is_some()
                    && self.is_joined(at)
                    && matches!(self.written(at + 1), "." | ")")
                    && !self.is_joined(at + 1)
                    && !self.tokens.get(at + 2).is_some_and(|_| abbreviation::continues_date(self.word(at + 2)))
                    && !at.checked_sub(1).is_some_and(|before| abbreviation::introduces_ordinal(self.word(before)))
            }
            TokenKind::Emoji => second.is_some_and(|next| next.kind == TokenKind::Word && count_breaks(self.gap(at)) == 0),
            TokenKind::Word => {
                let second = second.filter(|_| count_breaks(self.gap(at)) == 0).map(|_| self.word(at + 1));
                greeting::begins_sign_off(self.word(at), second)
            }
            _ => false,
        }
    }
}

/// The line breaks in white space; CRLF is one.
fn count_breaks(gap: &str) -> usize {
    if gap.len() == 1 && gap != "\n" && gap != "\r" || gap.is_empty() {
        return 0;
    }
    let bytes = gap.as_bytes();
    let plain = (0..bytes.len()).filter(|&at| bytes[at] == b'\n' || bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n')).count();
    plain + if gap.is_ascii() { 0 } else { gap.matches(['\u{2028}', '\u{2029}']).count() }
}
