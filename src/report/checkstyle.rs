//! Checkstyle XML: a file with its errors, lines and columns from 1, columns in characters.

use std::io::{self, Write};

use super::xml::Escaped;
use super::{Context, FileFindings, Report, Summary, place};

pub(super) struct Checkstyle;

impl Report for Checkstyle {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        // The version is the format's own: the one that readers know.
        out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n")
    }

    fn file(&mut self, file: &FileFindings, _context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
        let index = file.lines();
        writeln!(out, "  <file name=\"{}\">", Escaped(&file.path))?;
        for finding in file.drafts.iter().flat_map(|draft| &draft.findings) {
            let start = index.line_column(&file.text, finding.span.start());
            let message = place::one_line(&finding.message);
            writeln!(
                out,
                "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"tonfall.{}\"/>",
                start.line,
                start.column,
                finding.severity,
                Escaped(&message),
                Escaped(finding.rule.as_str()),
            )?;
        }
        out.write_all(b"  </file>\n")
    }

    fn finish(&mut self, _summary: &Summary, _context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"</checkstyle>\n")
    }
}
