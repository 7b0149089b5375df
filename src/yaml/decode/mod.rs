//! Nodes become typed values: serde asks for a type, the node tells whether it is one, and where not, why.

mod access;
mod error;
mod lenient;

use std::cell::RefCell;
use std::fmt;
use std::ops::Range;

use serde::de::{DeserializeOwned, Deserializer, Visitor};
use serde::forward_to_deserialize_any;

pub use self::lenient::{Lenient, decode_leniently};

use self::access::{Entries, Items, Variant};
use self::error::Fault;
use super::fault::{describe, hint_for};
use super::node::Plain;
use super::{Node, Problem, Value};

/// Turns a node into a typed value. Unknown keys are all reported, with a "did you mean", and do not stop the rest;
/// a wrong type does: then there is no value. Problems come in the order of the file.
///
/// Where nothing stands (`key:` alone), an `Option` is `None`, and a list or a group of keys is empty.
/// Inside `#[serde(flatten)]` and untagged enums unknown keys are not seen, and faults have the place of the whole.
pub fn decode<T: DeserializeOwned>(node: &Node) -> (Option<T>, Vec<Problem>) {
    let unknown = RefCell::new(Vec::new());
    let place = Place { key: None, entry: None };
    let value = T::deserialize(NodeReader { node, place, unknown: &unknown, ignored: None });
    let mut problems = unknown.into_inner();
    let value = value.map_err(|fault| problems.push(fault.into_problem(&node.span))).ok();
    problems.sort_by_key(|problem: &Problem| (problem.span.start, problem.span.end));
    (value, problems)
}

/// What a fault calls its place: the nearest key, and the entry where the key holds a list.
#[derive(Clone, Copy, Default)]
struct Place<'a> {
    key: Option<&'a Node>,
    entry: Option<usize>,
}

impl Place<'_> {
    fn of(self, entry: usize) -> Self {
        Self { entry: Some(entry), ..self }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.key.and_then(Node::as_str), self.entry) {
            (Some(key), None) => write!(f, "`{key}`"),
            (Some(key), Some(entry)) => write!(f, "`{key}`, entry {}:", entry + 1),
            (None, Some(entry)) => write!(f, "entry {}", entry + 1),
            (None, None) => f.write_str("this"),
        }
    }
}

/// The key whose value is about to be skipped, and the keys that its struct knows.
#[derive(Clone, Copy)]
struct Ignored<'a> {
    key: &'a Node,
    known: &'static [&'static str],
}

/// One node, asked for a type.
#[derive(Clone, Copy)]
struct NodeReader<'a> {
    node: &'a Node,
    place: Place<'a>,
    unknown: &'a RefCell<Vec<Problem>>,
    ignored: Option<Ignored<'a>>,
}

impl<'a> NodeReader<'a> {
    fn wrong(&self, expected: impl fmt::Display) -> Fault {
        Fault::new(self.node.span.clone(), format!("{} must be {expected}: found {}", self.place, describe(self.node)))
    }

    /// Gives a fault that serde's side made, without knowing where, this node's place.
    fn locate<T>(&self, result: Result<T, Fault>) -> Result<T, Fault> {
        result.map_err(|fault| fault.at(self.node, self.place))
    }

    fn plain(&self) -> Plain {
        self.node.plain().unwrap_or(Plain::Text)
    }

    /// The text of a scalar. Where nothing stands, that is no text.
    fn text(&self) -> Result<&'a str, Fault> {
        match &self.node.value {
            Value::Scalar { text, .. } if !(text.is_empty() && self.node.is_null()) => Ok(text),
            _ => Err(self.wrong("text")),
        }
    }

    fn integer(&self, allowed: Range<i128>) -> Result<i128, Fault> {
        let shown = || match allowed.end {
            0x1_0000_0000.. => "a whole number".to_owned(),
            end if allowed.start == 0 => format!("a whole number from 0 to {}", end - 1),
            end => format!("a whole number from {} to {}", allowed.start, end - 1),
        };
        match self.plain() {
            Plain::Integer(value) if allowed.contains(&value) => Ok(value),
            _ => Err(self.wrong(shown()).or_hint(self.hint_without_quotes())),
        }
    }

    fn float(&self) -> Result<f64, Fault> {
        match self.plain() {
            Plain::Float(value) => Ok(value),
            // A number with more digits than f64 keeps is rounded, as every decimal fraction is.
            Plain::Integer(value) => Ok(value as f64),
            _ => Err(self.wrong("a number").or_hint(self.hint_without_quotes())),
        }
    }

    /// Quotes make text of a number.
    fn hint_without_quotes(&self) -> Option<String> {
        let text = self.node.as_str().filter(|text| text.parse::<f64>().is_ok())?;
        (self.node.style() != Some(super::Style::Plain)).then(|| format!("write {text} without quotes"))
    }

    fn entries(&self, known: &'static [&'static str]) -> Result<Entries<'a>, Fault> {
        match &self.node.value {
            Value::Map(entries) => Ok(Entries::new(*self, entries, known)),
            Value::Scalar { .. } if self.node.is_null() => Ok(Entries::new(*self, &[], known)),
            _ => {
                let example = known.first().map(|key| format!("write `{key}: …` on a line of its own below, indented"));
                Err(self.wrong("a group of keys").or_hint(example))
            }
        }
    }
}

macro_rules! integers {
    ($($method:ident => $visit:ident $number:ty),* $(,)?) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            let value = self.integer(i128::from(<$number>::MIN)..i128::from(<$number>::MAX) + 1)?;
            let value = <$number>::try_from(value).expect("the range was checked");
            self.locate(visitor.$visit(value))
        })*
    };
}

impl<'de> Deserializer<'de> for NodeReader<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.value {
            Value::List(_) => return self.deserialize_seq(visitor),
            Value::Map(_) => return self.deserialize_map(visitor),
            Value::Scalar { .. } => {}
        }
        self.locate(match self.plain() {
            Plain::Null => visitor.visit_unit(),
            Plain::Bool(value) => visitor.visit_bool(value),
            Plain::Integer(value) => match (u64::try_from(value), i64::try_from(value)) {
                (Ok(value), _) => visitor.visit_u64(value),
                (_, Ok(value)) => visitor.visit_i64(value),
                _ => visitor.visit_f64(value as f64),
            },
            Plain::Float(value) => visitor.visit_f64(value),
            Plain::Text => visitor.visit_str(self.node.as_str().unwrap_or_default()),
        })
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.plain() {
            Plain::Bool(value) => self.locate(visitor.visit_bool(value)),
            _ => {
                let meant = match self.node.as_str().unwrap_or_default().to_lowercase().as_str() {
                    "yes" | "on" | "ja" | "1" | "true" | "y" => Some("write true"),
                    "no" | "off" | "nein" | "0" | "false" | "n" => Some("write false"),
                    _ => None,
                };
                Err(self.wrong("true or false").or_hint(meant.map(str::to_owned)))
            }
        }
    }

    integers! {
        deserialize_i8 => visit_i8 i8, deserialize_i16 => visit_i16 i16, deserialize_i32 => visit_i32 i32, deserialize_i64 => visit_i64 i64,
        deserialize_u8 => visit_u8 u8, deserialize_u16 => visit_u16 u16, deserialize_u32 => visit_u32 u32, deserialize_u64 => visit_u64 u64,
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.locate(visitor.visit_f64(self.float()?))
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let mut characters = self.text()?.chars();
        match (characters.next(), characters.next()) {
            (Some(character), None) => self.locate(visitor.visit_char(character)),
            _ => Err(self.wrong("one character")),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.locate(visitor.visit_str(self.text()?))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.node.is_null() { self.locate(visitor.visit_none()) } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.node.is_null() { self.locate(visitor.visit_unit()) } else { Err(self.wrong("empty")) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _name: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self).map_err(|fault| fault.at(self.node, self.place))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let items = match &self.node.value {
            Value::List(items) => items.as_slice(),
            Value::Scalar { .. } if self.node.is_null() => &[],
            Value::Scalar { text, .. } => {
                return Err(self.wrong("a list").or_hint(Some(format!("write [{text}]")).filter(|hint| hint.len() < 60)));
            }
            Value::Map(_) => return Err(self.wrong("a list").or_hint(Some("put `- ` in front of each entry".to_owned()))),
        };
        let mut access = Items::new(self, items);
        let value = self.locate(visitor.visit_seq(&mut access))?;
        if access.is_finished() { Ok(value) } else { Err(self.wrong(format!("a list of {} entries", access.taken()))) }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(self, _name: &'static str, _length: usize, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.locate(visitor.visit_map(self.entries(&[])?))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.locate(visitor.visit_map(self.entries(known)?))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let (name, content) = match &self.node.value {
            Value::Scalar { .. } if !self.node.is_null() => (self.node, None),
            Value::Map(entries) if entries.len() == 1 => (&entries[0].0, Some(&entries[0].1)),
            _ => return Err(self.wrong(format!("one of {}", variants.join(", ")))),
        };
        self.locate(visitor.visit_enum(Variant { reader: self, name, content }))
    }

    /// serde skips what a struct does not know: that is how an unknown key shows.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if let Some(Ignored { key, known }) = self.ignored {
            let name = key.as_str().unwrap_or_default();
            let problem = Problem { span: key.span.clone(), message: format!("unknown key `{name}`"), hint: hint_for(name, known) };
            self.unknown.borrow_mut().push(problem);
        }
        visitor.visit_unit()
    }

    forward_to_deserialize_any! { bytes byte_buf unit_struct }
}
