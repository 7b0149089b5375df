//! A typed value from what fits: the values that do not fit are left out, each with its problem.

use std::cell::RefCell;
use std::ops::Range;

use serde::de::DeserializeOwned;

use super::super::{Node, Problem, Value};
use super::{NodeReader, Place};

/// More faults than anyone mends in one go; each costs a decoding.
const MAX_FAULTS: usize = 50;

/// What could be decoded.
#[derive(Clone, Debug)]
pub struct Lenient<T> {
    pub value: T,
    /// The tree without the values that did not fit: the one that `value` stands for.
    pub node: Node,
    /// Keys that the type does not know.
    pub unknown: Vec<Problem>,
    /// Values that did not fit.
    pub unfit: Vec<Problem>,
}

/// Turns a node into a typed value as [`decode`](super::decode) does, but a value of a wrong type costs only itself:
/// its entry is left out. The default where nothing fits.
pub fn decode_leniently<T: DeserializeOwned + Default>(mut node: Node) -> Lenient<T> {
    let mut unfit = Vec::new();
    loop {
        let unknown = RefCell::new(Vec::new());
        let reader = NodeReader { node: &node, place: Place::default(), unknown: &unknown, ignored: None };
        let fault = match T::deserialize(reader) {
            Ok(value) => return Lenient { value, node, unknown: unknown.into_inner(), unfit },
            Err(fault) => fault.into_problem(&node.span),
        };
        let is_removed = unfit.len() < MAX_FAULTS && remove(&mut node, &fault.span);
        unfit.push(fault);
        if !is_removed {
            let node = Node { span: node.span, value: Value::Map(Vec::new()) };
            return Lenient { value: T::default(), node, unknown: unknown.into_inner(), unfit };
        }
    }
}

/// Takes the innermost entry out that holds a place. False where there is none.
fn remove(node: &mut Node, place: &Range<usize>) -> bool {
    let holds = |node: &Node| node.span.start <= place.start && place.end <= node.span.end;
    match &mut node.value {
        Value::Scalar { .. } => false,
        Value::List(items) => match items.iter().position(holds) {
            Some(index) => {
                if !remove(&mut items[index], place) {
                    items.remove(index);
                }
                true
            }
            None => false,
        },
        Value::Map(entries) => match entries.iter().position(|(key, value)| holds(key) || holds(value)) {
            Some(index) => {
                if !remove(&mut entries[index].1, place) {
                    entries.remove(index);
                }
                true
            }
            None => false,
        },
    }
}
