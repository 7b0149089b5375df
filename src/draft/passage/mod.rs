//! A part of a file becomes a text, with the way back: which bytes of the file stand behind which bytes of the text,
//! and how a new piece of text is written there.

mod write;

use std::sync::Arc;

use super::lines::LineEnd;
use crate::text::Span;

/// How a text stands in its file, so that an edit can be written in the file's own way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// As it is.
    #[default]
    Verbatim,
    /// Each line behind `> `.
    Quoted,
    YamlPlain,
    YamlSingleQuoted,
    YamlDoubleQuoted,
    /// A literal block (`|`); its lines are indented by this many spaces.
    YamlBlock {
        indent: usize,
    },
    /// A folded block (`>`): a single line break is read as a space.
    YamlFolded {
        indent: usize,
    },
    Json,
    CsvField {
        delimiter: u8,
        quote: u8,
        quoted: bool,
    },
}

/// A text, decoded from a part of a file.
#[derive(Clone, Debug, Default)]
pub struct Passage {
    pub text: String,
    /// The file it stands in, where that is not the draft's own.
    pub path: Option<Arc<str>>,
    pub encoding: Encoding,
    /// (text offset, file offset) pairs, ascending; from each pair on, both advance alike until the next.
    /// As [`crate::yaml::Alignment`] builds them.
    pub(super) steps: Vec<(u32, u32)>,
    /// The bytes of the file that the whole passage covers, delimiters left out.
    pub span: Span,
    pub(super) line_end: LineEnd,
    /// Whether the passage covers more than one line of the file.
    pub(super) has_line_breaks: bool,
}

impl Passage {
    /// A text that stands in the file as it is, from `offset` on.
    #[must_use]
    pub fn verbatim(text: &str, offset: usize) -> Self {
        Self {
            text: text.to_owned(),
            path: None,
            encoding: Encoding::Verbatim,
            steps: vec![(0, Span::at(offset).start)],
            span: Span::new(offset, offset + text.len()),
            line_end: LineEnd::of(text),
            has_line_breaks: text.contains(['\n', '\r']),
        }
    }

    /// The bytes of the file behind bytes of the text. A span that ends with a line break reaches to where the next line's
    /// text starts, behind its `> ` or its indentation: so an edit there leaves no half of a line's frame.
    #[must_use]
    pub fn to_file(&self, span: Span) -> Span {
        let start = self.file_offset(span.start);
        let end = if span.is_empty() { start } else { self.file_offset(span.end) };
        Span { start, end: end.max(start) }
    }

    fn file_offset(&self, offset: u32) -> u32 {
        let index = self.steps.partition_point(|&(text, _)| text <= offset).saturating_sub(1);
        self.steps.get(index).map_or(offset, |&(text, file)| file.saturating_add(offset.saturating_sub(text)))
    }
}
