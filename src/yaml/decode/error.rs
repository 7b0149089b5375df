//! serde's errors become problems: worded for people who write YAML, at the place of the node.

use std::fmt;
use std::ops::Range;

use serde::de::{self, Expected, Unexpected};

use super::super::fault::{describe, hint_for, shorten};
use super::super::{Node, Problem};
use super::Place;

/// What went wrong. serde makes faults without knowing where; the reader of the node then adds place and subject.
#[derive(Debug)]
pub(super) struct Fault {
    span: Option<Range<usize>>,
    what: What,
    hint: Option<String>,
}

#[derive(Debug)]
enum What {
    /// A whole sentence.
    Sentence(String),
    /// `must be …`: the subject is missing.
    Predicate(String),
    /// What stands there is none of these.
    NotOneOf(&'static [&'static str]),
    UnknownKey(&'static [&'static str]),
    MissingKey(&'static str),
}

impl Fault {
    pub(super) fn new(span: Range<usize>, sentence: String) -> Self {
        Self { span: Some(span), what: What::Sentence(sentence), hint: None }
    }

    pub(super) fn or_hint(mut self, hint: Option<String>) -> Self {
        self.hint = self.hint.or(hint);
        self
    }

    fn unplaced(what: What) -> Self {
        Self { span: None, what, hint: None }
    }

    /// Completes a fault that has no place yet.
    pub(super) fn at(self, node: &Node, place: Place) -> Self {
        if self.span.is_some() {
            return self;
        }
        let word = node.as_str().unwrap_or_default();
        match self.what {
            What::Sentence(sentence) => Self::new(node.span.clone(), sentence),
            What::Predicate(predicate) => Self::new(node.span.clone(), format!("{place} {predicate}")),
            What::NotOneOf(known) => {
                let sentence = format!("{place} must be one of {}: found {}", known.join(", "), describe(node));
                let hint = super::super::nearest(word, known.iter().copied()).map(|nearest| format!("did you mean `{nearest}`?"));
                Self::new(node.span.clone(), sentence).or_hint(hint)
            }
            What::UnknownKey(known) => Self::new(node.span.clone(), format!("unknown key `{word}`")).or_hint(hint_for(word, known)),
            What::MissingKey(key) => {
                // The whole group would be a large place: its name, or its first key, says as much.
                let first = node.entries().first().map(|(key, _)| key);
                let span = place.key.filter(|_| place.entry.is_none()).or(first).map_or_else(|| node.span.clone(), |key| key.span.clone());
                Self::new(span, format!("`{key}` is missing")).or_hint(Some(format!("add `{key}: …`")))
            }
        }
    }

    pub(super) fn into_problem(self, whole: &Range<usize>) -> Problem {
        let message = self.to_string();
        Problem { span: self.span.unwrap_or_else(|| whole.clone()), message, hint: self.hint }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            What::Sentence(sentence) => f.write_str(sentence),
            What::Predicate(predicate) => write!(f, "this {predicate}"),
            What::NotOneOf(known) => write!(f, "this must be one of {}", known.join(", ")),
            What::UnknownKey(_) => f.write_str("unknown key"),
            What::MissingKey(key) => write!(f, "`{key}` is missing"),
        }
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        let message = message.to_string();
        if message.starts_with("data did not match any variant") {
            return Self::unplaced(What::Predicate("has a form that is not known here".to_owned()));
        }
        Self::unplaced(What::Predicate(format!("cannot be used: {message}")))
    }

    fn invalid_type(found: Unexpected, expected: &dyn Expected) -> Self {
        Self::unplaced(What::Predicate(format!("must be {expected}: found {}", name(found))))
    }

    fn invalid_value(found: Unexpected, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self::unplaced(What::Predicate(format!("has {length} entries, but must be {expected}")))
    }

    fn unknown_variant(_variant: &str, expected: &'static [&'static str]) -> Self {
        Self::unplaced(What::NotOneOf(expected))
    }

    fn unknown_field(_field: &str, expected: &'static [&'static str]) -> Self {
        Self::unplaced(What::UnknownKey(expected))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::unplaced(What::MissingKey(field))
    }
}

fn name(found: Unexpected) -> String {
    match found {
        Unexpected::Str(text) => format!("`{}`", shorten(text)),
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Unsigned(value) => format!("`{value}`"),
        Unexpected::Signed(value) => format!("`{value}`"),
        Unexpected::Float(value) => format!("`{value}`"),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a group of keys".to_owned(),
        Unexpected::Unit | Unexpected::Option => "nothing".to_owned(),
        other => other.to_string(),
    }
}
