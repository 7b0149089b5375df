//! Findings become bytes: one file per output format, one slice that lists them. Lines and columns are made here and nowhere before.
//! Knows no file system: what it needs of a file comes with the findings.

mod checkstyle;
mod concise;
mod excerpt;
mod fingerprint;
mod full;
mod github;
mod gitlab;
mod html;
mod json;
mod jsonl;
mod junit;
mod markdown;
mod place;
mod rdjson;
mod sarif;
mod score;
#[cfg(test)]
mod tests;
mod words;
mod xml;

use std::io::{self, Write};
use std::sync::Arc;

pub use place::{Located, LocatedRelated, Sources};
pub use score::{Mean, Score};

use crate::draft::Kind;
use crate::finding::{Finding, Severity};
use crate::text::{Language, LineIndex, Span};

/// A draft's findings.
#[derive(Clone, Debug)]
pub struct DraftFindings {
    /// The number of the draft in its file, from 0.
    pub index: usize,
    /// The record's own id, where the format has one.
    pub id: Option<String>,
    pub about: About,
    pub findings: Vec<Finding>,
}

impl DraftFindings {
    /// How good the draft is.
    #[must_use]
    pub fn score(&self) -> Score {
        Score::of(&self.findings, self.about.words)
    }

    /// How many findings there are of a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

/// What a report may say of a draft beside its findings.
#[derive(Clone, Debug)]
pub struct About {
    pub kind: Kind,
    pub channel: Option<String>,
    /// Who wrote the draft: its `author`, else who signs it.
    pub author: Option<String>,
    pub language: Language,
    /// How many words the text to be published has, counted between white space.
    pub words: usize,
    /// Where the draft stands: the bytes of the file that are its own.
    pub span: Span,
    /// Where the text to be published stands in them.
    pub body: Span,
}

/// What was found in one file.
#[derive(Clone, Debug)]
pub struct FileFindings {
    /// As the report names it, with `/` between its parts.
    pub path: Arc<str>,
    /// The file's text, for lines and columns, as [`text_of`] makes it.
    pub text: Arc<str>,
    pub drafts: Vec<DraftFindings>,
    /// Where the text stands in the file: a large one comes in parts.
    pub at: At,
}

/// Where a part of a file stands in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct At {
    /// The bytes in front of it.
    pub offset: u64,
    /// The lines in front of it.
    pub lines: u32,
}

impl FileFindings {
    /// Whether the file holds more drafts than this one.
    #[must_use]
    pub fn holds_more_than(&self, draft: &DraftFindings) -> bool {
        self.drafts.len() > 1 || draft.index > 0 || self.at != At::default()
    }

    /// The lines of the text, counted as in the file.
    #[must_use]
    pub fn lines(&self) -> LineIndex {
        LineIndex::behind(&self.text, self.at.lines)
    }
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
    /// The mean of the drafts' scores.
    pub score: Mean,
    /// How many of the drafts are in German.
    #[serde(skip)]
    pub german: usize,
}

impl Summary {
    /// Adds what was found in a file.
    pub fn add(&mut self, file: &FileFindings) {
        self.files += usize::from(file.at == At::default());
        self.drafts += file.drafts.len();
        for draft in &file.drafts {
            self.score.add(draft.score());
            self.german += usize::from(draft.about.language == Language::De);
        }
        for finding in file.drafts.iter().flat_map(|draft| &draft.findings) {
            match finding.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Info => self.infos += 1,
            }
            self.fixable += usize::from(finding.fixes.iter().any(|fix| fix.applicability == crate::finding::Applicability::Safe));
        }
    }

    /// The language of most drafts, for the words of a report: German where there are as many of either.
    #[must_use]
    pub fn language(&self) -> Language {
        if self.german * 2 >= self.drafts { Language::De } else { Language::En }
    }

    /// How many findings there are.
    #[must_use]
    pub fn findings(&self) -> usize {
        self.errors + self.warnings + self.infos
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
    /// What the rules say of themselves.
    pub rules: &'a dyn Rules,
    /// The least severity that makes the run fail; `None` where nothing does.
    pub fails: Option<Severity>,
    /// The texts of other files, for related places in them.
    pub sources: &'a dyn Sources,
}

/// What is known of rules, by their ids.
pub trait Rules {
    /// What a rule says of itself; `None` where it has no file of its own.
    fn about(&self, rule: &str, language: Language) -> Option<RuleAbout>;
}

/// What a rule says of itself, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleAbout {
    /// One sentence.
    pub summary: String,
    /// Markdown.
    pub why: String,
    pub source: Option<String>,
    /// What the rule weighs where no config says otherwise.
    pub severity: Severity,
}

impl RuleAbout {
    /// The first sentence of the reason, in one line; empty where there is none.
    #[must_use]
    pub fn reason(&self) -> String {
        let mut line = self.why.split_whitespace().collect::<Vec<_>>().join(" ");
        line.truncate(line.find(". ").map_or(line.len(), |end| end + 1));
        line
    }
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
    Format { name: "github", about: "annotations of a GitHub workflow", make: || Box::new(github::Github) },
    Format { name: "gitlab", about: "a Code Quality report for GitLab", make: || Box::new(gitlab::Gitlab::default()) },
    Format { name: "junit", about: "JUnit XML: each draft is a test, which fails as the run does", make: || Box::new(junit::Junit) },
    Format { name: "checkstyle", about: "Checkstyle XML", make: || Box::new(checkstyle::Checkstyle) },
    Format { name: "sarif", about: "SARIF 2.1.0, for code scanning", make: || Box::new(sarif::Sarif::default()) },
    Format { name: "rdjson", about: "Reviewdog's diagnostics, with suggestions", make: || Box::new(rdjson::Rdjson::default()) },
    Format { name: "markdown", about: "a comment for a pull request", make: || Box::new(markdown::Markdown::default()) },
    Format {
        name: "html",
        about: "one page for the editor-in-chief: numbers, plots, every text with its marks",
        make: || Box::new(html::Html::default()),
    },
];

/// A file's bytes as a text in which every offset is that of the file: a byte that is no UTF-8 stands as a question mark.
#[must_use]
pub fn text_of(bytes: &[u8]) -> Arc<str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.into();
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(std::iter::repeat_n('?', chunk.invalid().len()));
    }
    text.into()
}

/// The format of a name.
#[must_use]
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}
