//! How faults are worded: what stands at a place, what may stand there, which known word comes nearest.

use super::{Node, Value};

/// The candidate that a misspelt word most likely means, if one comes near enough.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let allowed = match word.chars().count() {
        0..=2 => 1,
        3..=5 => 2,
        _ => 3,
    };
    candidates
        .into_iter()
        .map(|candidate| (strsim::osa_distance(&word, &candidate.to_lowercase()), candidate))
        .filter(|&(distance, candidate)| distance <= allowed && distance < candidate.chars().count())
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// `did you mean …?` where a candidate comes near, else the candidates themselves where they are few.
pub(super) fn hint_for(word: &str, candidates: &[&str]) -> Option<String> {
    if let Some(nearest) = nearest(word, candidates.iter().copied()) {
        return Some(format!("did you mean `{nearest}`?"));
    }
    (!candidates.is_empty() && candidates.len() <= 20).then(|| format!("known here: {}", candidates.join(", ")))
}

/// What stands in a node, as a sentence names it.
pub(super) fn describe(node: &Node) -> String {
    match &node.value {
        Value::Scalar { .. } if node.is_null() => "nothing".to_owned(),
        Value::Scalar { text, .. } => format!("`{}`", shorten(text)),
        Value::List(_) => "a list".to_owned(),
        Value::Map(_) => "a group of keys".to_owned(),
    }
}

/// The first line of a text, cut where it is long.
pub(super) fn shorten(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let cut = line.char_indices().nth(40).map_or(line.len(), |(index, _)| index);
    if cut < text.len() { format!("{}…", &line[..cut]) } else { line.to_owned() }
}
