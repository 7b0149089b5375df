//! `JUnit` XML: a file is a suite, a draft a test. A draft fails where it has a finding that makes the run fail; what else was found in it is its output.

use std::io::{self, Write};

use super::xml::Escaped;
use super::{Context, DraftFindings, FileFindings, Report, Summary, place};
use crate::finding::Finding;
use crate::text::LineIndex;

pub(super) struct Junit;

impl Report for Junit {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"tonfall\">\n")
    }

    fn file(&mut self, file: &FileFindings, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
        let index = file.lines();
        let failures = file.drafts.iter().filter(|draft| draft.findings.iter().any(|finding| fails(finding, context))).count();
        let (path, tests) = (Escaped(&file.path), file.drafts.len());
        writeln!(out, "  <testsuite name=\"{path}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\" time=\"0\">")?;
        for draft in &file.drafts {
            test(file, draft, &index, context, out)?;
        }
        out.write_all(b"  </testsuite>\n")
    }

    fn finish(&mut self, _summary: &Summary, _context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"</testsuites>\n")
    }
}

fn fails(finding: &Finding, context: &Context<'_>) -> bool {
    context.fails.is_some_and(|least| finding.severity >= least)
}

fn test(file: &FileFindings, draft: &DraftFindings, index: &LineIndex, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (bad, rest): (Vec<_>, Vec<_>) = draft.findings.iter().partition(|finding| fails(finding, context));
    let number = if file.holds_more_than(draft) { format!(" #{}", draft.index + 1) } else { String::new() };
    let name = draft.id.clone().unwrap_or_else(|| format!("{}{number}", file.path));
    let channel = draft.about.channel.as_deref().unwrap_or("draft");
    // What draft it is comes before what it is like: readers sort by class and name.
    write!(out, "    <testcase name=\"{}\" classname=\"tonfall.{}\" time=\"0\"", Escaped(&name), Escaped(channel))?;
    if draft.findings.is_empty() {
        return out.write_all(b"/>\n");
    }
    out.write_all(b">\n")?;
    if let Some(first) = bad.first() {
        let message = place::one_line(&first.message);
        let more = if bad.len() > 1 { format!(" (+{})", bad.len() - 1) } else { String::new() };
        writeln!(
            out,
            "      <failure type=\"{}\" message=\"{}{more}\">{}</failure>",
            Escaped(first.rule.as_str()),
            Escaped(&message),
            Escaped(&listed(file, &bad, index))
        )?;
    }
    if !rest.is_empty() {
        writeln!(out, "      <system-out>{}</system-out>", Escaped(&listed(file, &rest, index)))?;
    }
    out.write_all(b"    </testcase>\n")
}

/// Findings, each on a line of its own.
fn listed(file: &FileFindings, findings: &[&Finding], index: &LineIndex) -> String {
    let line = |finding: &&Finding| {
        let start = index.line_column(&file.text, finding.span.start());
        let message = place::one_line(&finding.message);
        format!("{}:{}:{}: {}[{}]: {message}", file.path, start.line, start.column, finding.severity, finding.rule)
    };
    findings.iter().map(line).collect::<Vec<_>>().join("\n")
}
