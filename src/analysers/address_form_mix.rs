//! Du and Sie for one reader become a hit at the form that is to give way. In English, a formal title beside slang.

use super::address::{self, Evidence, Form};
use super::names::{Address, Stance, TitleKind};
use super::{Analyser, Change, Check, Hit, Place, Remedy};
use crate::draft;
use crate::finding::Applicability;
use crate::text::{Language, Span, TokenKind};

pub(super) struct AddressFormMix;

impl Analyser for AddressFormMix {
    fn name(&self) -> &'static str {
        "address-form-mix"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        match check.reading.language() {
            Language::De => check_german(check, hits),
            Language::En => check_english(check, hits),
        }
    }
}

fn check_german(check: &Check<'_>, hits: &mut Vec<Hit>) {
    let found = check.reading.address_evidence();
    let (formal, informal): (Vec<Evidence>, Vec<Evidence>) = found.iter().partition(|one| one.form.is_formal());
    if formal.is_empty() {
        hits.extend(title_hit(check, &informal));
        return;
    }
    if informal.is_empty() || speaks_to_several(check, &formal, &informal) {
        return;
    }
    let (wrong, right) = if formal_stays(check, &formal, &informal) { (informal, formal) } else { (formal, informal) };
    let (Some(first), Some(other)) = (wrong.first(), right.first()) else { return };
    let text = &check.reading.prose.text;
    let values = [("match", first.span.slice(text)), ("other", other.span.slice(text))];
    let message = if first.form.is_formal() { "sie" } else { "du" };
    let hit = Hit::body(first.span, check.message(message, &values)).note(Place::Body(other.span), check.message("note", &values));
    hits.push(match form_remedy(check, &wrong) {
        Some(remedy) => hit.remedy(remedy),
        None => hit,
    });
}

/// A du behind `Frau Weber`.
fn title_hit(check: &Check<'_>, informal: &[Evidence]) -> Option<Hit> {
    let prose = &check.reading.prose;
    let first = informal.iter().find(|one| one.form == Form::Du)?;
    let is_spoken_to = |address: &&Address| {
        matches!(address.stance, Stance::Greeted | Stance::Called) && !address.several && !address.words.is_empty() && is_formal(address)
    };
    let title = prose.span_of(check.reading.people().addresses.all.iter().find(is_spoken_to)?.tokens.clone());
    let values = [("match", first.span.slice(&prose.text)), ("other", title.slice(&prose.text))];
    let hit = Hit::body(first.span, check.message("du", &values)).note(Place::Body(title), check.message("note", &values));
    Some(match form_remedy(check, informal) {
        Some(remedy) => hit.remedy(remedy),
        None => hit,
    })
}

/// The change of every word of a form to the other one, where grammar is certain.
pub(super) fn form_remedy(check: &Check<'_>, wrong: &[Evidence]) -> Option<Remedy> {
    let formal = wrong.first()?.form.is_formal();
    let to = if formal { Form::Du } else { Form::Sie };
    let edits = address::rewrite(&check.reading.prose, wrong, to)?;
    let changes = edits.into_iter().map(|(span, text)| Change { place: Place::Body(span), text }).collect();
    let title = check.message(if formal { "fix-du" } else { "fix-sie" }, &[]);
    Some(Remedy { title, applicability: Applicability::Review, changes })
}

/// Whether Sie is what the draft should keep to: by policy, by its greeting, by the customer's own form, by number.
fn formal_stays(check: &Check<'_>, formal: &[Evidence], informal: &[Evidence]) -> bool {
    let customer = || address::customers_form(check);
    match address::policy(check) {
        Some(draft::Address::Sie) => return true,
        Some(draft::Address::Du) => return false,
        Some(draft::Address::Mirror) if customer().is_some() => return customer() == Some(Form::Sie),
        _ => {}
    }
    if check.reading.people().addresses.all.iter().any(|address| address.stance == Stance::Greeted && is_formal(address)) {
        return true;
    }
    match formal.len().cmp(&informal.len()) {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => !matches!(customer(), Some(Form::Du | Form::Ihr)),
    }
}

/// Whether the two forms stand behind different accounts: then each may speak to somebody else.
fn speaks_to_several(check: &Check<'_>, formal: &[Evidence], informal: &[Evidence]) -> bool {
    let prose = &check.reading.prose;
    let section = |evidence: &Evidence| prose.tokens[..evidence.token].iter().filter(|token| token.kind == TokenKind::Handle).count();
    let sections = |found: &[Evidence]| found.iter().map(section).collect::<std::collections::BTreeSet<usize>>();
    let (one, other) = (sections(formal), sections(informal));
    prose.tokens.iter().filter(|token| token.kind == TokenKind::Handle).count() > 1
        && one.is_disjoint(&other)
        && !one.contains(&0)
        && !other.contains(&0)
}

/// Whether an address has a title that one does not say to friends.
fn is_formal(address: &Address) -> bool {
    address.has_degree
        || address.title.as_ref().is_some_and(|title| matches!(title.kind, TitleKind::Masculine | TitleKind::Feminine | TitleKind::Neutral))
}

fn check_english(check: &Check<'_>, hits: &mut Vec<Hit>) {
    let Some(slang) = check.hits.first() else { return };
    let prose = &check.reading.prose;
    let Some(title) = formal_greeting(check) else { return };
    let values = [("match", slang.span.slice(&prose.text)), ("other", title.slice(&prose.text))];
    hits.push(Hit::body(slang.span, check.message("slang", &values)).note(Place::Body(title), check.message("note", &values)));
}

/// `Dear Mr Braun`, `Dear Sir`.
fn formal_greeting(check: &Check<'_>) -> Option<Span> {
    let prose = &check.reading.prose;
    let named = check.reading.people().addresses.all.iter().find(|address| address.stance == Stance::Greeted && is_formal(address));
    if let Some(address) = named {
        return Some(prose.span_of(address.tokens.clone()));
    }
    (0..prose.tokens.len().min(6))
        .find(|&index| {
            prose.word(index) == "dear"
                && matches!(prose.tokens.get(index + 1).map(|_| prose.word(index + 1)), Some("sir" | "madam" | "sirs"))
        })
        .map(|index| prose.span_of(index..index + 2))
}
