//! What Tonfall tells the writer: rule, severity, place, message, fixes, related places. Plain data;
//! knows neither how it is found nor how it is printed.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::text::{LineColumn, Span};

/// How much a finding weighs. Ordered: `Info < Warning < Error`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; no reason to hold a draft back.
    Info,
    /// Likely to anger people.
    Warning,
    /// Must not go out.
    Error,
}

impl Severity {
    /// The public name: `info`, `warning` or `error`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The public name of a rule, such as `wrong-name`. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct RuleId(Arc<str>);

impl RuleId {
    #[must_use]
    pub fn new(id: &str) -> Self {
        Self(Arc::from(id))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where the rule is explained.
    #[must_use]
    pub fn url(&self) -> String {
        format!("https://tonfall.dev/rules/{}", self.0)
    }
}

impl std::borrow::Borrow<str> for RuleId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Replace the bytes of `span` by `text`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edit {
    #[serde(flatten)]
    pub span: Span,
    pub text: String,
}

/// Whether a machine may apply a fix on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// A wording to choose: a person reads it first.
    Review,
    /// Certain: `--fix` applies it.
    Safe,
}

/// One way to mend a finding: edits that belong together, in ascending order, not overlapping.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fix {
    pub title: String,
    pub applicability: Applicability,
    pub edits: Vec<Edit>,
}

/// Another place that the reader of a finding should see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The file, where it is not the finding's own.
    pub path: Option<Arc<str>>,
    /// Bytes of that file, or of the part of it that `remembered` speaks of.
    pub span: Span,
    /// Where it was seen, if what it stands in may be gone when somebody reports it.
    pub remembered: Option<Remembered>,
    pub message: String,
}

/// A place in a file that is read part by part, or too often to be looked up again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// The bytes in front of the part.
    pub offset: u64,
    pub start: LineColumn,
}

/// One diagnostic. Its spans are bytes of the file that holds the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub rule: RuleId,
    pub severity: Severity,
    pub span: Span,
    pub message: String,
    pub fixes: Vec<Fix>,
    pub related: Vec<Related>,
}
