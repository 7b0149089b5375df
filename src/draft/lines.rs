//! A text becomes lines that know their bytes. A line ends at LF, CRLF or a lone CR, as everywhere in Tonfall.

use std::ops::Range;

/// A line: its content without the break, and where the next line starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) content: Range<usize>,
    pub(super) next: usize,
}

/// How a file ends its lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum LineEnd {
    #[default]
    Lf,
    CrLf,
    Cr,
}

impl LineEnd {
    /// As the first line of a text ends.
    pub(super) fn of(text: &str) -> Self {
        match text.find(['\n', '\r']).map(|index| &text.as_bytes()[index..]) {
            Some([b'\r', b'\n', ..]) => Self::CrLf,
            Some([b'\r', ..]) => Self::Cr,
            _ => Self::Lf,
        }
    }

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Lf => "\n",
            Self::CrLf => "\r\n",
            Self::Cr => "\r",
        }
    }
}

/// The lines of a text from a byte on. A text that ends in a line break has no empty line behind it.
pub(super) fn lines(text: &str, from: usize) -> impl Iterator<Item = Line> + '_ {
    let bytes = text.as_bytes();
    let mut at = from;
    std::iter::from_fn(move || {
        let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
        let start = at;
        let end = memchr::memchr2(b'\n', b'\r', rest).map_or(bytes.len(), |index| at + index);
        at = match bytes.get(end..) {
            Some([b'\r', b'\n', ..]) => end + 2,
            Some([]) | None => end,
            Some(_) => end + 1,
        };
        Some(Line { content: start..end, next: at })
    })
}

/// A range without the blank lines in front and the white space behind; empty ranges end where they start.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let end = range.start + text[range.clone()].trim_end().len();
    let first = lines(&text[..end], range.start).find(|line| !text[line.content.clone()].trim().is_empty());
    first.map_or(range.start..range.start, |line| line.content.start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_break_ends_a_line() {
        let text = "a\nb\r\nc\rd";
        let found: Vec<&str> = lines(text, 0).map(|line| &text[line.content]).collect();
        assert_eq!(found, ["a", "b", "c", "d"]);
        assert_eq!(lines("a\n", 0).count(), 1);
        assert_eq!(lines("\n\n", 0).count(), 2);
    }

    #[test]
    fn trimming_keeps_the_indentation_of_the_first_line() {
        let text = "x\n \n  a\nb \n\n";
        assert_eq!(&text[trimmed(text, 1..text.len())], "  a\nb");
        assert_eq!(trimmed("x  \n", 1..4), 1..1);
    }
}
