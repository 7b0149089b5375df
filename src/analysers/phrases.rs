//! A phrase found becomes a hit with what its rule says about it: the message, and as remedies a replacement, wordings to choose from, a deletion.

use super::{Change, Hit, Place, Remedy, fill};
use crate::finding::Applicability;
use crate::rules::{Delete, Entry, Part, PhraseHit, Role};
use crate::text::{Language, Prose, Span};

/// The longest piece of a text that a message repeats, in characters.
const QUOTED: usize = 48;

/// A piece of text as a message shows it: on one line, and not too long.
#[must_use]
pub fn quoted(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= QUOTED { line } else { line.chars().take(QUOTED - 1).chain(['…']).collect() }
}

/// The entry of `find` that a phrase hit comes from.
#[must_use]
pub fn entry_of<'a>(part: &'a Part, hit: &PhraseHit) -> Option<&'a Entry> {
    match hit.role {
        Role::Find(index) => part.find().get(index as usize),
        Role::Signal(_) | Role::Variant(_) => None,
    }
}

/// The hit of a phrase, with the message and the remedies that its rule has for it.
#[must_use]
pub fn phrase_hit(prose: &Prose, part: &Part, hit: &PhraseHit) -> Hit {
    let entry = entry_of(part, hit);
    let message = match entry {
        Some(Entry::Detailed(detailed)) => detailed.message.as_deref(),
        _ => None,
    };
    let text = quoted(hit.span.slice(&prose.text));
    let mut found = Hit::body(hit.span, fill(message.unwrap_or(part.message()), &[("match", &text)]));
    found.remedies = remedies_for(prose, part, entry, hit.span);
    found
}

/// The remedies for a phrase found: the entry's own, else its rule's.
#[must_use]
pub fn remedies_for(prose: &Prose, part: &Part, entry: Option<&Entry>, span: Span) -> Vec<Remedy> {
    let own = match entry {
        Some(Entry::Detailed(detailed)) => Some(detailed),
        _ => None,
    };
    let stated = own.is_some_and(|entry| entry.replace.is_some() || entry.suggest.is_some() || entry.delete.is_some());
    let (replace, suggest, delete) = match own.filter(|_| stated) {
        Some(entry) => (entry.replace.as_deref(), entry.suggest.as_deref().unwrap_or_default(), entry.delete),
        None => (part.replace(), part.suggest(), part.delete()),
    };
    let replace = replace.map(|text| replacement(prose, span, text, Applicability::Safe));
    let suggest = suggest.iter().map(|text| replacement(prose, span, text, Applicability::Review));
    let delete = delete.map(|what| deletion(prose, span, what));
    replace.into_iter().chain(suggest).chain(delete).collect()
}

fn replacement(prose: &Prose, span: Span, text: &str, applicability: Applicability) -> Remedy {
    let text = cased_as(span.slice(&prose.text), text);
    let title = match (prose.language, text.is_empty()) {
        (Language::De, false) => format!("Ersetzen durch „{text}“"),
        (Language::En, false) => format!("Replace with “{text}”"),
        (Language::De, true) => "Löschen".to_owned(),
        (Language::En, true) => "Delete".to_owned(),
    };
    Remedy { title, applicability, changes: vec![Change { place: Place::Body(span), text }] }
}

/// A replacement begins with a capital where what it replaces does.
fn cased_as(old: &str, new: &str) -> String {
    let mut letters = new.chars();
    match (old.chars().next(), letters.next()) {
        (Some(first), Some(new_first)) if first.is_uppercase() && new_first.is_lowercase() => {
            new_first.to_uppercase().chain(letters).collect()
        }
        _ => new.to_owned(),
    }
}

/// Deletes what was found, its sentence or its line, with the space that would be left over.
fn deletion(prose: &Prose, span: Span, what: Delete) -> Remedy {
    let text = &prose.text;
    let title = match (prose.language, what) {
        (Language::De, Delete::Match) => "Löschen",
        (Language::De, Delete::Sentence) => "Satz löschen",
        (Language::De, Delete::Line) => "Zeile löschen",
        (Language::En, Delete::Match) => "Delete",
        (Language::En, Delete::Sentence) => "Delete the sentence",
        (Language::En, Delete::Line) => "Delete the line",
    };
    let gone = match what {
        Delete::Match => span,
        Delete::Sentence => prose.sentence_at(span.start).map_or(span, |sentence| sentence.span.cover(span)),
        Delete::Line => {
            let start = text[..span.start()].rfind(['\n', '\r']).map_or(0, |at| at + 1);
            let end = text[span.end()..].find(['\n', '\r']).map_or(text.len(), |at| span.end() + at);
            Span::new(start, end)
        }
    };
    Remedy::review(title.to_owned(), with_space_after(text, gone), String::new())
}

/// The span and the white space after it; at the end of a line, the white space before it.
fn with_space_after(text: &str, span: Span) -> Span {
    let after = &text[span.end()..];
    let spaces = after.len() - after.trim_start_matches([' ', '\t']).len();
    if after[spaces..].is_empty() || after[spaces..].starts_with(['\n', '\r']) {
        let before = text[..span.start()].trim_end_matches([' ', '\t']).len();
        return Span::new(before, span.end() + spaces);
    }
    Span::new(span.start(), span.end() + spaces)
}
