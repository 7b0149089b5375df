//! The form that a draft uses, held against the one that the project or the customer uses, becomes a hit at the first word that differs.

use super::address::{self, Evidence, Form};
use super::address_form_mix::form_remedy;
use super::{Analyser, Check, Hit, Place};
use crate::draft::{Address, Kind};
use crate::text::Language;

pub(super) struct AddressFormPolicy;

impl Analyser for AddressFormPolicy {
    fn name(&self) -> &'static str {
        "address-form-policy"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        if check.reading.language() == Language::En {
            check_english(check, hits);
            return;
        }
        let found = check.reading.address_evidence();
        let Some((wanted, message)) = wanted(check, found) else { return };
        let wrong: Vec<Evidence> = found.iter().copied().filter(|one| one.form.is_formal() != wanted.is_formal()).collect();
        let Some(first) = wrong.first() else { return };
        let text = &check.reading.prose.text;
        let mut hit = Hit::body(first.span, check.message(message, &[("match", first.span.slice(text))]));
        if let (Some(field), true) = (&check.reading.draft.front.address, message.starts_with("policy")) {
            hit = hit.note(Place::File(field.span), check.message("note", &[]));
        }
        if let Some(remedy) = form_remedy(check, &wrong) {
            hit = hit.remedy(remedy);
        }
        hits.push(hit);
    }
}

/// The form that the draft should have, and the message where it has another.
fn wanted(check: &Check<'_>, found: &[Evidence]) -> Option<(Form, &'static str)> {
    if found.is_empty() {
        return None;
    }
    match address::policy(check) {
        Some(Address::Sie) => Some((Form::Sie, "policy-sie")),
        Some(Address::Du) => Some((Form::Du, "policy-du")),
        Some(Address::Mirror) => match address::customers_form(check)? {
            Form::Sie => Some((Form::Sie, "mirror-sie")),
            Form::Du => Some((Form::Du, "mirror-du")),
            // Many say ihr to a company and Sie to a person.
            Form::Ihr => None,
        },
        None if check.reading.draft.kind == Kind::Reply && found.iter().any(|one| !one.form.is_formal()) => {
            (address::customers_form(check)? == Form::Sie).then_some((Form::Sie, "mirror-sie"))
        }
        None => None,
    }
}

fn check_english(check: &Check<'_>, hits: &mut Vec<Hit>) {
    if address::policy(check) != Some(Address::Sie) {
        return;
    }
    let text = &check.reading.prose.text;
    hits.extend(check.hits.iter().map(|slang| Hit::body(slang.span, check.message("slang", &[("match", slang.span.slice(text))]))));
}
