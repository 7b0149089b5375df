//! Ways through a tree of nodes.

use serde_json::Number;

use super::{Node, Step, Style, Value};

/// What a plain scalar stands for by YAML 1.2's core schema.
pub(super) enum Plain {
    Null,
    Bool(bool),
    Integer(i128),
    Float(f64),
    Text,
}

impl Node {
    /// The node at the end of a path.
    #[must_use]
    pub fn at(&self, path: &[Step]) -> Option<&Self> {
        path.iter().try_fold(self, |node, step| match step {
            Step::Key(key) => node.get(key),
            Step::Index(index) => node.items().get(*index),
        })
    }

    /// The key at the end of a path; nothing where the path ends in a list.
    #[must_use]
    pub fn key_at(&self, path: &[Step]) -> Option<&Self> {
        let (Step::Key(last), parents) = path.split_last()? else { return None };
        self.at(parents)?.entry(last).map(|(key, _)| key)
    }

    /// The value behind a key of a map.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|(_, value)| value)
    }

    /// A key of a map with its value.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&(Self, Self)> {
        self.entries().iter().find(|(node, _)| node.as_str() == Some(key))
    }

    /// The keys and values of a map, in the order of the file; none for anything else.
    #[must_use]
    pub fn entries(&self) -> &[(Self, Self)] {
        if let Value::Map(entries) = &self.value { entries } else { &[] }
    }

    /// The entries of a list; none for anything else.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        if let Value::List(items) = &self.value { items } else { &[] }
    }

    /// The text of a scalar.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Value::Scalar { text, .. } = &self.value { Some(text) } else { None }
    }

    /// How a scalar was written.
    #[must_use]
    pub fn style(&self) -> Option<Style> {
        if let Value::Scalar { style, .. } = &self.value { Some(*style) } else { None }
    }

    /// Whether nothing stands here: no text at all, `~` or `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self.plain(), Some(Plain::Null))
    }

    /// The same data without its places, typed by YAML 1.2's core schema.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::List(items) => items.iter().map(Self::to_json).collect(),
            Value::Map(entries) => {
                let pair = |(key, value): &(Self, Self)| (key.as_str().unwrap_or_default().to_owned(), value.to_json());
                serde_json::Value::Object(entries.iter().map(pair).collect())
            }
            Value::Scalar { text, .. } => match self.plain() {
                Some(Plain::Null) => serde_json::Value::Null,
                Some(Plain::Bool(value)) => value.into(),
                Some(Plain::Integer(value)) => Number::from_i128(value).map_or_else(|| text.as_str().into(), Into::into),
                Some(Plain::Float(value)) => Number::from_f64(value).map_or_else(|| text.as_str().into(), Into::into),
                Some(Plain::Text) | None => text.as_str().into(),
            },
        }
    }

    /// What a plain scalar stands for; quoted scalars and blocks are always text, lists and maps nothing of the kind.
    pub(super) fn plain(&self) -> Option<Plain> {
        match &self.value {
            Value::Scalar { text, style: Style::Plain } => Some(resolve(text)),
            Value::Scalar { .. } => Some(Plain::Text),
            Value::List(_) | Value::Map(_) => None,
        }
    }
}

fn resolve(text: &str) -> Plain {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Plain::Null,
        "true" | "True" | "TRUE" => Plain::Bool(true),
        "false" | "False" | "FALSE" => Plain::Bool(false),
        _ => integer(text).map(Plain::Integer).or_else(|| float(text).map(Plain::Float)).unwrap_or(Plain::Text),
    }
}

fn integer(text: &str) -> Option<i128> {
    if let Some(digits) = text.strip_prefix("0x") {
        return digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| i128::from_str_radix(digits, 16).ok())?;
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| i128::from_str_radix(digits, 8).ok())?;
    }
    text.parse().ok()
}

/// Rust reads more words as numbers than YAML does (`inf`, `nan`, `infinity`), so the characters are looked at first.
fn float(text: &str) -> Option<f64> {
    match text.trim_start_matches(['+', '-']) {
        ".inf" | ".Inf" | ".INF" => return Some(if text.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY }),
        ".nan" | ".NaN" | ".NAN" => return Some(f64::NAN),
        _ => {}
    }
    let numeric = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-');
    (text.bytes().any(|byte| byte.is_ascii_digit()) && text.bytes().all(numeric)).then(|| text.parse().ok())?
}
