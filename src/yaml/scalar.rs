//! A scalar's value is laid beside the bytes it was written with: quotes, escapes, folds and indentation.
//! The value leads: where YAML's rules leave a choice, it tells how the source was read.

use super::{Alignment, Node, Style, Value};

/// The way from a scalar's value back to the source: pairs of (value offset, source offset), as [`Alignment`] builds them.
/// The line breaks at the end of a block scalar stand at the end of its content, so that removing them joins no lines.
/// Empty for a list or a map.
#[must_use]
pub fn value_steps(source: &str, node: &Node) -> Vec<(u32, u32)> {
    let Value::Scalar { text, style } = &node.value else { return Vec::new() };
    trace(source, node.span.start, text, *style).finish()
}

/// By how many spaces the lines of a block scalar are indented.
#[must_use]
pub fn block_indent(source: &str, node: &Node) -> usize {
    node.span.start.saturating_sub(line_start(source, node.span.start))
}

/// Lays a value beside its source, which starts at `start`: at the quote, or at a block's first character.
pub(super) fn trace(source: &str, start: usize, text: &str, style: Style) -> Alignment {
    let mut trace = Trace { source: source.as_bytes(), text: text.as_bytes(), at: start, done: 0, out: Alignment::default() };
    match style {
        Style::Plain => trace.flow(None),
        Style::SingleQuoted => {
            trace.at += 1;
            trace.flow(Some(b'\''));
        }
        Style::DoubleQuoted => {
            trace.at += 1;
            trace.flow(Some(b'"'));
        }
        Style::Literal | Style::Folded => trace.block(start - line_start(source, start).min(start)),
    }
    trace.take_rest();
    trace.out
}

struct Trace<'a> {
    source: &'a [u8],
    text: &'a [u8],
    /// The next byte of the source.
    at: usize,
    /// How much of the text has been placed.
    done: usize,
    out: Alignment,
}

impl Trace<'_> {
    fn peek(&self) -> Option<u8> {
        self.source.get(self.at).copied()
    }

    fn is_done(&self) -> bool {
        self.done >= self.text.len()
    }

    /// Places the next bytes of the text at the source up to `end`.
    fn place(&mut self, length: usize, end: usize) {
        let length = length.min(self.text.len() - self.done);
        self.out.piece(length, self.at..end);
        self.done += length;
        self.at = end;
    }

    /// Places as many bytes one to one as both sides agree on, up to `end`.
    fn copy(&mut self, end: usize) {
        let (left, right) = (&self.text[self.done..], &self.source[self.at..end.min(self.source.len())]);
        let same = left.iter().zip(right).take_while(|(a, b)| a == b).count();
        self.place(same, self.at + same);
    }

    /// What the source does not explain stands where the source ends.
    fn take_rest(&mut self) {
        while !self.is_done() {
            self.place(1, self.at);
        }
    }

    /// Plain and quoted scalars: lines are folded, their edges trimmed.
    fn flow(&mut self, quote: Option<u8>) {
        while !self.is_done() {
            let before = (self.done, self.at);
            match self.peek() {
                None => return,
                Some(b' ' | b'\t' | b'\r' | b'\n') => self.white_space(),
                Some(b'\'') if quote == Some(b'\'') => self.place(1, self.at + 2),
                Some(b'\\') if quote == Some(b'"') => self.escape(),
                Some(_) => self.copy(self.end_of_run(quote)),
            }
            if before == (self.done, self.at) {
                return;
            }
        }
    }

    fn end_of_run(&self, quote: Option<u8>) -> usize {
        let stops = |byte: &u8| {
            matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
                || (quote == Some(b'\'') && *byte == b'\'')
                || (quote == Some(b'"') && *byte == b'\\')
        };
        self.source[self.at..].iter().position(stops).map_or(self.source.len(), |length| self.at + length)
    }

    /// Blanks within a line stay; blanks around line breaks go, one break becomes a space, more become one break less.
    fn white_space(&mut self) {
        let after_blanks = skip_blanks(self.source, self.at);
        let mut ends = Vec::new();
        let mut at = after_blanks;
        while let Some(end) = line_break_end(self.source, at) {
            ends.push(end);
            at = skip_blanks(self.source, end);
        }
        match ends.len() {
            0 => self.copy(after_blanks),
            1 => self.place(1, at),
            count => {
                for &end in &ends[1..count - 1] {
                    self.place(1, end);
                }
                self.place(1, at);
            }
        }
    }

    fn escape(&mut self) {
        if let Some(end) = line_break_end(self.source, self.at + 1) {
            // A continued line: the break and the next line's indentation are no text, blank lines after it are.
            self.at = skip_blanks(self.source, end);
            while let Some(end) = line_break_end(self.source, self.at) {
                self.place(1, skip_blanks(self.source, end));
            }
            return;
        }
        let length = match self.source.get(self.at + 1) {
            Some(b'x') => 4,
            Some(b'u') => 6,
            Some(b'U') => 10,
            _ => 2,
        };
        self.place(char_length(self.text[self.done]), (self.at + length).min(self.source.len()));
    }

    /// Literal and folded blocks: each line behind its indentation.
    fn block(&mut self, indent: usize) {
        let content = self.text.iter().position(|&byte| byte != b'\n').unwrap_or(self.text.len());
        if content == self.text.len() {
            return;
        }
        self.leading_blank_lines(content);
        let trailing = self.text.iter().rev().take_while(|&&byte| byte == b'\n').count();
        let content_end = self.text.len() - trailing;
        while self.done < content_end {
            let line_end = self.source[self.at..].iter().position(|byte| matches!(byte, b'\r' | b'\n'));
            self.copy(line_end.map_or(self.source.len(), |length| self.at + length));
            if self.done >= content_end || !self.block_breaks(indent) {
                return;
            }
        }
    }

    /// The blank lines between a block's header and its first line of content, which is where the block's span starts.
    fn leading_blank_lines(&mut self, count: usize) {
        let first = self.at;
        let line = start_of_line(self.source, first);
        let mut starts: Vec<usize> =
            std::iter::successors(Some(line), |&line| Some(start_of_previous_line(self.source, line))).take(count + 1).collect();
        starts.reverse();
        for pair in starts.windows(2) {
            self.at = pair[0];
            self.place(1, pair[1]);
        }
        self.at = first;
    }

    /// The line breaks after a line of content, and the indentation of the next one. False where there is none.
    fn block_breaks(&mut self, indent: usize) -> bool {
        let mut breaks = Vec::new();
        let mut at = self.at;
        while let Some(end) = line_break_end(self.source, at) {
            breaks.push((at, end));
            at = end + self.source[end..].iter().take(indent).take_while(|&&byte| byte == b' ').count();
        }
        let newlines = self.text[self.done..].iter().take_while(|&&byte| byte == b'\n').count();
        match breaks.as_slice() {
            [] => return false,
            [(_, end)] if newlines == 0 => self.place(1, *end),
            [first, rest @ ..] if newlines <= rest.len() => {
                self.at = first.0;
                rest.iter().for_each(|&(_, end)| self.place(1, end));
            }
            all => {
                for &(start, end) in all {
                    self.at = start;
                    self.place(1, end);
                }
            }
        }
        self.at = at;
        true
    }
}

fn skip_blanks(source: &[u8], at: usize) -> usize {
    at + source.get(at..).unwrap_or_default().iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

/// The end of the line break at an offset: LF, CRLF or CR.
fn line_break_end(source: &[u8], at: usize) -> Option<usize> {
    match (source.get(at)?, source.get(at + 1)) {
        (b'\r', Some(b'\n')) => Some(at + 2),
        (b'\r' | b'\n', _) => Some(at + 1),
        _ => None,
    }
}

fn line_start(source: &str, at: usize) -> usize {
    start_of_line(source.as_bytes(), at)
}

fn start_of_line(source: &[u8], at: usize) -> usize {
    let before = &source[..at.min(source.len())];
    before.iter().rposition(|byte| matches!(byte, b'\r' | b'\n')).map_or(0, |index| index + 1)
}

fn start_of_previous_line(source: &[u8], line_start: usize) -> usize {
    let before = &source[..line_start];
    let end = before.strip_suffix(b"\r\n").or_else(|| before.strip_suffix(b"\n")).or_else(|| before.strip_suffix(b"\r"));
    end.map_or(0, |before| start_of_line(before, before.len()))
}

/// The length in bytes of the UTF-8 character that a byte leads.
fn char_length(lead: u8) -> usize {
    match lead {
        0x00..0x80 => 1,
        0x80..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}
