//! German prose becomes the form in which it addresses its reader, and can be changed from one form to the other.
//! What the rules on du and Sie share; knows no policy.

mod evidence;
mod rewrite;
mod verbs;

pub(super) use evidence::{Evidence, Form, begins, evidence};
pub(super) use rewrite::rewrite;

use super::Check;
use crate::config::Settings;
use crate::draft;
use crate::text::{Prose, Span};

/// The evidence of a text, the brand's own names left out.
pub(super) fn read(prose: &Prose, settings: &Settings) -> Vec<Evidence> {
    let own: Vec<Vec<String>> = settings
        .brand
        .products
        .iter()
        .chain(&settings.brand.names)
        .chain(&settings.allow)
        .chain(&settings.terms)
        .filter(|name| {
            name.split_whitespace().any(|word| {
                matches!(word.to_lowercase().as_str(), "du" | "dich" | "dir" | "dein" | "deine" | "euer" | "eure" | "ihr" | "ihre" | "sie")
            })
        })
        .map(|name| name.split_whitespace().map(str::to_lowercase).collect())
        .collect();
    evidence(prose, |span| !own.is_empty() && is_in_name(prose, span, &own))
}

/// Whether a word is part of one of the names where it stands: `Dein` in `Dein Bonus`.
fn is_in_name(prose: &Prose, span: Span, names: &[Vec<String>]) -> bool {
    let at = prose.token_at(span.start);
    names.iter().any(|name| {
        (0..name.len()).any(|offset| {
            at >= offset
                && name
                    .iter()
                    .enumerate()
                    .all(|(index, word)| prose.tokens.get(at - offset + index).is_some() && prose.word(at - offset + index) == word)
        })
    })
}

/// How the customer addresses the company: formally, informally, or in no clear way.
pub(super) fn customers_form(check: &Check<'_>) -> Option<Form> {
    let complaint = check.reading.complaint()?;
    let found = evidence(complaint, |_| false);
    let formal = found.iter().filter(|one| one.form.is_formal()).count();
    let du = found.iter().filter(|one| one.form == Form::Du).count();
    match (formal, found.len() - formal, du) {
        (0, 0, _) => None,
        (0, _, 0) => Some(Form::Ihr),
        (0, _, _) => Some(Form::Du),
        (_, 0, _) => Some(Form::Sie),
        _ => None,
    }
}

/// The form that the draft or the project asks for, mirroring resolved; `None` where nobody has decided.
pub(super) fn policy(check: &Check<'_>) -> Option<draft::Address> {
    let reading = check.reading;
    reading.draft.front.address.as_ref().map(|field| field.value).or_else(|| reading.settings.address(reading.draft.channel()))
}
