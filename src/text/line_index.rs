//! Offsets become lines and columns, and back. Knows no files and no UTF-16.

use memchr::memchr2_iter;

use super::Span;

/// A place as people count: both from 1, the column in characters (Unicode scalar values).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    pub line: u32,
    pub column: u32,
}

/// Where the lines of a text start. A line ends at LF, CRLF or a lone CR, as the language server protocol has it.
#[derive(Clone, Debug, Default)]
pub struct LineIndex {
    /// The lines without their breaks. There is at least one.
    lines: Vec<Span>,
    /// How many lines stand before the text, where it is a part of a larger one.
    before: u32,
}

impl LineIndex {
    /// Finds the lines of a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut lines = Vec::new();
        let mut start = 0;
        for at in memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\n' && at > 0 && bytes[at - 1] == b'\r' {
                start = at + 1;
                continue;
            }
            lines.push(Span::new(start, at));
            start = at + 1;
        }
        lines.push(Span::new(start, text.len()));
        Self { lines, before: 0 }
    }

    /// Finds the lines of a text that stands behind so many others: they are counted from there.
    #[must_use]
    pub fn behind(text: &str, before: u32) -> Self {
        Self { before, ..Self::new(text) }
    }

    /// How many lines there are; an empty text has one, and so has the place after a last line break.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// The bytes of a line, counted from 1, without its break.
    #[must_use]
    pub fn line_span(&self, line: u32) -> Option<Span> {
        self.lines.get(usize::try_from(line.checked_sub(self.before)?).ok()?.checked_sub(1)?).copied()
    }

    /// The line of an offset, counted from 1. Beyond the end it is the last one.
    #[must_use]
    pub fn line(&self, offset: usize) -> u32 {
        let offset = Span::at(offset).start;
        let line = self.lines.partition_point(|line| line.start <= offset).max(1);
        u32::try_from(line).unwrap_or(u32::MAX).saturating_add(self.before)
    }

    /// The place of an offset. An offset inside a character counts as its start, one inside a line break as the end of its line,
    /// one beyond the end as the end.
    #[must_use]
    pub fn line_column(&self, text: &str, offset: usize) -> LineColumn {
        let line = self.line(offset);
        let span = self.line_span(line).unwrap_or_default();
        let end = offset.min(span.end());
        let before = text.get(span.start()..span.end()).unwrap_or_default().char_indices();
        let before = before.take_while(|(at, c)| span.start() + at + c.len_utf8() <= end).count();
        LineColumn { line, column: u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1) }
    }

    /// The offset of a place; `None` where the text has no such line or the line no such column. The column after the last character is one.
    #[must_use]
    pub fn offset(&self, text: &str, place: LineColumn) -> Option<usize> {
        let span = self.line_span(place.line)?;
        let column = usize::try_from(place.column).ok()?.checked_sub(1)?;
        let line = text.get(span.start()..span.end())?;
        let starts = line.char_indices().map(|(at, _)| at).chain([line.len()]);
        starts.into_iter().nth(column).map(|at| span.start() + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Grüße\r\n👩‍👩‍👧 ja\rneu\n\u{2028}x\n";

    #[test]
    fn counts_lines_by_lf_crlf_and_cr() {
        let index = LineIndex::new(TEXT);
        let lines: Vec<&str> = (1..).map_while(|line| index.line_span(line)).map(|span| span.slice(TEXT)).collect();
        assert_eq!(lines, ["Grüße", "👩‍👩‍👧 ja", "neu", "\u{2028}x", ""]);
        assert_eq!(LineIndex::new("").line_count(), 1);
    }

    #[test]
    fn counts_columns_in_characters() {
        let index = LineIndex::new(TEXT);
        let at = |part: &str| index.line_column(TEXT, TEXT.find(part).expect("the part is in the text"));
        assert_eq!(at("ße"), LineColumn { line: 1, column: 4 });
        assert_eq!(at("ja"), LineColumn { line: 2, column: 7 });
        assert_eq!(at("x"), LineColumn { line: 4, column: 2 });
        assert_eq!(index.line_column(TEXT, 10_000), LineColumn { line: 5, column: 1 });
    }

    #[test]
    fn survives_offsets_that_are_no_places() {
        let index = LineIndex::new(TEXT);
        assert_eq!(index.line_column(TEXT, 3), LineColumn { line: 1, column: 3 }, "inside ü");
        assert_eq!(index.line_column(TEXT, "Grüße\r".len()), LineColumn { line: 1, column: 6 }, "inside CRLF");
        for place in [(0, 1), (1, 0), (1, 7), (9, 1)] {
            assert_eq!(index.offset(TEXT, LineColumn { line: place.0, column: place.1 }), None);
        }
    }

    #[test]
    fn goes_there_and_back() {
        let index = LineIndex::new(TEXT);
        for (offset, c) in TEXT.char_indices().filter(|&(_, c)| c != '\n') {
            assert_eq!(index.offset(TEXT, index.line_column(TEXT, offset)), Some(offset), "{c:?}");
        }
    }
}
