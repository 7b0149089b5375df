//! Bytes become lines and columns, and findings the values that the machine-readable formats print (version 1).

use std::borrow::Cow;
use std::sync::Arc;

use serde::Serialize;

use super::{DraftFindings, FileFindings};
use crate::finding::{Edit, Finding, Fix, Related, Remembered, RuleId, Severity};
use crate::text::{LineColumn, LineIndex, Span};

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
    pub bytes: Bytes,
    #[serde(flatten)]
    pub lines: Lines,
    pub fixes: Cow<'a, [Fix]>,
    pub related: Vec<LocatedRelated<'a>>,
    pub url: String,
}

/// Bytes of a file, however large it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Bytes {
    pub start: u64,
    pub end: u64,
}

impl Bytes {
    fn behind(offset: u64, span: Span) -> Self {
        Self { start: offset + u64::from(span.start), end: offset + u64::from(span.end) }
    }
}

/// A related place as JSON shows it.
#[derive(Debug, Serialize)]
pub struct LocatedRelated<'a> {
    pub path: &'a str,
    #[serde(flatten)]
    pub bytes: Bytes,
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
    file: &'a FileFindings,
    index: &'a LineIndex,
    draft: &'a DraftFindings,
    sources: &'a dyn Sources,
) -> impl Iterator<Item = Located<'a>> {
    draft.findings.iter().map(move |finding| Located {
        path: &file.path,
        draft: draft.index,
        rule: &finding.rule,
        severity: finding.severity,
        message: &finding.message,
        bytes: Bytes::behind(file.at.offset, finding.span),
        lines: lines(index, &file.text, finding.span),
        fixes: fixes(finding, file.at.offset),
        related: related(file, index, finding, sources),
        url: finding.rule.url(),
    })
}

/// A finding's fixes, with places in the whole file.
fn fixes(finding: &Finding, offset: u64) -> Cow<'_, [Fix]> {
    if offset == 0 {
        return Cow::Borrowed(&finding.fixes);
    }
    // Edits reach as far as spans do: in files beyond 4 GiB their places end there.
    let behind = |at: u32| u32::try_from(offset + u64::from(at)).unwrap_or(u32::MAX);
    let mut fixes = finding.fixes.clone();
    for edit in fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
        edit.span = Span { start: behind(edit.span.start), end: behind(edit.span.end) };
    }
    Cow::Owned(fixes)
}

fn related<'a>(file: &'a FileFindings, index: &LineIndex, finding: &'a Finding, sources: &dyn Sources) -> Vec<LocatedRelated<'a>> {
    let place = |related: &'a Related| {
        let lines = related_lines(related, &file.text, index, sources);
        let own = if related.path.is_none() { file.at.offset } else { 0 };
        let offset = related.remembered.map_or(own, |remembered| remembered.offset);
        LocatedRelated {
            path: related.path.as_deref().unwrap_or(&file.path),
            bytes: Bytes::behind(offset, related.span),
            line: lines.line,
            column: lines.column,
            message: &related.message,
        }
    };
    finding.related.iter().map(place).collect()
}

/// The lines of a related place, which may stand in another file.
pub(super) fn related_lines(related: &Related, text: &str, index: &LineIndex, sources: &dyn Sources) -> Lines {
    if let Some(Remembered { start: LineColumn { line, column }, .. }) = related.remembered {
        return Lines { line, column, end_line: line, end_column: column };
    }
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
