//! What a check finds in a draft, before it becomes a finding: its places are still places in the draft's texts.

use crate::finding::{Applicability, Severity};
use crate::text::Span;

/// A place that a hit speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Bytes of the body's text.
    Body(Span),
    /// Bytes of the complaint's text.
    Complaint(Span),
    /// Bytes of the draft's file, such as a value of the front matter.
    File(Span),
}

/// One thing found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub place: Place,
    /// The part of the body that this hit speaks for, where that is more than its place: what it supersedes there is not shown beside it.
    pub cover: Option<Span>,
    pub message: String,
    pub remedies: Vec<Remedy>,
    pub notes: Vec<Note>,
    /// The most that this hit weighs, where that is less than its rule.
    pub at_most: Option<Severity>,
}

/// A way to mend a hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    pub title: String,
    pub applicability: Applicability,
    pub changes: Vec<Change>,
}

/// Put a text in the place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub place: Place,
    pub text: String,
}

/// Another place that the writer should see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub place: Place,
    pub message: String,
}

impl Hit {
    /// A hit in the body.
    #[must_use]
    pub fn body(span: Span, message: String) -> Self {
        Self::at(Place::Body(span), message)
    }

    #[must_use]
    pub fn at(place: Place, message: String) -> Self {
        Self { place, cover: None, message, remedies: Vec::new(), notes: Vec::new(), at_most: None }
    }

    #[must_use]
    pub fn covering(mut self, span: Span) -> Self {
        self.cover = Some(span);
        self
    }

    #[must_use]
    pub fn at_most(mut self, severity: Severity) -> Self {
        self.at_most = Some(severity);
        self
    }

    #[must_use]
    pub fn note(mut self, place: Place, message: String) -> Self {
        self.notes.push(Note { place, message });
        self
    }

    #[must_use]
    pub fn remedy(mut self, remedy: Remedy) -> Self {
        self.remedies.push(remedy);
        self
    }
}

impl Remedy {
    /// A certain replacement of one place in the body.
    #[must_use]
    pub fn safe(title: String, span: Span, text: String) -> Self {
        Self { title, applicability: Applicability::Safe, changes: vec![Change { place: Place::Body(span), text }] }
    }

    /// A wording to choose for one place in the body.
    #[must_use]
    pub fn review(title: String, span: Span, text: String) -> Self {
        Self { title, applicability: Applicability::Review, changes: vec![Change { place: Place::Body(span), text }] }
    }
}

/// Fills `{name}` in a template. A name without a value stays as it is.
#[must_use]
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        filled.push_str(&rest[..open]);
        let after = &rest[open + 1..];
        let known =
            after.find('}').and_then(|close| values.iter().find(|(name, _)| *name == &after[..close]).map(|(_, value)| (close, value)));
        match known {
            Some((close, value)) => {
                filled.push_str(value);
                rest = &after[close + 1..];
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn values_are_filled_once() {
        assert_eq!(fill("„{match}“ {x} {", &[("match", "{match}")]), "„{match}“ {x} {");
    }
}
