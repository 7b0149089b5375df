//! What there is to know about a place: of a finding, its rule; of a key, its meaning; of a draft's end, its length.

use tower_lsp::lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind};

use super::analysis::{Analysis, Drafts};
use super::session::Buffer;
use super::setup::Setup;
use crate::finding::Finding;
use crate::rules::explanation;
use crate::text::{Language, Span};

/// What to show at a byte of a document.
pub(super) fn at(buffer: &Buffer, offset: usize, setup: &Setup) -> Option<Hover> {
    let (span, text) = match buffer.analysis() {
        Analysis::Drafts(drafts) => of_findings(drafts, offset, setup)?,
        Analysis::Settings(_) | Analysis::Nothing => return None,
    };
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: text });
    Some(Hover { contents, range: Some(buffer.document.places(setup.encoding).range(span)) })
}

/// The findings at a place, the narrowest first; each rule is explained once.
fn of_findings(drafts: &Drafts, offset: usize, setup: &Setup) -> Option<(Span, String)> {
    let mut found: Vec<&(usize, Finding)> =
        drafts.findings.iter().filter(|(_, finding)| finding.span.start() <= offset && offset <= finding.span.end()).collect();
    found.sort_by_key(|(_, finding)| finding.span.len());
    let mut told: Vec<&str> = Vec::new();
    let mut parts = Vec::new();
    for (draft, finding) in &found {
        let rule = finding.rule.as_str();
        if !told.contains(&rule) {
            told.push(rule);
            parts.push(of_rule(drafts, finding, setup.language(drafts.language(*draft))));
        }
    }
    Some((found.first()?.1.span, parts.join("\n\n---\n\n")))
}

fn of_rule(drafts: &Drafts, finding: &Finding, language: Language) -> String {
    let rule = finding.rule.as_str();
    let heading = format!("**[{rule}]({})**: {}", finding.rule.url(), finding.message);
    match drafts.rules.file(rule) {
        Some(file) => format!("{heading}\n\n{}", explanation(rule, &file, language)),
        None => heading,
    }
}
