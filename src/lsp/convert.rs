//! Bytes become the protocol's positions, and back, in the encoding that client and server have agreed on. The one place that knows positions.
//!
//! A position that the text does not have is moved to the nearest one before it: clients are a keystroke ahead of us, never wrong on purpose.

use tower_lsp::lsp_types::{Position, PositionEncodingKind, Range};

use crate::text::{LineIndex, Span};

/// What a position's `character` counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    /// What holds where nothing was agreed.
    #[default]
    Utf16,
    Utf32,
}

impl Encoding {
    /// Bytes where the client can count them, for that costs nothing; else what it likes best among what we know.
    pub(super) fn negotiate(offered: &[PositionEncodingKind]) -> Self {
        let known = |kind: &PositionEncodingKind| match kind.as_str() {
            "utf-8" => Some(Self::Utf8),
            "utf-16" => Some(Self::Utf16),
            "utf-32" => Some(Self::Utf32),
            _ => None,
        };
        let known: Vec<Self> = offered.iter().filter_map(known).collect();
        if known.contains(&Self::Utf8) { Self::Utf8 } else { known.first().copied().unwrap_or_default() }
    }

    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    fn units(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }

    fn length(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            _ if text.is_ascii() => text.len(),
            _ => text.chars().map(|c| self.units(c)).sum(),
        }
    }

    /// The bytes of `line` before its unit number `units`: a unit inside a character counts as its start, one beyond the end as the end.
    fn bytes(self, line: &str, units: usize) -> usize {
        let mut seen = 0;
        for (at, c) in line.char_indices() {
            seen += self.units(c);
            if seen > units {
                return at;
            }
        }
        line.len()
    }
}

/// A text whose bytes are to be converted.
#[derive(Clone, Copy)]
pub(super) struct Places<'a> {
    pub(super) text: &'a str,
    pub(super) lines: &'a LineIndex,
    pub(super) encoding: Encoding,
}

impl Places<'_> {
    /// The position of a byte; inside a character it is that of the character, inside a line break that of the line's end.
    pub(super) fn position(&self, offset: usize) -> Position {
        let line = self.lines.line(offset);
        let span = self.lines.line_span(line).unwrap_or_default();
        let mut end = offset.clamp(span.start(), span.end());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = Span::new(span.start(), end).slice(self.text);
        Position::new(line.saturating_sub(1), number(self.encoding.length(before)))
    }

    pub(super) fn range(&self, span: Span) -> Range {
        Range::new(self.position(span.start()), self.position(span.end()))
    }

    /// The byte of a position.
    pub(super) fn offset(&self, position: Position) -> usize {
        let Some(line) = self.lines.line_span(position.line.saturating_add(1)) else { return self.text.len() };
        line.start() + self.encoding.bytes(line.slice(self.text), position.character as usize)
    }

    /// The bytes of a range, whichever of its ends comes first.
    pub(super) fn span(&self, range: Range) -> Span {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        Span::new(start.min(end), start.max(end))
    }
}

/// A count as the protocol writes it.
pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Grüße\r\n👩‍👩‍👧 ja\rneu\n\u{2028}👍🏽x\n";

    fn at(encoding: Encoding, part: &str) -> (u32, u32) {
        let lines = LineIndex::new(TEXT);
        let position = Places { text: TEXT, lines: &lines, encoding }.position(TEXT.find(part).unwrap());
        (position.line, position.character)
    }

    #[test]
    fn columns_are_counted_as_agreed() {
        use Encoding::{Utf8, Utf16, Utf32};
        assert_eq!([Utf8, Utf16, Utf32].map(|encoding| at(encoding, "e\r")), [(0, 6), (0, 4), (0, 4)]);
        assert_eq!([Utf8, Utf16, Utf32].map(|encoding| at(encoding, "ja")), [(1, 19), (1, 9), (1, 6)]);
        assert_eq!([Utf8, Utf16, Utf32].map(|encoding| at(encoding, "x")), [(3, 11), (3, 5), (3, 3)]);
    }

    #[test]
    fn what_the_text_does_not_have_is_moved_before_it() {
        let lines = LineIndex::new(TEXT);
        let places = Places { text: TEXT, lines: &lines, encoding: Encoding::Utf16 };
        assert_eq!(places.offset(Position::new(0, 99)), "Grüße".len());
        assert_eq!(places.offset(Position::new(1, 1)), "Grüße\r\n".len(), "inside a surrogate pair");
        assert_eq!(places.offset(Position::new(99, 0)), TEXT.len());
        assert_eq!(places.position(3), Position::new(0, 2), "inside ü");
        assert_eq!(places.position(9999), places.position(TEXT.len()));
        assert_eq!(places.span(Range::new(Position::new(0, 3), Position::new(0, 1))), Span::new(1, 4));
    }

    #[test]
    fn bytes_are_preferred_and_utf16_needs_no_agreement() {
        let kinds = |names: &[&'static str]| names.iter().map(|name| PositionEncodingKind::new(name)).collect::<Vec<_>>();
        assert_eq!(Encoding::negotiate(&kinds(&["utf-16", "utf-8"])), Encoding::Utf8);
        assert_eq!(Encoding::negotiate(&kinds(&["utf-7", "utf-32", "utf-16"])), Encoding::Utf32);
        assert_eq!(Encoding::negotiate(&[]), Encoding::Utf16);
    }
}
