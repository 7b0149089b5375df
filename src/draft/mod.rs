//! Bytes become drafts: front matter, complaint, body, each with the way back to the bytes of the file.
//! Never fails: what is wrong with a file becomes problems beside its drafts. Reads no files itself.

mod bulk;
mod calendar;
mod format;
mod front_matter;
mod json;
mod jsonl;
mod layout;
mod lines;
mod markdown;
mod passage;
mod quote;
mod record;
mod source;
mod table;
#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use bulk::Bulk;
pub use format::Format;
pub use front_matter::{
    Address, Audience, ComplaintFile, Field, FrontMatter, FrontMatterFile, Media, MediaFile, Moment, RuleSetting, TonfallFile, is_draft,
};
pub use layout::{KEYS, Layout};
pub use passage::{Encoding, Passage};

use crate::text::{Language, Span};

/// What a draft is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Starts a conversation.
    Post,
    /// Answers a customer.
    Reply,
}

/// How much weight a problem of a draft file has, and what it is called: problems are findings with rule ids of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// `front-matter`, `encoding`, `complaint-file` …: a finding's rule id.
    pub rule: &'static str,
    pub severity: crate::finding::Severity,
    /// Bytes of the file.
    pub span: Span,
    pub message: String,
    pub hint: Option<String>,
}

/// The customer's message that a reply answers.
#[derive(Clone, Debug, Default)]
pub struct Complaint {
    pub author: Option<Field<String>>,
    pub handle: Option<Field<String>>,
    /// `Herr`, `Frau`, `Dr.`, `Mrs`: as the project's records have it, never guessed.
    pub title: Option<Field<String>>,
    /// 1 to 5.
    pub rating: Option<Field<u8>>,
    /// The message itself.
    pub message: Passage,
    /// `complaint.file`, as it stands there: a path that the workspace resolves and puts into `message`.
    pub file: Option<Field<String>>,
}

impl Complaint {
    /// Puts the text of the file that `file` names into the message. Its places are bytes of that file.
    pub fn attach(&mut self, text: &str, path: Arc<str>) {
        let start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        let range = lines::trimmed(text, start..text.len());
        self.message = Passage { path: Some(path), ..Passage::verbatim(&text[range.clone()], range.start) };
    }

    /// What this complaint says, and what another adds to it.
    fn or(self, other: Self) -> Self {
        Self {
            author: self.author.or(other.author),
            handle: self.handle.or(other.handle),
            title: self.title.or(other.title),
            rating: self.rating.or(other.rating),
            message: if self.message.text.is_empty() { other.message } else { self.message },
            file: self.file.or(other.file),
        }
    }
}

/// One post or reply, before it is published.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The number of the draft in its file, from 0.
    pub index: usize,
    /// The `id` of a record in a bulk format, to be given back.
    pub id: Option<String>,
    pub kind: Kind,
    /// The language that the front matter states.
    pub stated_language: Option<Language>,
    pub front: FrontMatter,
    pub complaint: Option<Complaint>,
    /// The text to be published.
    pub body: Passage,
    pub problems: Vec<Problem>,
}

impl Draft {
    /// What stands for a file that cannot be read at all.
    fn unreadable(problem: Problem) -> Self {
        Self {
            index: 0,
            id: None,
            kind: Kind::Post,
            stated_language: None,
            front: FrontMatter::default(),
            complaint: None,
            body: Passage::default(),
            problems: vec![problem],
        }
    }

    /// The channel that the front matter names.
    #[must_use]
    pub fn channel(&self) -> Option<&str> {
        self.front.channel.as_ref().map(|field| field.value.as_str())
    }
}

/// The layout of a well-known tool's tables.
#[must_use]
pub fn preset(name: &str) -> Option<Layout> {
    table::preset(name)
}

/// The names of well-known tools.
pub fn presets() -> impl Iterator<Item = &'static str> {
    table::presets()
}

/// Reads every draft of a file, laid out as its keys and columns say.
///
/// Bytes that are not UTF-8 are a problem, with the text read as far as it goes (each bad byte as U+FFFD, so that spans stay right).
/// A body has neither blank lines in front nor white space behind: what a channel would drop. In bulk formats it stands as it is.
#[must_use]
pub fn read(bytes: &[u8], format: Format) -> Vec<Draft> {
    read_as(bytes, format, &Layout::default())
}

/// As [`read`], laid out as somebody says.
#[must_use]
pub fn read_as(bytes: &[u8], format: Format, layout: &Layout) -> Vec<Draft> {
    match Bulk::new(format, layout, bytes) {
        Some(bulk) => bulk.read_first(bytes),
        None => markdown::read(bytes),
    }
}

/// A file that holds drafts, with its bytes.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// As findings name it, with `/` between its parts.
    pub path: Arc<str>,
    pub bytes: Arc<[u8]>,
}
