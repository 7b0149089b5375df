//! The rules that are in force in this folder, as a list or as the whole reference.

use std::io::{self, Write};

use super::super::Outcome;
use super::super::args::ListFormat;
use super::super::output::Output;
use super::super::project::Project;
use super::super::reference;
use crate::rules::RuleSet;

/// Lists the rules that are in force in this folder.
pub(super) fn run(format: ListFormat, output: &mut Output) -> io::Result<Outcome> {
    let project = Project::of(std::path::Path::new("."));
    let rules = project.rules();
    match format {
        ListFormat::Text => {
            for rule in rules.rules() {
                let summary = rules.file(rule.id.as_str()).and_then(|file| file.summary).unwrap_or_default();
                let severity = rule.severity.map_or("off", |severity| severity.name());
                writeln!(output, "{:28} {severity:8} {}", rule.id.as_str(), summary.trim())?;
            }
            writeln!(output, "\n{} rules", rules.rules().len())?;
        }
        ListFormat::Markdown => {
            write!(output, "{}", reference::index(rules))?;
            for rule in rules.rules() {
                if let Some(file) = rules.file(rule.id.as_str()) {
                    write!(output, "\n{}", reference::page(rule.id.as_str(), &file))?;
                }
            }
        }
        ListFormat::Json => {
            let all: Vec<serde_json::Value> = rules.rules().iter().map(|rule| described(rules, rule)).collect();
            serde_json::to_writer_pretty(&mut *output, &all)?;
            writeln!(output)?;
        }
    }
    Ok(if project.complain() { Outcome::Failure } else { Outcome::Clean })
}

pub(super) fn described(rules: &RuleSet, rule: &crate::rules::Rule) -> serde_json::Value {
    let file = rules.file(rule.id.as_str()).unwrap_or_default();
    serde_json::json!({
        "id": rule.id.as_str(),
        "severity": rule.severity.map_or("off", |severity| severity.name()),
        "summary": file.summary,
        "why": file.why,
        "source": file.source,
        "languages": file.languages.keys().map(|language| language.code()).collect::<Vec<_>>(),
        "params": rule.params,
        "url": rule.id.url(),
    })
}
