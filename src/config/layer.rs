//! The text of one config file becomes a layer: what it says, as a type and as a tree that knows every place.

use std::ops::Range;
use std::sync::Arc;

use super::file::ConfigFile;
use super::{check, merge};
use crate::yaml::{self, Node, Problem, Value};

/// One config file. A file whose shapes are wrong says nothing: its layer is empty, and its faults are reported.
#[derive(Clone, Debug)]
pub struct Layer {
    /// As reports name it.
    pub path: Arc<str>,
    pub file: ConfigFile,
    pub(super) tree: Node,
    /// The length of the file in bytes.
    pub(super) length: usize,
}

impl Layer {
    /// Reads one config file. Its faults come in the order of the file.
    #[must_use]
    pub fn parse(path: &str, text: &str) -> (Self, Vec<Problem>) {
        let mut layer = Self { path: Arc::from(path), file: ConfigFile::default(), tree: empty(), length: text.len() };
        let tree = match yaml::parse(text) {
            Ok(tree) => merge::without_empty(tree),
            Err(problem) => return (layer, vec![problem]),
        };
        let (file, mut problems) = yaml::decode::<ConfigFile>(&tree);
        if let Some(file) = file {
            problems.extend(check::check(&tree));
            layer.file = file;
            layer.tree = tree;
        }
        problems.sort_by_key(|problem| (problem.span.start, problem.span.end));
        (layer, problems)
    }

    /// The rules whose phrases or messages this layer changes.
    pub fn changed_rules(&self) -> impl Iterator<Item = &str> {
        let rules = self.tree.get("rules").map(Node::entries).unwrap_or_default();
        rules.iter().filter(|(_, rule)| rule.get("languages").is_some()).filter_map(|(id, _)| id.as_str())
    }

    /// The paths that a key names, one or many, with the bytes where they stand: of `extend`, `packs`, `people`.
    #[must_use]
    pub fn paths(&self, key: &str) -> Vec<(&str, Range<usize>)> {
        let node = self.tree.get(key);
        let nodes = node.into_iter().chain(node.map(Node::items).unwrap_or_default());
        nodes.filter_map(|node| Some((node.as_str()?, node.span.clone()))).collect()
    }
}

pub(super) fn empty() -> Node {
    Node { span: 0..0, value: Value::Map(Vec::new()) }
}
