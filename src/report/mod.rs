//! Findings become bytes: one file per output format, one slice that lists them. Lines and columns are made here and nowhere before.
//! Knows no file system: what it needs of a file comes with the findings.

mod concise;
mod full;
mod json;
mod jsonl;
mod place;

use std::io::{self, Write};
use std::sync::Arc;

pub use place::{Located, LocatedRelated, Sources};

use crate::finding::{Finding, Severity};

/// A draft's findings.
#[derive(Clone, Debug)]
pub struct DraftFindings {
    /// The number of the draft in its file, from 0.
    pub index: usize,
    /// The record's own id, where the format has one.
    pub id: Option<String>,
    pub findings: Vec<Finding>,
}

/// What was found in one file.
#[derive(Clone, Debug)]
pub struct FileFindings {
    /// As the report names it, with `/` between its parts.
    pub path: Arc<str>,
    /// The file's text, for lines and columns; bytes that are no UTF-8 stand as they were decoded.
    pub text: Arc<str>,
    pub drafts: Vec<DraftFindings>,
}

/// The sums that a report ends with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    pub files: usize,
    pub drafts: usize,
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
    /// Findings with a fix that may be applied without looking.
    pub fixable: usize,
}

impl Summary {
    /// Adds what was found in a file.
    pub fn add(&mut self, file: &FileFindings) {
        self.files += 1;
        self.drafts += file.drafts.len();
        for finding in file.drafts.iter().flat_map(|draft| &draft.findings) {
            match finding.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Info => self.infos += 1,
            }
            self.fixable += usize::from(finding.fixes.iter().any(|fix| fix.applicability == crate::finding::Applicability::Safe));
        }
    }

    /// Whether there is a finding of at least this severity.
    #[must_use]
    pub fn reaches(&self, severity: Severity) -> bool {
        match severity {
            Severity::Error => self.errors > 0,
            Severity::Warning => self.errors + self.warnings > 0,
            Severity::Info => self.errors + self.warnings + self.infos > 0,
        }
    }
}

/// What a report may know beside the findings.
pub struct Context<'a> {
    /// Where colours are wanted.
    pub colour: Colour,
    /// One line on why a rule is there, in the language of the finding's draft; `None` where nobody knows.
    pub why: &'a dyn Fn(&str) -> Option<String>,
    /// The texts of other files, for related places in them.
    pub sources: &'a dyn Sources,
}

/// Whether a report for people is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    Plain,
    Ansi,
}

/// A report that is being written. Files come in the order in which they are shown; nothing is kept that was written.
pub trait Report {
    /// # Errors
    /// The output cannot be written to.
    fn start(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// # Errors
    /// The output cannot be written to.
    fn file(&mut self, file: &FileFindings, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()>;

    /// # Errors
    /// The output cannot be written to.
    fn finish(&mut self, _summary: &Summary, _context: &Context<'_>, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// An output format.
pub struct Format {
    /// What `--format` calls it.
    pub name: &'static str,
    pub about: &'static str,
    pub make: fn() -> Box<dyn Report>,
}

/// Every output format.
pub static FORMATS: &[Format] = &[
    Format {
        name: "full",
        about: "for people: the line, the place in it, the reason, what to do",
        make: || Box::new(full::Full::default()),
    },
    Format {
        name: "concise",
        about: "one line per finding: path:line:column: severity[rule]: message",
        make: || Box::new(concise::Concise),
    },
    Format { name: "json", about: "one object with every finding, for programs", make: || Box::new(json::Json::default()) },
    Format { name: "jsonl", about: "one object per draft, in the order of the input", make: || Box::new(jsonl::JsonLines) },
];

/// The format of a name.
#[must_use]
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// Where a rule is explained.
#[must_use]
pub fn rule_url(rule: &str) -> String {
    format!("https://tonfall.dev/rules/{rule}")
}
