//! Tokens become facts: times, dates, amounts, numbers, addresses.

use std::ops::Range;

use super::{Folded, Language, Span, Token};

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

pub(super) fn facts(_text: &str, _folded: &Folded, _tokens: &[Token], _language: Language) -> Vec<Fact> {
    Vec::new()
}
