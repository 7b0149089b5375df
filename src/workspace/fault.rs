//! What keeps Tonfall from its work: paths that cannot be read, configs that cannot be used. In the words of people.

use std::io;
use std::path::{Path, PathBuf};

use super::paths::display;
use crate::text::{LineColumn, LineIndex, Span};
use crate::yaml::Problem;

/// A file or folder that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{}: {reason}", display(path))]
pub struct PathFault {
    pub path: PathBuf,
    pub reason: String,
}

impl PathFault {
    pub(super) fn new(path: &Path, error: &io::Error) -> Self {
        Self { path: path.to_owned(), reason: reason(error) }
    }
}

/// A fault in a config, or in a file that a config names.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}:{}:{}: {message}", display(path), place.line, place.column)]
pub struct ConfigFault {
    pub path: PathBuf,
    /// Bytes of the file.
    pub span: Span,
    /// Where the span starts.
    pub place: LineColumn,
    pub message: String,
    /// What to do about it, where that is known.
    pub hint: Option<String>,
}

impl ConfigFault {
    pub(super) fn new(path: &Path, text: &str, problem: Problem) -> Self {
        let place = LineIndex::new(text).line_column(text, problem.span.start);
        let span = Span::new(problem.span.start, problem.span.end);
        Self { path: path.to_owned(), span, place, message: problem.message, hint: problem.hint }
    }
}

impl ConfigFault {
    /// A fault of a file as a whole.
    pub(super) fn whole(path: &Path, message: &str) -> Self {
        Self::new(path, "", Problem { span: 0..0, message: message.to_owned(), hint: None })
    }
}

/// The operating system's words in those of people.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "it may not be read: permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder, not a file".to_owned(),
        io::ErrorKind::NotADirectory => "a part of the path is a file, not a folder".to_owned(),
        // Raised by `files`, in words for people.
        io::ErrorKind::InvalidInput | io::ErrorKind::FileTooLarge => error.to_string(),
        _ => format!("it cannot be read: {error}"),
    }
}
