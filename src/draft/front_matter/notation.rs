//! How the values of a record are written: what leads from a node's place to the bytes of the file, and back from a text into its quotes.

use std::ops::Range;

use crate::draft::source::Source;
use crate::draft::{Encoding, Passage, json, table};
use crate::text::Span;
use crate::yaml::{self, Node, Style};

/// The notation of a record, with what is needed to find its places.
#[derive(Clone, Copy, Debug)]
pub(in crate::draft) enum Notation<'a> {
    /// A part of the source, which starts at `offset`: nodes count from there.
    Yaml {
        text: &'a str,
        offset: usize,
    },
    Json,
    Csv {
        delimiter: u8,
        quote: u8,
    },
}

impl Notation<'_> {
    /// A node's bytes in the source.
    pub(in crate::draft) fn range(self, span: Range<usize>) -> Range<usize> {
        match self {
            Self::Yaml { offset, .. } => span.start + offset..span.end + offset,
            Self::Json | Self::Csv { .. } => span,
        }
    }
}

/// A scalar as a text with the way back to the bytes that it was written with.
pub(in crate::draft) fn passage(source: &Source, node: &Node, notation: Notation<'_>) -> Passage {
    let text = node.as_str().unwrap_or_default().to_owned();
    match notation {
        Notation::Yaml { text: yaml, offset } => of_yaml(source, node, yaml, offset, text),
        Notation::Json => {
            let inner = node.span.start + 1..node.span.end.saturating_sub(1).max(node.span.start + 1);
            source.passage(text, Encoding::Json, json::steps(&source.text, &node.span), inner)
        }
        Notation::Csv { delimiter, quote } => {
            let quoted = node.span.start.checked_sub(1).and_then(|at| source.text.as_bytes().get(at)) == Some(&quote);
            let steps = table::steps(&source.text, &node.span, quoted);
            source.passage(text, Encoding::CsvField { delimiter, quote, quoted }, steps, node.span.clone())
        }
    }
}

fn of_yaml(source: &Source, node: &Node, yaml: &str, offset: usize, text: String) -> Passage {
    let quote_length = usize::from(matches!(node.style(), Some(Style::SingleQuoted | Style::DoubleQuoted)));
    let indent = yaml::block_indent(yaml, node);
    let encoding = match node.style() {
        Some(Style::SingleQuoted) => Encoding::YamlSingleQuoted,
        Some(Style::DoubleQuoted) => Encoding::YamlDoubleQuoted,
        Some(Style::Literal) => Encoding::YamlBlock { indent },
        Some(Style::Folded) => Encoding::YamlFolded { indent },
        Some(Style::Plain) | None => Encoding::YamlPlain,
    };
    let range = node.span.start + quote_length + offset..node.span.end - quote_length + offset;
    let shifted = |(text, at): (u32, u32)| (text, Span::at(at as usize + offset).start);
    source.passage(text, encoding, yaml::value_steps(yaml, node).into_iter().map(shifted).collect(), range)
}
