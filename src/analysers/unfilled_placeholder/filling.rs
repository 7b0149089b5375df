//! A gap becomes its filling, where the front matter has one: the customer's name, the title, the day.

use super::{Gap, Sort};
use crate::analysers::{Check, Remedy};
use crate::text::{Language, fold_word};

/// Puts in what the front matter knows. Certain only where the gap can mean nothing else.
pub(super) fn remedy(gap: &Gap, check: &Check<'_>) -> Option<Remedy> {
    let filling = match gap.sort {
        Sort::Field => field(gap, check)?,
        Sort::Choice => title(gap, check)?,
        Sort::Blank | Sort::Note => return None,
    };
    let (text, make): (String, fn(String, crate::text::Span, String) -> Remedy) = match filling {
        Filling::Certain(text) => (text, Remedy::safe),
        Filling::Likely(text) => (text, Remedy::review),
    };
    Some(make(check.message("fix", &[("text", &text)]), gap.span, text))
}

enum Filling {
    Certain(String),
    Likely(String),
}

fn field(gap: &Gap, check: &Check<'_>) -> Option<Filling> {
    let folded = fold_word(gap.span.slice(&check.reading.prose.text));
    let name: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    let complaint = check.reading.draft.complaint.as_ref();
    let author = complaint.and_then(|complaint| complaint.author.as_ref()).map(|field| field.value.trim());
    // Two words are a first and a last name; anything else may be put together otherwise.
    let parts = author.and_then(|author| author.split_once(' ')).filter(|(_, last)| !last.contains(' '));
    match name.as_str() {
        "vorname" | "firstname" | "fname" => parts.map(|(first, _)| Filling::Certain(first.to_owned())),
        "nachname" | "lastname" | "lname" | "surname" | "familienname" => parts.map(|(_, last)| Filling::Certain(last.to_owned())),
        "name" | "kundenname" | "customername" | "kunde" | "customer" | "fullname" => match (parts, follows_title(gap, check)) {
            (Some((_, last)), true) => Some(Filling::Certain(last.to_owned())),
            _ => author.filter(|author| !author.is_empty()).map(|author| Filling::Likely(author.to_owned())),
        },
        "datum" | "date" => check.reading.draft.front.publish.as_ref().map(|publish| {
            let date = publish.value.local.date();
            Filling::Likely(match check.reading.language() {
                Language::De => format!("{}.{}.{}", date.day(), date.month(), date.year()),
                Language::En => date.strftime("%-d %B %Y").to_string(),
            })
        }),
        "signatur" | "signature" | "kürzel" | "initials" => {
            check.reading.draft.front.signature.as_ref().map(|signature| Filling::Likely(signature.value.clone()))
        }
        _ => None,
    }
}

fn follows_title(gap: &Gap, check: &Check<'_>) -> bool {
    let before = check.reading.prose.text.get(..gap.span.start()).unwrap_or_default().trim_end().trim_end_matches('.');
    ["Herr", "Herrn", "Frau", "Mr", "Mrs", "Ms"].iter().any(|title| before.ends_with(title))
}

/// `Herr/Frau` by the title that the project's records have.
fn title(gap: &Gap, check: &Check<'_>) -> Option<Filling> {
    let written = gap.span.slice(&check.reading.prose.text);
    let title = check.reading.draft.complaint.as_ref()?.title.as_ref()?.value.trim();
    written.contains('/').then_some(())?;
    let chosen = written
        .split('/')
        .map(str::trim)
        .find(|part| part.trim_end_matches(['n', '.']).eq_ignore_ascii_case(title.trim_end_matches('.')))?;
    Some(Filling::Certain(chosen.to_owned()))
}
