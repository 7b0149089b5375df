//! One line per finding: `path:line:column: severity[rule]: message`.

use std::io::{self, Write};

use super::{Context, FileFindings, Report, place};

pub(super) struct Concise;

impl Report for Concise {
    fn file(&mut self, file: &FileFindings, _context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
        let index = file.lines();
        for finding in file.drafts.iter().flat_map(|draft| &draft.findings) {
            let start = index.line_column(&file.text, finding.span.start());
            let message = place::one_line(&finding.message);
            writeln!(out, "{}:{}:{}: {}[{}]: {message}", file.path, start.line, start.column, finding.severity, finding.rule)?;
        }
        Ok(())
    }
}
