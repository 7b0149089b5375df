//! "Allow this here": the exception that a writer states in the draft, with a reason to be filled in.

use tower_lsp::lsp_types::{Position, Range};

use super::super::analysis::Drafts;
use super::super::convert::number;
use super::super::session::Buffer;
use super::super::setup::Setup;
use super::yaml_write::{Written, write};
use crate::draft::{Draft, Encoding};
use crate::finding::{Edit, Finding};
use crate::text::{Language, Span};

/// An exception, and where its reason will stand.
pub(super) struct Suppression {
    pub(super) edit: Edit,
    pub(super) reason: Option<Range>,
}

/// The edit that allows a finding where it stands: a comment on the line above it, or an entry in the front matter.
pub(super) fn edit(buffer: &Buffer, drafts: &Drafts, draft: usize, finding: &Finding, setup: &Setup) -> Option<Suppression> {
    let language = setup.language(drafts.language(draft));
    let draft = drafts.source.drafts.get(draft)?;
    let is_plain = draft.body.encoding == Encoding::Verbatim && draft.body.path.is_none();
    if is_plain && finding.span.start >= draft.body.span.start && !draft.body.text.is_empty() {
        return Some(comment(buffer, finding, language));
    }
    let (yaml, offset) = front_matter(&buffer.document.text, draft)?;
    let mut edit = write(yaml, &["tonfall", "disable"], &Written::Entry(finding.rule.as_str()))?;
    edit.span = edit.span.shifted(offset);
    Some(Suppression { edit, reason: None })
}

fn comment(buffer: &Buffer, finding: &Finding, language: Language) -> Suppression {
    let document = &buffer.document;
    let line = document.lines.line(finding.span.start());
    let span = document.lines.line_span(line).unwrap_or_default();
    let text = span.slice(&document.text);
    let indent: String = text.chars().take_while(|c| matches!(c, ' ' | '\t')).collect();
    let reason = if language == Language::De { "Grund" } else { "reason" };
    let before = format!("{indent}<!-- tonfall-disable-next-line {}: ", finding.rule);
    let line_end = if document.text.contains("\r\n") { "\r\n" } else { "\n" };
    let start = Position::new(line.saturating_sub(1), number(before.len()));
    let end = Position::new(start.line, start.character + number(reason.len()));
    let edit = Edit { span: Span::at(span.start()), text: format!("{before}{reason} -->{line_end}") };
    // What is written there is ASCII, which counts alike in every encoding.
    Suppression { edit, reason: Some(Range::new(start, end)) }
}

/// The YAML between a draft's fences, and where it starts. `None` without both fences.
pub(super) fn front_matter<'a>(text: &'a str, draft: &Draft) -> Option<(&'a str, usize)> {
    let whole = draft.front.span?;
    let inner = whole.slice(text);
    let start = inner.find(['\n', '\r'])?;
    let start = start + if inner[start..].starts_with("\r\n") { 2 } else { 1 };
    let end = inner.strip_suffix("---").or_else(|| inner.strip_suffix("...")).map(str::len)?;
    Some((inner.get(start..end)?, whole.start() + start))
}
