//! Bytes become lines and columns, and findings the values that the machine-readable formats print (version 1).

use std::sync::Arc;

use serde::Serialize;

use super::DraftFindings;
use crate::finding::{Edit, Finding, Fix, Related, RuleId, Severity};
use crate::text::{LineIndex, Span};

/// The texts of files, by the path that a finding names.
pub trait Sources {
    /// The text of a file; `None` where it cannot be read.
    fn text(&self, path: &str) -> Option<Arc<str>>;
}

/// A place as people count: lines and columns from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Lines {
    pub line: u32,
    pub column: u32,
    pub end_line: u32,
    pub end_column: u32,
}

/// A finding as JSON shows it.
#[derive(Debug, Serialize)]
pub struct Located<'a> {
    pub path: &'a str,
    pub draft: usize,
    pub rule: &'a RuleId,
    pub severity: Severity,
    pub message: &'a str,
    #[serde(flatten)]
    pub span: Span,
    #[serde(flatten)]
    pub lines: Lines,
    pub fixes: &'a [Fix],
    pub related: Vec<LocatedRelated<'a>>,
    pub url: String,
}

/// A related place as JSON shows it.
#[derive(Debug, Serialize)]
pub struct LocatedRelated<'a> {
    pub path: &'a str,
    #[serde(flatten)]
    pub span: Span,
    pub line: u32,
    pub column: u32,
    pub message: &'a str,
}

/// The lines of a span.
#[must_use]
pub(super) fn lines(index: &LineIndex, text: &str, span: Span) -> Lines {
    let (start, end) = (index.line_column(text, span.start()), index.line_column(text, span.end()));
    Lines { line: start.line, column: start.column, end_line: end.line, end_column: end.column }
}

/// Puts a draft's findings in their places.
pub(super) fn locate<'a>(
    path: &'a str,
    text: &'a str,
    index: &'a LineIndex,
    draft: &'a DraftFindings,
    sources: &'a dyn Sources,
) -> impl Iterator<Item = Located<'a>> {
    draft.findings.iter().map(move |finding| Located {
        path,
        draft: draft.index,
        rule: &finding.rule,
        severity: finding.severity,
        message: &finding.message,
        span: finding.span,
        lines: lines(index, text, finding.span),
        fixes: &finding.fixes,
        related: related(path, text, index, finding, sources),
        url: finding.rule.url(),
    })
}

fn related<'a>(path: &'a str, text: &str, index: &LineIndex, finding: &'a Finding, sources: &dyn Sources) -> Vec<LocatedRelated<'a>> {
    let place = |related: &'a Related| {
        let lines = related_lines(related, text, index, sources);
        LocatedRelated {
            path: related.path.as_deref().unwrap_or(path),
            span: related.span,
            line: lines.line,
            column: lines.column,
            message: &related.message,
        }
    };
    finding.related.iter().map(place).collect()
}

/// The lines of a related place, which may stand in another file.
pub(super) fn related_lines(related: &Related, text: &str, index: &LineIndex, sources: &dyn Sources) -> Lines {
    match &related.path {
        None => lines(index, text, related.span),
        Some(other) => {
            let text = sources.text(other).unwrap_or_default();
            lines(&LineIndex::new(&text), &text, related.span)
        }
    }
}

/// A fix as one edit, for formats that know no more: what stands between its edits is written anew. `None` where it has none,
/// or where they do not fit the text.
pub(super) fn merged(fix: &Fix, text: &str) -> Option<Edit> {
    let span = fix.edits.iter().map(|edit| edit.span).reduce(Span::cover)?;
    let mut replacement = String::new();
    let mut at = span.start();
    for edit in &fix.edits {
        replacement.push_str(text.get(at..edit.span.start())?);
        replacement.push_str(&edit.text);
        at = edit.span.end();
    }
    Some(Edit { span, text: replacement })
}

/// A message as one line. It may quote a draft, so whatever would steer a terminal becomes U+FFFD.
pub(super) fn one_line(message: &str) -> String {
    let line = message.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.contains(char::is_control) { line.replace(char::is_control, "\u{fffd}") } else { line }
}
