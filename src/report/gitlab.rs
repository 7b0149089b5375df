//! A Code Quality report for GitLab: an array of issues, as `artifacts:reports:codequality` takes it.
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use std::io::{self, Write};

use serde::Serialize;

use super::fingerprint::{Alike, Fingerprints};
use super::{Context, FileFindings, Report, Summary, place};
use crate::finding::Severity;

#[derive(Default)]
pub(super) struct Gitlab {
    written: usize,
    alike: Alike,
}

#[derive(Serialize)]
struct Issue<'a> {
    r#type: &'a str,
    description: String,
    check_name: &'a str,
    categories: [&'a str; 1],
    fingerprint: String,
    severity: &'a str,
    location: Location<'a>,
    content: Content,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

#[derive(Serialize)]
struct Content {
    body: String,
}

impl Report for Gitlab {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn file(&mut self, file: &FileFindings, _context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
        let index = file.lines();
        let mut fingerprints = Fingerprints::new(file, &index, &mut self.alike);
        for finding in file.drafts.iter().flat_map(|draft| &draft.findings) {
            let lines = place::lines(&index, &file.text, finding.span);
            let issue = Issue {
                r#type: "issue",
                description: place::one_line(&finding.message),
                check_name: finding.rule.as_str(),
                categories: ["Style"],
                fingerprint: fingerprints.next(finding),
                severity: match finding.severity {
                    Severity::Error => "critical",
                    Severity::Warning => "minor",
                    Severity::Info => "info",
                },
                location: Location { path: &file.path, lines: Lines { begin: lines.line, end: lines.end_line } },
                content: Content { body: finding.rule.url() },
            };
            out.write_all(if self.written == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut *out, &issue)?;
            self.written += 1;
        }
        Ok(())
    }

    fn finish(&mut self, _summary: &Summary, _context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\n]\n")
    }
}
