//! How a table or an export is laid out: which of its columns or keys holds what. Given by a config, by a known tool's habits, or guessed.

use std::ops::Range;

use crate::yaml::{Node, Style, Value};

/// Tonfall's names of what a record may hold.
pub const KEYS: [&str; 20] = [
    "text",
    "id",
    "kind",
    "channel",
    "lang",
    "audience",
    "address",
    "received",
    "publish",
    "signature",
    "author",
    "incident",
    "sponsored",
    "complaint.author",
    "complaint.handle",
    "complaint.title",
    "complaint.rating",
    "complaint.text",
    "complaint.file",
    "tonfall.disable",
];

/// Which column or key holds what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// One of [`KEYS`], and the file's own name: a column's title or its number from 1, or keys with dots between them.
    pub columns: Vec<(String, String)>,
    /// What separates the fields of a table; told by its first line where it is not given.
    pub delimiter: Option<u8>,
}

impl Layout {
    /// A record with Tonfall's names. What the layout does not speak of keeps its own.
    pub(super) fn arrange(&self, mut root: Node) -> Node {
        for (ours, theirs) in &self.columns {
            let path: Vec<&str> = theirs.split('.').collect();
            let found = root.get(theirs).cloned().or_else(|| path.iter().try_fold(&root, |node, key| node.get(key)).cloned());
            if let Some(value) = found {
                put(&mut root, ours, value);
            }
        }
        root
    }
}

/// Puts a value behind a key with dots, in place of what stands there.
pub(super) fn put(root: &mut Node, key: &str, value: Node) {
    let (first, rest) = key.split_once('.').map_or((key, None), |(first, rest)| (first, Some(rest)));
    let span = value.span.clone();
    let Value::Map(entries) = &mut root.value else { return };
    let at = entries.iter().position(|(known, _)| known.as_str() == Some(first)).unwrap_or_else(|| {
        entries.push((name(first, &span), map(&span)));
        entries.len() - 1
    });
    match (rest, entries.get_mut(at)) {
        (None, Some((_, place))) => *place = value,
        (Some(rest), Some((_, place))) => {
            if !matches!(place.value, Value::Map(_)) {
                *place = map(&span);
            }
            // The group reaches over all of its parts, wherever in the record they stand.
            place.span = place.span.start.min(span.start)..place.span.end.max(span.end);
            put(place, rest, value);
        }
        (_, None) => {}
    }
}

fn name(key: &str, span: &Range<usize>) -> Node {
    Node { span: span.clone(), value: Value::Scalar { text: key.to_owned(), style: Style::Plain } }
}

pub(super) fn map(span: &Range<usize>) -> Node {
    Node { span: span.clone(), value: Value::Map(Vec::new()) }
}
