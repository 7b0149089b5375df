//! SARIF 2.1.0, as code scanning takes it: results as they come, and behind them the rules that they name. Columns count characters,
//! which the run declares.
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::fingerprint::{Alike, Fingerprints};
use super::place::{self, Lines};
use super::{Context, DraftFindings, FileFindings, Report, RuleAbout, Summary};
use crate::finding::{Applicability, Finding, Fix, RuleId, Severity};
use crate::text::{Language, LineIndex};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Default)]
pub(super) struct Sarif {
    written: usize,
    alike: Alike,
    /// The rules of the results, with their numbers in the order in which they came.
    rules: BTreeMap<RuleId, usize>,
}

impl Report for Sarif {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{{\"$schema\":{SCHEMA:?},\n\"version\":\"2.1.0\",\n\"runs\":[{{\"columnKind\":\"unicodeCodePoints\",")?;
        out.write_all(b"\n\"newlineSequences\":[\"\\r\\n\",\"\\n\",\"\\r\"],\n\"results\":[")
    }

    fn file(&mut self, file: &FileFindings, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
        let index = file.lines();
        let mut fingerprints = Fingerprints::new(file, &index, &mut self.alike);
        for draft in &file.drafts {
            for finding in &draft.findings {
                let next = self.rules.len();
                let number = *self.rules.entry(finding.rule.clone()).or_insert(next);
                let mut result = result(file, draft, finding, &index, context);
                result["ruleIndex"] = json!(number);
                result["partialFingerprints"] = json!({ "tonfall/v1": fingerprints.next(finding) });
                out.write_all(if self.written == 0 { b"\n" } else { b",\n" })?;
                serde_json::to_writer(&mut *out, &result)?;
                self.written += 1;
            }
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
        let language = summary.language();
        let mut rules: Vec<(&RuleId, &usize)> = self.rules.iter().collect();
        rules.sort_by_key(|(_, number)| **number);
        let rules: Vec<Value> = rules.into_iter().map(|(id, _)| rule(id, context.rules.about(id.as_str(), language))).collect();
        let driver = json!({
            "name": "Tonfall",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "informationUri": "https://tonfall.dev",
            "language": match language {
                Language::De => "de",
                Language::En => "en",
            },
            "rules": rules,
        });
        out.write_all(b"\n],\n\"tool\":{\"driver\":")?;
        serde_json::to_writer(&mut *out, &driver)?;
        out.write_all(b"}}]}\n")
    }
}

fn rule(id: &RuleId, about: Option<RuleAbout>) -> Value {
    let url = id.url();
    let Some(about) = about else { return json!({ "id": id, "helpUri": url }) };
    let summary = about.summary.trim();
    let why = about.why.trim();
    let source = about.source.map_or_else(String::new, |source| format!("\n\n{}", source.trim()));
    let mut rule = json!({
        "id": id,
        "helpUri": url,
        "help": { "text": format!("{summary}\n\n{why}{source}\n\n{url}"), "markdown": format!("{summary}\n\n{why}{source}\n\n<{url}>") },
        "defaultConfiguration": { "level": level(about.severity) },
        "properties": { "problem.severity": problem_severity(about.severity), "tags": ["tone"] },
    });
    for (key, text) in [("shortDescription", summary), ("fullDescription", why)] {
        if !text.is_empty() {
            rule[key] = json!({ "text": text });
        }
    }
    rule
}

fn result(file: &FileFindings, draft: &DraftFindings, finding: &Finding, index: &LineIndex, context: &Context<'_>) -> Value {
    let lines = place::lines(index, &file.text, finding.span);
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": { "text": place::one_line(&finding.message) },
        "locations": [{ "physicalLocation": physical(&file.path, lines) }],
        "properties": { "draft": draft.index, "channel": draft.about.channel, "author": draft.about.author, "score": draft.score() },
    });
    let related: Vec<Value> = (1..)
        .zip(&finding.related)
        .map(|(id, related)| {
            let lines = place::related_lines(related, &file.text, index, context.sources);
            let path = related.path.as_deref().unwrap_or(&file.path);
            json!({ "id": id, "physicalLocation": physical(path, lines), "message": { "text": related.message } })
        })
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    let fixes: Vec<Value> = finding.fixes.iter().filter(|fix| !fix.edits.is_empty()).map(|fix| self::fix(file, fix, index)).collect();
    if !fixes.is_empty() {
        result["fixes"] = json!(fixes);
    }
    result
}

fn fix(file: &FileFindings, fix: &Fix, index: &LineIndex) -> Value {
    let replacement = |edit: &crate::finding::Edit| json!({ "deletedRegion": region(place::lines(index, &file.text, edit.span)), "insertedContent": { "text": edit.text } });
    let replacements: Vec<Value> = fix.edits.iter().map(replacement).collect();
    json!({
        "description": { "text": fix.title },
        "artifactChanges": [{ "artifactLocation": { "uri": uri(&file.path) }, "replacements": replacements }],
        "properties": { "applicability": if fix.applicability == Applicability::Safe { "safe" } else { "review" } },
    })
}

fn physical(path: &str, lines: Lines) -> Value {
    json!({ "artifactLocation": { "uri": uri(path) }, "region": region(lines) })
}

fn region(lines: Lines) -> Value {
    json!({ "startLine": lines.line, "startColumn": lines.column, "endLine": lines.end_line, "endColumn": lines.end_column })
}

/// A path as a URI: relative where the path is, so that it counts from the root of what is scanned.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if path.split('/').next().is_some_and(|first| first.contains(':')) {
        // `a:b.md` would be something of the scheme `a`.
        uri.push_str("./");
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' | b':' | b'@' => uri.push(char::from(byte)),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// The severity as GitHub's code scanning sorts by it.
fn problem_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "recommendation",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("replies/Grüße & Küsse.md"), "replies/Gr%C3%BC%C3%9Fe%20%26%20K%C3%BCsse.md");
        assert_eq!(uri("/srv/a#b.md"), "file:///srv/a%23b.md");
        assert_eq!(uri("a:b.md"), "./a:b.md");
    }
}
