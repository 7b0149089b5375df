//! Keys and values of front matter, configs and rule files.

use std::ops::Range;

use tower_lsp::lsp_types::{CompletionItem, CompletionItemKind};

use super::super::keys::{self, Around, Kind, Place, Role, Step, Word};
use super::Desk;

/// What may be written at a byte of the YAML that stands in a part of the document.
pub(super) fn at(desk: &Desk<'_>, kind: Kind, yaml: Range<usize>, offset: usize, around: &Around<'_>) -> Vec<CompletionItem> {
    let Some(text) = desk.text().get(yaml.clone()) else { return Vec::new() };
    let Some(place) = keys::at(text, offset.saturating_sub(yaml.start).min(text.len())) else { return Vec::new() };
    if kind == Kind::Rule
        && keys::is_phrase(&place.path)
        && let Some(named) = keys::named(text, offset.saturating_sub(yaml.start).min(text.len()))
    {
        let close = if named.is_closed {
            ""
        } else if named.kind == keys::NameKind::Recogniser {
            ">"
        } else {
            "}"
        };
        let span = named.span.shifted(yaml.start);
        let words = keys::names(named.kind, text);
        return words.iter().map(|word| desk.item(word, format!("{}{close}", word.text), span, CompletionItemKind::VALUE)).collect();
    }
    let (kind, path) = keys::of_rule_in_config(kind, &place.path);
    let place = Place { path: path.to_vec(), ..place };
    let schema = kind.schema();
    let mut items = Vec::new();
    if place.role == Role::Key {
        let mut words = keys::known_keys(kind, &place.path, around);
        let named = !words.is_empty();
        words.extend(schema.keys(&place.path).into_iter().filter(|word| !named || word.text == "severity"));
        let is_new = |word: &Word| word.text == place.word || !place.siblings.contains(&word.text.as_str());
        dedup(&mut words);
        items.extend(words.iter().filter(|word| is_new(word)).map(|word| {
            let insert = if place.has_colon { word.text.clone() } else { format!("{}{}", word.text, colon(kind, &place, word)) };
            desk.item(word, insert, place.span.shifted(yaml.start), CompletionItemKind::PROPERTY)
        }));
    }
    if place.role == Role::Value || place.path.last() == Some(&Step::Item) {
        let mut words = keys::known_values(kind, &place.path, around);
        words.extend(schema.values(&place.path));
        dedup(&mut words);
        let gap = if text[..place.span.start()].ends_with([':', '-']) { " " } else { "" };
        items.extend(
            words.iter().map(|word| {
                desk.item(word, format!("{gap}{}", word.text), place.span.shifted(yaml.start), CompletionItemKind::ENUM_MEMBER)
            }),
        );
    }
    items
}

/// What follows a key: nothing but its colon where more keys stand below it.
fn colon(kind: Kind, place: &Place<'_>, word: &Word) -> &'static str {
    let mut path = place.path.clone();
    path.push(Step::Key(&word.text));
    if !kind.schema().keys(&path).is_empty() && kind.schema().values(&path).is_empty() { ":" } else { ": " }
}

fn dedup(words: &mut Vec<Word>) {
    let mut seen = std::collections::HashSet::new();
    words.retain(|word| seen.insert(word.text.clone()));
}
