//! YAML becomes a tree of nodes that know their bytes, and nodes become typed values with every fault at its place.
//! Used by drafts, config and rules; knows none of them. Self-contained, so that the build script can read the pack with it.

mod alignment;
mod decode;
mod explain;
mod fault;
mod node;
mod parse;
mod scalar;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub use alignment::Alignment;
pub use decode::{Lenient, decode, decode_leniently};
pub use fault::nearest;
pub use parse::parse;
pub use scalar::{block_indent, value_steps};

/// A fault in a YAML document: bytes, what is wrong, and what to do about it where that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub span: Range<usize>,
    pub message: String,
    /// `did you mean …?`, `expected one of …`.
    pub hint: Option<String>,
}

/// A value with its place. For a quoted scalar the span includes the quotes; for a block scalar it goes from the first
/// character of its content to the last, so that the column of its start is the block's indentation.
/// What an alias stands for keeps the place where it is written.
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
