//! Annotations of a GitHub workflow: one command per finding on standard output, which GitHub shows at the line of a change.
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>

use std::fmt::{self, Write as _};
use std::io::{self, Write};

use super::{Context, FileFindings, Report, place};
use crate::finding::Severity;

pub(super) struct Github;

impl Report for Github {
    fn file(&mut self, file: &FileFindings, _context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
        let index = file.lines();
        for finding in file.drafts.iter().flat_map(|draft| &draft.findings) {
            let lines = place::lines(&index, &file.text, finding.span);
            let command = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "notice",
            };
            let rule = finding.rule.as_str();
            write!(out, "::{command} title={},file={}", Property(rule), Property(&file.path))?;
            write!(out, ",line={},endLine={}", lines.line, lines.end_line)?;
            // GitHub takes columns only where a finding stays on its line.
            if lines.line == lines.end_line {
                write!(out, ",col={},endColumn={}", lines.column, lines.end_column)?;
            }
            writeln!(out, "::{}", Data(&place::one_line(&finding.message)))?;
        }
        Ok(())
    }
}

/// What stands behind the second `::`.
struct Data<'a>(&'a str);

impl fmt::Display for Data<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escape(self.0, &['%', '\r', '\n'], f)
    }
}

/// The value of a property, which ends at a comma or a colon.
struct Property<'a>(&'a str);

impl fmt::Display for Property<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escape(self.0, &['%', '\r', '\n', ':', ','], f)
    }
}

fn escape(text: &str, special: &[char], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    text.chars().try_for_each(|c| if special.contains(&c) { write!(f, "%{:02X}", c as u32) } else { f.write_char(c) })
}
