//! YAML becomes a tree of nodes that know their bytes, and nodes become typed values with every fault at its place.
//! Used by drafts, config and rules; knows none of them. Self-contained, so that the build script can read the pack with it.

use std::ops::Range;

use serde::de::DeserializeOwned;

/// A fault in a YAML document: bytes, what is wrong, and what to do about it where that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub span: Range<usize>,
    pub message: String,
    /// `did you mean …?`, `expected one of …`.
    pub hint: Option<String>,
}

/// A value with its place. For a quoted scalar the span includes the quotes; for a block scalar it starts at the first content line.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub span: Range<usize>,
    pub value: Value,
}

/// How a scalar was written: needed to find the source bytes of a part of its value, and to write a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Literal,
    Folded,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text as YAML reads it; whether it is a number or a boolean is decided by the type that it becomes.
    Scalar {
        text: String,
        style: Style,
    },
    List(Vec<Node>),
    /// In the order of the file. Keys are scalars.
    Map(Vec<(Node, Node)>),
}

/// One step of a path into a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

/// Reads one YAML document. An empty one is an empty map.
///
/// # Errors
/// The first fault of syntax; a second document; a duplicate key; more than 64 levels, 200,000 nodes (aliases counted as what they stand for) or 1 MiB.
pub fn parse(_source: &str) -> Result<Node, Problem> {
    todo!()
}

/// Turns a node into a typed value. Unknown keys are all reported, with a "did you mean", and do not stop the rest;
/// a wrong type does: then there is no value.
pub fn decode<T: DeserializeOwned>(_node: &Node) -> (Option<T>, Vec<Problem>) {
    todo!()
}
