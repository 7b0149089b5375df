//! What applies to one draft, after every layer of config has had its say.

use std::collections::BTreeMap;

use crate::finding::{RuleId, Severity};
use crate::text::Language;

/// The brand's own names and public data.
#[derive(Clone, Debug, Default)]
pub struct Brand {
    pub names: Vec<String>,
}

/// What applies to a draft.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    pub language: Option<Language>,
    pub brand: Brand,
    /// Severities that a config sets; `None` is off. A rule that is absent keeps its own.
    pub severities: BTreeMap<RuleId, Option<Severity>>,
    /// Parameters that a config sets, by rule.
    pub params: BTreeMap<RuleId, serde_json::Map<String, serde_json::Value>>,
    /// Words that no phrase may flag.
    pub allow: Vec<String>,
}
