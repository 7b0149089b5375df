//! One JSON object per draft, in the order of the input, also where a draft has no finding.

use std::io::{self, Write};

use serde::Serialize;

use super::{Context, FileFindings, Report, Score, place};

pub(super) struct JsonLines;

#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    draft: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    score: Score,
    findings: Vec<place::Located<'a>>,
}

impl Report for JsonLines {
    fn file(&mut self, file: &FileFindings, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
        let index = file.lines();
        for draft in &file.drafts {
            let findings = place::locate(file, &index, draft, context.sources).collect();
            let line = Line { path: &file.path, draft: draft.index, id: draft.id.as_deref(), score: draft.score(), findings };
            serde_json::to_writer(&mut *out, &line)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}
