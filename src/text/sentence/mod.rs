//! Tokens become sentences, and learn which one they belong to. Knows the punctuation and the abbreviations of German and English.

mod abbreviation;
mod line;
mod stop;

use super::{Folded, Language, Sentence, Span, Token, TokenKind};

/// Cuts the tokens into sentences; each token is in exactly one.
///
/// A sentence ends behind `.`, `!`, `?` or `…` with the quotes, brackets and emoji that follow, at a blank line, before and behind a list
/// item or a heading, and behind a greeting's line. Else a line break ends none.
pub(super) fn sentences(text: &str, folded: &Folded, tokens: &mut [Token], language: Language) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut first = 0;
    let mut reader = Reader { text, folded, tokens, language, line: 0 };
    let mut at = 0;
    while at < reader.tokens.len() {
        let (last, ends) = reader.step(at);
        at = last + 1;
        let broken = reader.breaks_after(last);
        if at >= reader.tokens.len() || ends || broken {
            out.push(Sentence { span: reader.tokens[first].span.cover(reader.tokens[last].span), tokens: first..at });
            first = at;
        }
    }
    for (index, sentence) in (0u32..).zip(&out) {
        for token in &mut tokens[sentence.tokens.clone()] {
            token.sentence = index;
        }
    }
    out
}

struct Reader<'a> {
    text: &'a str,
    folded: &'a Folded,
    tokens: &'a [Token],
    language: Language,
    /// The first token of the line that is being read.
    line: usize,
}

impl<'a> Reader<'a> {
    /// Takes the token at `at`, or a whole group of closing marks with what clings to it. Gives the last token taken, and whether the
    /// sentence ends there.
    fn step(&self, at: usize) -> (usize, bool) {
        if self.tokens[at].kind != TokenKind::Mark || !is_terminal(self.written(at)) {
            return (at, false);
        }
        let mut last = at;
        while self.is_joined(last) && is_terminal(self.written(last + 1)) {
            last += 1;
        }
        let tail = self.tail(last);
        if self.ends_sentence(at, last, tail) { (tail, true) } else { (last, false) }
    }

    /// The last of the quotes, brackets and emoji behind a closing mark.
    fn tail(&self, last: usize) -> usize {
        let mut tail = last;
        while let Some(next) = self.tokens.get(tail + 1) {
            let same_line = !self.gap(tail).contains(['\n', '\r']);
            tail = match next.kind {
                TokenKind::Mark if self.is_joined(tail) && self.is_closer(tail + 1) => tail + 1,
                TokenKind::Mark if same_line && !self.is_joined(tail) => match self.emoticon(tail + 1) {
                    Some(end) => end,
                    None => break,
                },
                TokenKind::Emoji if same_line => tail + 1,
                _ => break,
            };
        }
        tail
    }

    /// The last token of an emoticon: `:-)`, `;)`, `:/`.
    fn emoticon(&self, eyes: usize) -> Option<usize> {
        let nose = if self.is_joined(eyes) && self.written(eyes + 1) == "-" { eyes + 1 } else { eyes };
        let has_mouth = self.is_joined(nose) && matches!(self.written(nose + 1), ")" | "(" | "/" | "|" | "D" | "P" | "*");
        (matches!(self.written(eyes), ":" | ";") && has_mouth).then_some(nose + 1)
    }

    /// Whether the closing marks `at..=last` end a sentence.
    fn ends_sentence(&self, at: usize, last: usize, tail: usize) -> bool {
        let Some(next) = self.significant(tail + 1) else { return true };
        let spaced = !self.is_joined(tail);
        let lower = self.starts(next, char::is_lowercase);
        let bracketed = at > 0 && self.is_joined(at - 1) && matches!(self.written(at - 1), "(" | "[");
        let closed = (last + 1..=tail).any(|index| self.tokens[index].kind == TokenKind::Mark);
        if bracketed || closed && lower {
            return false;
        }
        match (self.written(at), last - at) {
            ("…", _) => !lower && spaced && !self.is_inner_mark(next),
            (".", 1..) if self.is_dots(at, last) => !lower && spaced && !self.is_inner_mark(next),
            (".", 0) => self.stop_ends(at, tail, next, spaced),
            _ if spaced => !self.is_inner_mark(next),
            _ => self.starts(next, char::is_uppercase) || closed && !self.is_inner_mark(next),
        }
    }

    fn is_dots(&self, at: usize, last: usize) -> bool {
        (at..=last).all(|index| matches!(self.written(index), "." | "…"))
    }

    /// The token that tells how it goes on: the first that is no opening quote or bracket.
    fn significant(&self, from: usize) -> Option<usize> {
        let opening = |index: usize| {
            self.tokens[index].kind == TokenKind::Mark
                && matches!(self.written(index), "\"" | "„" | "“" | "»" | "«" | "‚" | "‘" | "'" | "(" | "[" | "*" | "_")
        };
        (from..self.tokens.len()).take(4).find(|&index| !opening(index))
    }

    /// A mark behind which no sentence begins.
    fn is_inner_mark(&self, at: usize) -> bool {
        self.tokens[at].kind == TokenKind::Mark
            && matches!(self.written(at), "," | ";" | ":" | ")" | "]" | "/" | "-" | "–" | "—" | "&" | "+" | "=" | "%")
            && !self.begins_text_after(at)
    }

    /// A dash between sentences: `Behoben. – Mia`, and a bullet.
    fn begins_text_after(&self, at: usize) -> bool {
        is_dash(self.written(at))
            && at > 0
            && !self.is_joined(at - 1)
            && self.tokens.get(at + 1).is_some_and(|_| !self.starts(at + 1, char::is_lowercase))
    }

    fn is_closer(&self, at: usize) -> bool {
        matches!(self.written(at), "\"" | "“" | "”" | "»" | "«" | "’" | "‘" | "'" | "›" | "‹" | ")" | "]" | "}" | "*" | "_")
    }

    fn starts_line(&self, at: usize) -> bool {
        at == self.line
    }

    fn starts(&self, at: usize, test: impl Fn(char) -> bool) -> bool {
        self.tokens[at].kind == TokenKind::Word && self.written(at).starts_with(test)
    }

    /// Whether nothing stands between a token and the next.
    fn is_joined(&self, at: usize) -> bool {
        self.tokens.get(at + 1).is_some_and(|next| next.span.start == self.tokens[at].span.end)
    }

    fn gap(&self, at: usize) -> &'a str {
        self.tokens.get(at + 1).map_or("", |next| Span { start: self.tokens[at].span.end, end: next.span.start }.slice(self.text))
    }

    fn written(&self, at: usize) -> &'a str {
        self.tokens[at].span.slice(self.text)
    }

    fn word(&self, at: usize) -> &'a str {
        self.tokens[at].folded.slice(&self.folded.text)
    }
}

fn is_terminal(mark: &str) -> bool {
    matches!(mark, "." | "!" | "?" | "…" | "‼" | "⁉" | "。" | "！" | "？")
}

fn is_dash(mark: &str) -> bool {
    matches!(mark, "-" | "–" | "—")
}

#[cfg(test)]
mod tests;
