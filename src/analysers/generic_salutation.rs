//! A mass salutation becomes a hit with the right name to put in its place, where the name is known. Which salutations are meant says the rule.

use super::names::{Customer, Known};
use super::{Analyser, Check, Hit, Remedy};
use crate::text::{Language, Span};

pub(super) struct GenericSalutation;

impl Analyser for GenericSalutation {
    fn name(&self) -> &'static str {
        "generic-salutation"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        if check.hits.is_empty() {
            return;
        }
        let customer = check.reading.people().customer.as_ref();
        let text = &check.reading.prose.text;
        for found in check.hits {
            let mut hit = Hit::body(found.span, check.message("mass", &[("match", found.span.slice(text))]));
            match customer.and_then(|customer| Some((customer, customer.person()?))) {
                Some((customer, known)) => {
                    let greeting = greeting(check, customer, known);
                    hit = hit.note(known.place, check.message("note", &[])).remedy(remedy(check, found.span, &greeting));
                }
                None => {
                    for suggestion in check.part.suggest() {
                        hit = hit.remedy(remedy(check, found.span, suggestion));
                    }
                }
            }
            hits.push(hit);
        }
    }
}

/// Puts a greeting there, with the one comma that stands there already.
fn remedy(check: &Check<'_>, span: Span, greeting: &str) -> Remedy {
    let rest = &check.reading.prose.text[span.end()..];
    let marked = rest.starts_with([',', '!', ':', '.']);
    let text = if marked { greeting.trim_end_matches(',') } else { greeting };
    Remedy::review(check.message("fix", &[("text", text)]), span, text.to_owned())
}

/// `Guten Tag Herr Schleeh` where a record states the title, else first name and surname.
fn greeting(check: &Check<'_>, customer: &Customer, known: &Known) -> String {
    let hello = if check.reading.language() == Language::De { "Guten Tag" } else { "Dear" };
    format!("{hello} {}", customer.formal_name(known, check.reading.language()))
}
