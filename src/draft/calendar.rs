//! A content calendar in YAML becomes drafts: a list of records, or a group with such a list under `posts` or `drafts`.

use super::front_matter::Notation;
use super::layout::Layout;
use super::source::Source;
use super::{Draft, record};
use crate::yaml::{self, Node, Value};

/// The keys that may hold the list.
const LISTS: [&str; 4] = ["posts", "drafts", "replies", "entries"];

/// Reads every record, and where each ends.
pub(super) fn read(source: &Source, layout: &Layout) -> (Vec<Draft>, Vec<usize>) {
    let text = &source.text[source.start..];
    let notation = Notation::Yaml { text, offset: source.start };
    let root = match yaml::parse(text) {
        Ok(root) => root,
        Err(fault) => return (vec![record::faulty(source, fault, source.start)], vec![source.text.len()]),
    };
    let records = records(root);
    if records.is_empty() && !text.trim().is_empty() {
        let hint = Some("write a list of records, or put it under `posts:`".to_owned());
        let first = source.start..source.start + text.chars().next().map_or(0, char::len_utf8);
        return (vec![record::broken(source, first, "this file holds no list of drafts".to_owned(), hint)], vec![source.text.len()]);
    }
    let ends = records.iter().map(|node| notation.range(node.span.clone()).end).collect();
    (records.into_iter().map(|node| record::read(source, node, notation, layout)).collect(), ends)
}

fn records(root: Node) -> Vec<Node> {
    match root.value {
        Value::List(items) => items,
        Value::Map(entries) => {
            let lists = entries.into_iter().filter(|(key, _)| key.as_str().is_some_and(|key| LISTS.contains(&key)));
            lists.flat_map(|(_, list)| if let Value::List(items) = list.value { items } else { Vec::new() }).collect()
        }
        Value::Scalar { .. } => Vec::new(),
    }
}
