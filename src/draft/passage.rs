//! A part of a file becomes a text, with the way back: which bytes of the file stand behind which bytes of the text,
//! and how a new piece of text is written there.

use std::sync::Arc;

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
    /// A block scalar; its lines are indented by this many spaces.
    YamlBlock {
        indent: usize,
    },
    Json,
    CsvField {
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
    pub(super) steps: Vec<(u32, u32)>,
    /// The bytes of the file that the whole passage covers, delimiters left out.
    pub span: Span,
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
        }
    }

    /// The bytes of the file behind bytes of the text.
    #[must_use]
    pub fn to_file(&self, span: Span) -> Span {
        let map = |offset: u32| {
            let index = self.steps.partition_point(|&(text, _)| text <= offset).saturating_sub(1);
            self.steps.get(index).map_or(offset, |&(text, file)| file + (offset - text))
        };
        let (start, end) = (map(span.start), if span.is_empty() { map(span.start) } else { map(span.end - 1) + 1 });
        Span { start, end: end.max(start) }
    }
}
impl Passage {
    pub fn encode(&self, replacement: &str, _at: Span) -> String { replacement.to_owned() }
}
