//! Values that people may write in more than one way: one or many, a number or a map. Their reading is written out, because
//! serde's own way of trying one shape after the other forgets where in the file a fault stands.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::file::Person;

/// `replies/` or `[replies/, posts/]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OneOrMany(pub Vec<String>);

/// `280`, or `{graphemes: 300, bytes: 3000}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// In the unit that the channel's `count` names.
    Plain(usize),
    By(BTreeMap<String, usize>),
}

/// `Mo-Fr 9-17`, or `{mo-fr: 9-17, sa: 10-14}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HoursText {
    Line(String),
    ByDay(BTreeMap<String, String>),
}

/// `roster.csv`, or the people themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Roster {
    File(String),
    People(Vec<Person>),
}

/// `off`, or `{severity: error, max: 3}`.
#[derive(Clone, Debug, PartialEq)]
pub enum RuleEntry {
    Severity(String),
    Options(serde_json::Map<String, serde_json::Value>),
}

/// What can be made of a scalar, a list or a map; each shape refuses what it does not override.
trait Shape: Sized {
    const EXPECTED: &'static str;

    fn from_text(_text: &str) -> Option<Self> {
        None
    }

    fn from_number(_number: u64) -> Option<Self> {
        None
    }

    fn from_list<'de, A: SeqAccess<'de>>(_list: A) -> Result<Self, A::Error> {
        Err(A::Error::custom(format_args!("expected {}, found a list", Self::EXPECTED)))
    }

    fn from_map<'de, A: MapAccess<'de>>(_map: A) -> Result<Self, A::Error> {
        Err(A::Error::custom(format_args!("expected {}, found a group of keys", Self::EXPECTED)))
    }
}

impl Shape for OneOrMany {
    const EXPECTED: &'static str = "text or a list of texts";

    fn from_text(text: &str) -> Option<Self> {
        Some(Self(vec![text.to_owned()]))
    }

    fn from_list<'de, A: SeqAccess<'de>>(list: A) -> Result<Self, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(list)).map(Self)
    }
}

impl Shape for Limit {
    const EXPECTED: &'static str = "a number, or numbers by way of counting such as {graphemes: 300, bytes: 3000}";

    fn from_number(number: u64) -> Option<Self> {
        usize::try_from(number).ok().map(Self::Plain)
    }

    fn from_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        BTreeMap::deserialize(MapAccessDeserializer::new(map)).map(Self::By)
    }
}

impl Shape for HoursText {
    const EXPECTED: &'static str = "hours such as `Mo-Fr 9-17`, or hours by day such as {mo-fr: 9-17}";

    fn from_text(text: &str) -> Option<Self> {
        Some(Self::Line(text.to_owned()))
    }

    fn from_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        BTreeMap::deserialize(MapAccessDeserializer::new(map)).map(Self::ByDay)
    }
}

impl Shape for Roster {
    const EXPECTED: &'static str = "a path such as `roster.csv`, or a list of people";

    fn from_text(text: &str) -> Option<Self> {
        Some(Self::File(text.to_owned()))
    }

    fn from_list<'de, A: SeqAccess<'de>>(list: A) -> Result<Self, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(list)).map(Self::People)
    }
}

impl Shape for RuleEntry {
    const EXPECTED: &'static str = "`off`, `info`, `warning`, `error`, or a group of keys with `severity` and parameters";

    fn from_text(text: &str) -> Option<Self> {
        Some(Self::Severity(text.to_owned()))
    }

    fn from_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        serde_json::Map::deserialize(MapAccessDeserializer::new(map)).map(Self::Options)
    }
}

/// Hands what stands in the file to the shape.
struct ShapeVisitor<T>(PhantomData<T>);

impl<T: Shape> ShapeVisitor<T> {
    fn refuse<E: Error>(found: impl fmt::Display) -> E {
        E::custom(format_args!("expected {}, found `{found}`", T::EXPECTED))
    }
}

impl<'de, T: Shape> Visitor<'de> for ShapeVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(T::EXPECTED)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::from_text(text).ok_or_else(|| Self::refuse(text))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        T::from_number(number).or_else(|| T::from_text(&number.to_string())).ok_or_else(|| Self::refuse(number))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        match u64::try_from(number) {
            Ok(number) => self.visit_u64(number),
            Err(_) => self.visit_str(&number.to_string()),
        }
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<T, E> {
        self.visit_str(if truth { "true" } else { "false" })
    }

    fn visit_unit<E: Error>(self) -> Result<T, E> {
        Err(E::custom(format_args!("expected {}, found nothing", T::EXPECTED)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<T, A::Error> {
        T::from_list(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::from_map(map)
    }
}

/// Both faces of a shape: how it is read, and how the schema describes it.
macro_rules! shape {
    ($name:ident, $schema:expr) => {
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(ShapeVisitor(PhantomData))
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                let schema: fn(&mut SchemaGenerator) -> Schema = $schema;
                schema(generator)
            }
        }
    };
}

shape!(OneOrMany, |_| json_schema!({"type": ["string", "array"], "items": {"type": "string"}}));
shape!(Limit, |_| json_schema!({
    "type": ["integer", "object"],
    "minimum": 0,
    "additionalProperties": false,
    "properties": super::channel::counter_properties(),
}));
shape!(HoursText, |_| json_schema!({"type": ["string", "object"], "additionalProperties": {"type": "string"}}));
shape!(Roster, |generator| json_schema!({"type": ["string", "array"], "items": generator.subschema_for::<Person>()}));
shape!(RuleEntry, |_| json_schema!({
    "anyOf": [
        {"enum": ["off", "info", "warning", "error"]},
        {"type": "object", "properties": {"severity": {"enum": ["off", "info", "warning", "error"]}}},
    ]
}));
