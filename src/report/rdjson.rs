//! Reviewdog's diagnostics: one object, with suggestions that a reviewer can accept. Columns count bytes of UTF-8, from 1; ends are exclusive.
//! <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>

use std::io::{self, Write};

use serde::Serialize;

use super::{Context, FileFindings, Report, Summary, place};
use crate::finding::{Finding, Severity};
use crate::text::{LineIndex, Span};

#[derive(Default)]
pub(super) struct Rdjson {
    written: usize,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location<'a>,
    severity: &'a str,
    code: Code<'a>,
    suggestions: Vec<Suggestion>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
    url: String,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

impl Report for Rdjson {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"{\"source\":{\"name\":\"tonfall\",\"url\":\"https://tonfall.dev\"},\n\"diagnostics\":[")
    }

    fn file(&mut self, file: &FileFindings, _context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
        let index = file.lines();
        for finding in file.drafts.iter().flat_map(|draft| &draft.findings) {
            out.write_all(if self.written == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut *out, &diagnostic(file, finding, &index))?;
            self.written += 1;
        }
        Ok(())
    }

    fn finish(&mut self, _summary: &Summary, _context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\n]}\n")
    }
}

fn diagnostic<'a>(file: &'a FileFindings, finding: &'a Finding, index: &LineIndex) -> Diagnostic<'a> {
    let suggestions = finding.fixes.iter().filter_map(|fix| place::merged(fix, &file.text));
    Diagnostic {
        message: place::one_line(&finding.message),
        location: Location { path: &file.path, range: range(index, finding.span) },
        severity: match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "INFO",
        },
        code: Code { value: finding.rule.as_str(), url: finding.rule.url() },
        suggestions: suggestions.map(|edit| Suggestion { range: range(index, edit.span), text: edit.text }).collect(),
    }
}

fn range(index: &LineIndex, span: Span) -> Range {
    Range { start: position(index, span.start()), end: position(index, span.end()) }
}

fn position(index: &LineIndex, offset: usize) -> Position {
    let line = index.line(offset);
    let span = index.line_span(line).unwrap_or_default();
    let bytes = offset.min(span.end()).saturating_sub(span.start());
    Position { line, column: u32::try_from(bytes).unwrap_or(u32::MAX).saturating_add(1) }
}
