//! The end of a reply without anybody's name becomes a hit, where the project has decided that replies are signed.

use super::{Analyser, Check, Hit, Remedy};
use crate::config::{Settings, Signature};
use crate::draft::Kind;
use crate::text::Span;

pub(super) struct MissingSignature;

impl Analyser for MissingSignature {
    fn name(&self) -> &'static str {
        "missing-signature"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let reading = check.reading;
        let (draft, settings) = (reading.draft, reading.settings);
        let text = &reading.prose.text;
        if draft.kind != Kind::Reply || settings.signature(draft.channel()) != Signature::Required || text.trim().is_empty() {
            return;
        }
        // Who has only greeted has not come to the end yet.
        if !reading.dialogue().reply.has_begun {
            return;
        }
        let stated = draft.front.signature.as_ref().map(|field| field.value.trim());
        if is_signed(text, settings, stated) {
            return;
        }
        let last = reading.prose.sentences.last().map_or(Span::default(), |sentence| sentence.span);
        let mut hit = Hit::body(last, check.message("unsigned", &[]));
        if let Some(signature) = wording(settings, stated) {
            let at = Span::at(text.trim_end().len());
            hit = hit.remedy(Remedy::review(check.message("fix", &[("signature", &signature)]), at, format!(" {signature}")));
        }
        hits.push(hit);
    }
}

/// Whether a text ends with somebody's name or initials.
fn is_signed(text: &str, settings: &Settings, stated: Option<&str>) -> bool {
    let text = text.trim_end();
    let lines = text.lines().rev().filter(|line| !line.trim().is_empty());
    let tail: String = {
        let mut last: Vec<&str> = lines.take(3).collect();
        last.reverse();
        last.join("\n")
    };
    let words: Vec<&str> = tail.split_whitespace().collect();
    let near_end = || words.iter().rev().take(6);
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_signers = |name: &str| {
        !name.trim().is_empty()
            && name.split_whitespace().next().is_some_and(|first| near_end().any(|word| bare(word) == first.to_lowercase()))
    };
    let initials_of = |initials: &str| near_end().any(|word| bare(word) == initials.to_lowercase());
    let people = &settings.brand.people;
    people.iter().any(|person| is_signers(&person.name) || person.initials.as_deref().is_some_and(initials_of))
        || stated.is_some_and(initials_of)
        || words.last().is_some_and(|last| is_initials(last))
        || super::names::signs(text)
}

/// `^mk`, `/hs`, `*HFG`, `-RN`, `(mk)`: a sign and a few letters.
fn is_initials(word: &str) -> bool {
    let Some(rest) = word.strip_prefix(['^', '/', '*', '-', '–', '—', '~', '(']) else { return false };
    let name = rest.trim_end_matches([')', '.', '*', ']']);
    let length = name.chars().count();
    (1..=12).contains(&length) && name.chars().all(char::is_alphabetic)
}

/// The signature to put there: the one that the front matter states, else that of the only one who signs, in the project's form.
fn wording(settings: &Settings, stated: Option<&str>) -> Option<String> {
    let form = settings.signature_form.as_deref();
    let fill = |initials: &str, name: &str| match form {
        Some(form) if !(form.contains("{initials}") && initials.is_empty()) => super::fill(form, &[("initials", initials), ("name", name)]),
        _ if initials.is_empty() => format!("– {name}"),
        _ => format!("^{initials}"),
    };
    let signer = settings
        .brand
        .people
        .iter()
        .find(|person| stated.is_some_and(|stated| person.initials.as_deref() == Some(stated) || person.name == stated));
    match (stated, signer, settings.brand.people.as_slice()) {
        (_, Some(person), _) | (None, None, [person]) => Some(fill(person.initials.as_deref().unwrap_or_default(), &person.name)),
        (Some(stated), None, _) if !stated.is_empty() => Some(fill(stated, stated)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signed_texts() {
        let settings = Settings::default();
        for text in [
            "Läuft wieder. ^mk",
            "Läuft wieder. /hs",
            "Läuft wieder. – Mia",
            "Sorted! -Becky",
            "Done. *HFG",
            "Läuft. Gruß aus Aresing, Ihr Hannes",
            "Läuft.\n\nViele Grüße\nAnna Weber",
            "Done. Regards, Bob",
        ] {
            assert!(is_signed(text, &settings, None), "{text}");
        }
        for text in [
            "Läuft wieder.",
            "Läuft wieder. Ihr Serviceteam",
            "Sorted. Regards, Customer Care",
            "Sorted. The Team",
            "Grüße aus der Lumea-Familie",
            "Es geht um Nr. 5 – jetzt",
        ] {
            assert!(!is_signed(text, &settings, None), "{text}");
        }
    }
}
