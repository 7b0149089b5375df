//! A greeting that names nobody becomes a hit, where the customer's name is known. Knows nothing of mass salutations: `generic-salutation` does.

use super::names::{Case, Verdict};
use super::{Analyser, Check, Hit, Remedy};
use crate::text::{Language, TokenKind};

pub(super) struct MissingName;

impl Analyser for MissingName {
    fn name(&self) -> &'static str {
        "missing-name"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let people = check.reading.people();
        let (Some(customer), Some(complaint)) = (&people.customer, &check.reading.draft.complaint) else { return };
        let (Some(greeting), Some(known)) = (&people.addresses.nameless, customer.person()) else { return };
        let prose = &check.reading.prose;
        let case = Case { prose, customer, complaint: &complaint.message.text, settings: check.reading.settings };
        let named = people.addresses.all.iter().any(|address| !matches!(case.judge(address), Verdict::Open));
        if named || is_named_somewhere(check, known) {
            return;
        }
        let span = prose.span_of(greeting.tokens.clone());
        let name = match prose.language {
            Language::En if customer.title.is_none() => known.name.given().unwrap_or_else(|| known.name.full()),
            language => customer.formal_name(known, language),
        };
        let written = span.slice(&prose.text);
        // "Hi there, Bob" is no English that anybody writes.
        let greeted = written.strip_suffix(" there").or_else(|| written.strip_suffix(" There")).unwrap_or(written);
        let text = format!("{greeted} {name}");
        hits.push(
            Hit::body(span, check.message("nameless", &[("greeting", written), ("name", &known.name.full())]))
                .note(known.place, check.message("note", &[]))
                .remedy(Remedy::review(check.message("fix", &[("text", &text)]), span, text)),
        );
    }
}

/// Whether any word of the name stands anywhere in the reply.
fn is_named_somewhere(check: &Check<'_>, known: &super::names::Known) -> bool {
    let prose = &check.reading.prose;
    let is_name = |written: &str| known.name.names().any(|part| part.spelling.key == super::names::key(written));
    (0..prose.tokens.len()).any(|index| {
        prose.tokens[index].kind == TokenKind::Word && prose.written(index).starts_with(char::is_uppercase) && is_name(prose.written(index))
    })
}
