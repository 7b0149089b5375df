//! Data of a customer that stands in public become hits, and so do requests to post such data. Nothing of a datum is repeated in full.
//! What is the company's own (its line, its mailbox, its account for donations) is left alone: whose a datum is shows in its sentence,
//! in the complaint, and in the config.

mod address;
mod card;
mod mail;
mod number;
mod owner;

use std::cell::OnceCell;

use super::{Analyser, Check, Hit, Remedy, entry_of, own};
use crate::rules::{Entry, PhraseHit};
use crate::text::{FactKind, Prose, Span, ZoneKind};
use owner::Owner;

pub(super) struct PersonalDataLeak;

impl Analyser for PersonalDataLeak {
    fn name(&self) -> &'static str {
        "personal-data-leak"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        hits.extend(check.hits.iter().filter_map(|found| phrase(found, check)));
        let prose = &check.reading.prose;
        let mut data = data(&Case { check, told: OnceCell::new() });
        data.retain(|datum| !prose.zones_over(datum.span, &[ZoneKind::Comment]).any(|zone| zone.span.contains(datum.span)));
        data.sort_by_key(|datum| (datum.span.start, std::cmp::Reverse(datum.span.end)));
        let mut end = 0;
        for datum in data {
            if datum.span.start >= end {
                end = datum.span.end;
                hits.push(hit(&datum, check));
            }
        }
    }
}

/// A customer's datum, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Datum {
    span: Span,
    sort: Sort,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Iban,
    Card,
    Phone,
    Mail,
    /// A customer number, an order number.
    Number,
    Address,
    Birth,
    /// What the project's config describes.
    Own,
}

/// A draft with what its customer has told everybody already.
struct Case<'a> {
    check: &'a Check<'a>,
    /// The complaint's letters and digits, made when they are first asked for.
    told: OnceCell<String>,
}

impl Case<'_> {
    /// Whether the complaint has the datum too, however it is spaced there.
    fn is_told(&self, datum: &str) -> bool {
        let wanted = own::bare(datum);
        let told = self.told.get_or_init(|| self.check.reading.complaint().map(|complaint| own::bare(&complaint.text)).unwrap_or_default());
        wanted.len() >= 4 && told.contains(&wanted)
    }
}

/// Every datum that is the customer's.
fn data(case: &Case<'_>) -> Vec<Datum> {
    /// Fewer digits in a draft, and there is no number to look for.
    const FEWEST_DIGITS: usize = 2;
    let prose = &case.check.reading.prose;
    let mut data = Vec::new();
    if prose.text.bytes().filter(u8::is_ascii_digit).count() >= FEWEST_DIGITS {
        data.extend(ibans(case));
        data.extend(card::cards(&prose.text).into_iter().map(|span| Datum { span, sort: Sort::Card }));
        data.extend(number::phones(case));
        data.extend(number::numbers(case));
        data.extend(address::birth_dates(case));
        data.extend(address::addresses(case));
    }
    data.extend(mail::mails(case));
    data.extend(own::personal_patterns(case.check.reading.settings, &prose.text).into_iter().map(|span| Datum { span, sort: Sort::Own }));
    data
}

/// Bank accounts, but for those that the company names as its own.
fn ibans(case: &Case<'_>) -> impl Iterator<Item = Datum> {
    let prose = &case.check.reading.prose;
    let facts = prose.facts.iter().filter(|fact| fact.kind == FactKind::Iban).map(|fact| fact.span);
    facts
        .filter(|span| {
            !own::is_public_iban(case.check.reading.settings, span.slice(&prose.text)) && owner::of(*span, case) != Owner::Company
        })
        .map(|span| Datum { span, sort: Sort::Iban })
}

fn hit(datum: &Datum, check: &Check<'_>) -> Hit {
    let name = match datum.sort {
        Sort::Iban => "iban",
        Sort::Card => "card",
        Sort::Phone => "phone",
        Sort::Mail => "mail",
        Sort::Number => "number",
        Sort::Address => "address",
        Sort::Birth => "birth",
        Sort::Own => "own",
    };
    let redacted = check.part.text("redaction").unwrap_or("[…]");
    let shown = masked(datum.span.slice(&check.reading.prose.text), datum.sort);
    let remedy = Remedy::review(check.message("fix", &[("text", redacted)]), datum.span, redacted.to_owned());
    Hit::body(datum.span, check.message(name, &[("shown", &shown)])).remedy(remedy)
}

/// What the rule's phrases find: a request to post data, or a finding about somebody's health. What the customer has told
/// everybody already is no secret of theirs.
fn phrase(found: &PhraseHit, check: &Check<'_>) -> Option<Hit> {
    let own_message = match entry_of(check.part, found) {
        Some(Entry::Detailed(entry)) => entry.message.as_deref(),
        _ => None,
    };
    let written = found.span.slice(&check.reading.prose.text);
    let Some(message) = own_message else {
        return Some(Hit::body(found.span, check.message("ask", &[("match", written)])));
    };
    let told = last_word(&check.reading.prose, found)
        .is_some_and(|word| check.reading.complaint().is_some_and(|complaint| complaint.folded.text.contains(word)));
    (!told).then(|| Hit::body(found.span, super::fill(message, &[("match", written)])))
}

fn last_word<'a>(prose: &'a Prose, found: &PhraseHit) -> Option<&'a str> {
    found.tokens.clone().next_back().map(|token| prose.word(token))
}

/// Enough of a datum to find it in the draft, and too little to use it.
fn masked(datum: &str, sort: Sort) -> String {
    if sort == Sort::Mail {
        let (name, server) = datum.split_once('@').unwrap_or((datum, ""));
        return format!("{}…@{server}", name.chars().next().unwrap_or('…'));
    }
    let count = datum.chars().count();
    let (front, back) = ((count / 3).min(4), (count / 4).min(2));
    let start: String = datum.chars().take(front).collect();
    let end: String = datum.chars().skip(count - back).collect();
    format!("{start} … {end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_repeated_in_full() {
        assert_eq!(masked("DE89 3704 0044 0532 0130 00", Sort::Iban), "DE89 … 00");
        assert_eq!(masked("max.beispiel@post.example", Sort::Mail), "m…@post.example");
        assert_eq!(masked("4711", Sort::Number), "4 … 1");
        assert_eq!(masked("äöü", Sort::Number), "ä … ");
    }
}
