//! What a rule proposes to write becomes what the other rules say of that: a fix must not need another.

use super::lint_with;
use crate::config::Settings;
use crate::draft::{self, Format, Kind};
use crate::rules::{Entry, Family, Rule, RuleSet};
use crate::text::Language;

/// A wording that a rule proposes, and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    pub language: Language,
    /// The wording as the rule has it.
    pub wording: String,
    /// The rule that speaks against it, perhaps the same.
    pub rule: String,
    pub message: String,
}

/// What the rules that look for phrases say of the wordings that a rule proposes.
#[must_use]
pub fn objections(rule: &Rule, rules: &RuleSet, settings: &Settings) -> Vec<Objection> {
    let mut out = Vec::new();
    for language in Language::ALL {
        let Some(part) = rule.part(language) else { continue };
        let of_entries = part.find().iter().filter_map(|entry| match entry {
            Entry::Detailed(detailed) => Some(detailed.suggest.iter().flatten().chain(&detailed.replace)),
            Entry::Phrase(_) => None,
        });
        let own = part.suggest().iter().map(String::as_str).chain(part.replace());
        for wording in own.chain(of_entries.flatten().map(String::as_str)).filter(|wording| !wording.trim().is_empty()) {
            for other in rules.rules().iter().filter(|other| other.family == Family::Find && other.severity.is_some()) {
                let kind = match (&rule.applies_to[..], &other.applies_to[..]) {
                    (&[kind], _) | (_, &[kind]) => kind,
                    _ => Kind::Post,
                };
                let front =
                    serde_json::json!({"lang": language.code(), "kind": kind, "channel": rule.channels.first().or(other.channels.first())});
                let source = format!("---\n{front}\n---\n{wording}\n");
                let drafts = draft::read(source.as_bytes(), Format::Markdown);
                let said = drafts.iter().flat_map(|draft| lint_with(draft, rules, settings, other.id.as_str()));
                out.extend(said.map(|finding| Objection {
                    language,
                    wording: wording.to_owned(),
                    rule: other.id.to_string(),
                    message: finding.message,
                }));
            }
        }
    }
    out
}
