//! Tokens become facts: times, dates, amounts, numbers, addresses. Knows how they are written, not what a rule makes of them.

mod address;
mod amount;
mod clock;
mod date;
mod duration;
mod lexicon;
mod name;
mod reader;

use std::ops::Range;

use self::lexicon::Role;
use self::reader::Reader;
use super::{Folded, Language, Sentence, Span, Token, TokenKind};

/// What kind of fact a place in a text states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FactKind {
    /// Any checkable point in time: a time of day, a date, a weekday, today, tomorrow, within two hours.
    Time,
    /// A calendar date, with or without a year.
    Date,
    /// `zwei Stunden`, `3 days`.
    Duration,
    /// `29,90 €`, `$5`, `20 Euro`.
    Amount,
    Percent,
    /// Any number in digits that is none of the above.
    Number,
    Email,
    Phone,
    Url,
    Iban,
    /// A person's name by its form: capitalised, after a greeting, a title or `Mr`, or in the middle of a sentence in English.
    Name,
}

/// One fact, in the bytes of the text and in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub kind: FactKind,
    pub span: Span,
    pub tokens: Range<usize>,
}

/// The facts of a text, in order of their start. A date is also a time, and so is a duration behind `in` or `within`.
pub(super) fn facts(text: &str, folded: &Folded, tokens: &[Token], sentences: &[Sentence], language: Language) -> Vec<Fact> {
    let mut out = Facts { list: Vec::new(), tokens };
    for sentence in sentences {
        let reader = Reader::new(text, folded, tokens, sentence.tokens.clone(), language);
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            at = read(&reader, at, &mut out).max(at + 1);
        }
        name::names(&reader, &mut out);
    }
    if !out.list.is_sorted_by_key(order) {
        out.list.sort_by_key(order);
    }
    out.list
}

fn order(fact: &Fact) -> (u32, std::cmp::Reverse<u32>, FactKind) {
    (fact.span.start, std::cmp::Reverse(fact.span.end), fact.kind)
}

/// The facts found so far.
struct Facts<'a> {
    list: Vec<Fact>,
    tokens: &'a [Token],
}

impl Facts<'_> {
    fn push(&mut self, kind: FactKind, tokens: Range<usize>) {
        if let (Some(first), Some(last)) = (self.tokens.get(tokens.start), tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last)))
        {
            self.list.push(Fact { kind, span: first.span.cover(last.span), tokens });
        }
    }
}

/// Reads the fact that starts at a token, and gives the token after it; the same token where none starts.
fn read(reader: &Reader, at: usize, out: &mut Facts) -> usize {
    match reader.kind(at) {
        Some(TokenKind::Number) => read_number(reader, at, out),
        Some(TokenKind::Word) => read_word(reader, at, out),
        Some(TokenKind::Mark) => amount::behind_sign(reader, at, out).or_else(|| address::phone(reader, at, out)).unwrap_or(at),
        Some(TokenKind::Link) => address::link(reader, at, out),
        _ => at,
    }
}

/// The most specific reading wins: what is a date is no number.
fn read_number(reader: &Reader, at: usize, out: &mut Facts) -> usize {
    date::numeric(reader, at, out)
        .or_else(|| date::day_and_month(reader, at, out))
        .or_else(|| clock::time(reader, at, out))
        .or_else(|| amount::amount(reader, at, out))
        .or_else(|| amount::percent(reader, at, out))
        .or_else(|| duration::duration(reader, at, out))
        .or_else(|| address::phone(reader, at, out))
        .unwrap_or_else(|| {
            out.push(FactKind::Number, at..at + 1);
            at + 1
        })
}

fn read_word(reader: &Reader, at: usize, out: &mut Facts) -> usize {
    let Some(role) = reader.role(at) else { return address::iban(reader, at, out).unwrap_or(at) };
    let end = match role {
        Role::Weekday
        | Role::ShortWeekday
        | Role::Day
        | Role::Tomorrow
        | Role::Feast
        | Role::Period
        | Role::Next
        | Role::Edge
        | Role::Week => {
            let currency = (role == Role::ShortWeekday).then(|| amount::behind_code(reader, at, out)).flatten();
            currency.or_else(|| date::day(reader, at, role, out))
        }
        Role::Month | Role::ShortMonth => date::month(reader, at, out),
        Role::Within | Role::In => duration::within(reader, at, out),
        Role::Count(_) | Role::Half | Role::Article => {
            clock::time(reader, at, out).or_else(|| amount::amount(reader, at, out)).or_else(|| duration::duration(reader, at, out))
        }
        Role::Noon => {
            out.push(FactKind::Time, at..at + 1);
            Some(at + 1)
        }
        Role::Currency => amount::behind_code(reader, at, out),
        _ => None,
    };
    end.unwrap_or(at)
}

#[cfg(test)]
mod tests;
