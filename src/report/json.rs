//! One JSON object with every finding, written as the findings come (version 1).

use std::io::{self, Write};

use super::{Context, FileFindings, Report, Summary, place};

#[derive(Default)]
pub(super) struct Json {
    written: usize,
}

impl Report for Json {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"{\"version\":1,\n\"findings\":[")
    }

    fn file(&mut self, file: &FileFindings, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
        let index = file.lines();
        for draft in &file.drafts {
            for finding in place::locate(file, &index, draft, context.sources) {
                out.write_all(if self.written == 0 { b"\n" } else { b",\n" })?;
                serde_json::to_writer(&mut *out, &finding)?;
                self.written += 1;
            }
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, _context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\n],\n\"summary\":")?;
        serde_json::to_writer(&mut *out, summary)?;
        out.write_all(b"}\n")
    }
}
