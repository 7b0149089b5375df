//! A merged tree becomes a list of values with the places where they were written.

use std::fmt;
use std::sync::Arc;

use crate::text::Span;
use crate::yaml::{Node, Value};

/// A value that applies, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// The keys down to the value: `address.channels.instagram`. The entries of a list share their list's key.
    pub key: String,
    pub value: String,
    pub origin: Origin,
}

/// Where a value was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody wrote it: it comes with Tonfall.
    BuiltIn,
    /// Bytes of a config file.
    File { path: Arc<str>, span: Span },
}

/// The tree behind some settings, with the files that it was merged from.
#[derive(Clone)]
pub(super) struct Origins {
    pub tree: Node,
    /// Each file with the number at which its bytes start in the places of the tree, ascending. `None` is what comes with Tonfall.
    pub sources: Arc<[(usize, Option<Arc<str>>)]>,
}

impl Origins {
    pub(super) fn explain(&self) -> Vec<Explained> {
        let mut out = Vec::new();
        self.visit(&self.tree, String::new(), &mut out);
        out.sort_by(|a, b| a.key.cmp(&b.key));
        out
    }

    fn visit(&self, node: &Node, key: String, out: &mut Vec<Explained>) {
        match &node.value {
            Value::Scalar { text, .. } => out.push(Explained { key, value: text.clone(), origin: self.origin(node) }),
            Value::List(items) => items.iter().for_each(|item| self.visit(item, key.clone(), out)),
            Value::Map(entries) => entries.iter().for_each(|(name, value)| {
                let name = name.as_str().unwrap_or_default();
                self.visit(value, if key.is_empty() { name.to_owned() } else { format!("{key}.{name}") }, out);
            }),
        }
    }

    fn origin(&self, node: &Node) -> Origin {
        let index = self.sources.partition_point(|(start, _)| *start <= node.span.start).saturating_sub(1);
        match self.sources.get(index) {
            Some((start, Some(path))) => Origin::File {
                path: Arc::clone(path),
                span: Span::new(node.span.start.saturating_sub(*start), node.span.end.saturating_sub(*start)),
            },
            Some((_, None)) | None => Origin::BuiltIn,
        }
    }
}

/// The tree says in other words what the settings say already.
impl fmt::Debug for Origins {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Origins").finish_non_exhaustive()
    }
}
