//! Tokens become groups: titles and the capitalised words behind them that may be a name. Knows words and marks, not what a group is for.

use std::ops::Range;

use super::data::{TitleKind, data};
use super::personal::PartKind;
use super::salutation::{Titled, WrittenWord};
use super::spelling::key;
use crate::text::{Prose, TokenKind};

/// A text, read for names.
pub(super) struct Reader<'a> {
    pub(super) prose: &'a Prose,
}

/// A name group before it is known what it is for.
pub(super) struct Group {
    pub(super) title: Option<Titled>,
    pub(super) has_degree: bool,
    pub(super) several: bool,
    pub(super) words: Vec<WrittenWord>,
    pub(super) tokens: Range<usize>,
    pub(super) closed: bool,
    pub(super) lower: bool,
}

impl Reader<'_> {
    /// Titles and capitalised words from a token on. Behind a greeting, a word may be written small.
    pub(super) fn group(&self, start: usize, end: usize, greeted: bool) -> Option<Group> {
        let mut group =
            Group { title: None, has_degree: false, several: false, words: Vec::new(), tokens: start..start, closed: false, lower: false };
        let mut at = self.titles(start, end, greeted, &mut group);
        let mut open = true;
        while at < end && group.words.len() < 6 && !(at > start && self.breaks_before(at)) {
            let token = self.prose.tokens[at];
            let (written, folded) = (self.prose.written(at), self.prose.word(at));
            if token.kind != TokenKind::Word || token.gender_stem > 0 {
                break;
            }
            let first = group.words.is_empty();
            let capital = written.starts_with(|c: char| !c.is_lowercase());
            let led = group.title.is_some() || group.has_degree || greeted || !first || capital;
            if led && data().is_particle(folded) && self.goes_on_after_particle(at, end) {
                group.words.push(WrittenWord { span: token.span, kind: PartKind::Particle });
                at += 1;
                continue;
            }
            if !first && matches!(folded, "und" | "and") && self.is_capital(at + 1, end) {
                group.several = true;
                at += 1;
                at = self.titles(at, end, false, &mut group);
                continue;
            }
            // "al-Masri" begins small and is one word.
            let capital = capital
                || led
                    && data().is_particle(folded)
                    && self.is_joined(at)
                    && self.is_mark(at + 1, "-")
                    && self.is_joined(at + 1)
                    && self.is_capital(at + 2, end);
            let small = greeted && first && !capital;
            if !capital && !small || !first && data().is_ordinary(folded) {
                open = !(capital && data().is_ordinary(folded));
                break;
            }
            group.lower = small;
            at = self.push_word(at, end, &mut group);
            if small {
                break;
            }
        }
        if !group.words.iter().any(|word| word.kind != PartKind::Particle) || self.is_glued(at) {
            return None;
        }
        group.tokens.end = at;
        group.closed = !open || at >= end || self.breaks_before(at) || self.closes(at);
        Some(group)
    }

    /// Takes the titles from a token on, with their full stops.
    pub(super) fn titles(&self, start: usize, end: usize, greeted: bool, group: &mut Group) -> usize {
        let mut at = start;
        while at < end {
            let (written, folded) = (self.prose.written(at), self.prose.word(at));
            let titled = group.title.is_some() || group.has_degree;
            if titled
                && matches!(folded, "und" | "oder" | "and" | "or" | "&" | "/")
                && at + 1 < end
                && data().title(self.prose.word(at + 1)).is_some()
            {
                group.several = true;
                at += 1;
                continue;
            }
            let abbreviated = self.is_mark(at + 1, ".") && self.is_joined(at);
            let Some(kind) = data().title(folded).filter(|_| greeted || written.starts_with(char::is_uppercase)) else {
                if titled && abbreviated && data().is_honorific(folded) {
                    at += 2;
                    continue;
                }
                break;
            };
            let next = if abbreviated { at + 2 } else { at + 1 };
            if kind == TitleKind::Academic {
                group.has_degree = true;
            } else if group.title.is_none() {
                group.title = Some(Titled { kind, tokens: at..next });
            }
            at = next;
        }
        at
    }

    /// Takes a word with what is joined to it by hyphens, or an initial with its full stop.
    pub(super) fn push_word(&self, at: usize, end: usize, group: &mut Group) -> usize {
        let written = self.prose.written(at);
        let mut span = self.prose.tokens[at].span;
        let mut next = at + 1;
        if written.chars().count() == 1 {
            if self.is_mark(next, ".") && self.is_joined(at) {
                next += 1;
            }
            group.words.push(WrittenWord { span, kind: PartKind::Initial });
            return next;
        }
        while next + 1 < end
            && self.is_mark(next, "-")
            && self.is_joined(next - 1)
            && self.is_joined(next)
            && self.prose.tokens[next + 1].kind == TokenKind::Word
        {
            span = span.cover(self.prose.tokens[next + 1].span);
            next += 2;
        }
        group.words.push(WrittenWord { span, kind: PartKind::Name });
        next
    }

    pub(super) fn goes_on_after_particle(&self, at: usize, end: usize) -> bool {
        let next = at + 1;
        next < end
            && self.prose.tokens[next].kind == TokenKind::Word
            && !self.breaks_before(next)
            && (self.prose.written(next).starts_with(char::is_uppercase) || data().is_particle(self.prose.word(next)))
    }

    pub(super) fn is_given(&self, group: &Group) -> bool {
        group.words.first().is_some_and(|word| word.kind == PartKind::Name && data().is_given_name(&key(word.span.slice(&self.prose.text))))
    }

    /// Whether a mark or an emoji ends a name here.
    pub(super) fn closes(&self, index: usize) -> bool {
        let Some(token) = self.prose.tokens.get(index) else { return true };
        match token.kind {
            TokenKind::Mark => matches!(self.prose.written(index), "," | "." | "!" | "?" | ":" | ";" | "–" | "—" | "-" | "…" | ")" | "("),
            TokenKind::Emoji => true,
            _ => false,
        }
    }

    /// Whether nothing stands between the token and the next.
    pub(super) fn is_joined(&self, index: usize) -> bool {
        match (self.prose.tokens.get(index), self.prose.tokens.get(index + 1)) {
            (Some(one), Some(next)) => one.span.end == next.span.start,
            _ => false,
        }
    }

    /// Whether the token hangs on the word before it as parts of an account's name do: `miz_mandah`.
    pub(super) fn is_glued(&self, index: usize) -> bool {
        index > 0 && self.is_joined(index - 1) && matches!(self.prose.tokens[index].kind, TokenKind::Number)
            || index > 0 && self.is_joined(index - 1) && self.is_mark(index, "_")
            || index > 1 && self.is_joined(index - 2) && self.is_mark(index - 1, "_")
    }

    /// Whether a line ends before the token.
    pub(super) fn breaks_before(&self, index: usize) -> bool {
        let (Some(before), Some(token)) =
            (index.checked_sub(1).and_then(|before| self.prose.tokens.get(before)), self.prose.tokens.get(index))
        else {
            return false;
        };
        self.prose.text.get(before.span.end()..token.span.start()).is_some_and(|gap| gap.contains(['\n', '\r']))
    }

    pub(super) fn starts_sentence(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        self.prose.tokens[before].sentence != self.prose.tokens[at].sentence
            || self.breaks_before(at)
            || matches!(self.prose.tokens[before].kind, TokenKind::Handle | TokenKind::Emoji)
            || matches!(self.prose.written(before), "." | "!" | "?" | ":" | "(" | "–" | "—")
    }

    pub(super) fn starts_clause(&self, at: usize) -> bool {
        self.starts_sentence(at) || at.checked_sub(1).is_some_and(|before| self.prose.tokens[before].kind != TokenKind::Word)
    }

    pub(super) fn word_at(&self, index: usize, end: usize) -> Option<&str> {
        (index < end && self.prose.tokens[index].kind == TokenKind::Word).then(|| self.prose.word(index))
    }

    pub(super) fn is_word(&self, index: usize, word: &str, end: usize) -> bool {
        self.word_at(index, end) == Some(word)
    }

    pub(super) fn is_capital(&self, index: usize, end: usize) -> bool {
        index < end && self.prose.tokens[index].kind == TokenKind::Word && self.prose.written(index).starts_with(char::is_uppercase)
    }

    pub(super) fn is_mark(&self, index: usize, mark: &str) -> bool {
        self.prose.tokens.get(index).is_some_and(|token| token.kind == TokenKind::Mark && token.span.slice(&self.prose.text) == mark)
    }
}
