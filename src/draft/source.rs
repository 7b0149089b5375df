//! Bytes become text, with the way back: what is not UTF-8 is marked and read over.

use std::borrow::Cow;
use std::ops::Range;

use super::lines::LineEnd;
use super::{Encoding, Passage, Problem};
use crate::finding::Severity;
use crate::text::Span;
use crate::yaml::Alignment;

/// How far into a file a zero byte says that it is no text.
const BINARY_PREFIX: usize = 8 << 10;

/// A file's text.
pub(super) struct Source<'a> {
    pub(super) text: Cow<'a, str>,
    /// Where the writer's text begins: behind a byte order mark.
    pub(super) start: usize,
    /// Text offset to file offset, where bytes were replaced; empty where the text is the file.
    steps: Vec<(u32, u32)>,
    line_end: LineEnd,
}

impl<'a> Source<'a> {
    /// The text of a file, and a problem for each run of bytes that are none.
    ///
    /// # Errors
    /// A file that holds no text at all.
    pub(super) fn read(bytes: &'a [u8]) -> Result<(Self, Vec<Problem>), Problem> {
        refuse_binary(bytes)?;
        let mut problems = Vec::new();
        let (text, steps) = match std::str::from_utf8(bytes) {
            Ok(text) => (Cow::Borrowed(text), Vec::new()),
            Err(_) => {
                let (text, steps) = replace_bad_bytes(bytes, &mut problems);
                (Cow::Owned(text), steps)
            }
        };
        let start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        let line_end = LineEnd::of(&text);
        Ok((Self { text, start, steps, line_end }, problems))
    }

    /// The bytes of the file behind bytes of the text.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file_offset(range.start), self.file_offset(range.end))
    }

    /// A part of the text as it stands.
    pub(super) fn verbatim(&self, range: Range<usize>) -> Passage {
        let text = self.text[range.clone()].to_owned();
        let steps = vec![(0, Span::at(range.start).start)];
        self.passage(text, Encoding::Verbatim, steps, range)
    }

    /// A text that was decoded from a part of this one, with the steps that lead back into this one.
    pub(super) fn passage(&self, text: String, encoding: Encoding, steps: Vec<(u32, u32)>, range: Range<usize>) -> Passage {
        let line_count = self.text[range.clone()].bytes().any(|byte| matches!(byte, b'\n' | b'\r'));
        let steps = self.steps_to_file(&steps, text.len());
        Passage { text, path: None, encoding, steps, span: self.span(range), line_end: self.line_end, has_line_breaks: line_count }
    }

    fn file_offset(&self, offset: usize) -> usize {
        let index = self.steps.partition_point(|&(text, _)| text as usize <= offset);
        let Some(&(text, file)) = index.checked_sub(1).and_then(|index| self.steps.get(index)) else { return offset };
        file as usize + (offset - text as usize)
    }

    /// Steps into this text become steps into the file: each is led on, and where the text itself has a step, one is put between.
    fn steps_to_file(&self, inner: &[(u32, u32)], length: usize) -> Vec<(u32, u32)> {
        if self.steps.is_empty() {
            return inner.to_vec();
        }
        let mut out = Vec::new();
        for (index, &(text, source)) in inner.iter().enumerate() {
            // The end of the text has a place too.
            let next = inner.get(index + 1).map_or(Span::at(length + 1).start, |&(next, _)| next);
            out.push((text, Span::at(self.file_offset(source as usize)).start));
            let from = self.steps.partition_point(|&(at, _)| at <= source);
            let inside = self.steps[from..].iter().take_while(|&&(at, _)| at - source < next.saturating_sub(text));
            out.extend(inside.map(|&(at, file)| (text + (at - source), file)));
        }
        out
    }
}

fn refuse_binary(bytes: &[u8]) -> Result<(), Problem> {
    let problem = |start, end, message: &str| Problem {
        rule: "encoding",
        severity: Severity::Error,
        span: Span::new(start, end),
        message: message.to_owned(),
        hint: Some("save the file as UTF-8 text".to_owned()),
    };
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(problem(0, 2, "this file is saved as UTF-16, which is not read"));
    }
    match memchr::memchr(0, &bytes[..bytes.len().min(BINARY_PREFIX)]) {
        Some(at) => Err(problem(at, at + 1, "this file is no text: it holds a zero byte")),
        None => Ok(()),
    }
}

/// Each bad byte becomes U+FFFD; each run of them is one problem.
fn replace_bad_bytes(bytes: &[u8], problems: &mut Vec<Problem>) -> (String, Vec<(u32, u32)>) {
    let mut text = String::with_capacity(bytes.len() + 16);
    let mut alignment = Alignment::default();
    let mut at = 0;
    let mut bad = 0..0;
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid();
        text.push_str(valid);
        alignment.piece(valid.len(), at..at + valid.len());
        at += valid.len();
        if at > bad.end {
            report(bytes, bad, problems);
            bad = at..at;
        }
        for _ in chunk.invalid() {
            text.push(char::REPLACEMENT_CHARACTER);
            alignment.piece(char::REPLACEMENT_CHARACTER.len_utf8(), at..at + 1);
            at += 1;
        }
        bad.end = at;
    }
    report(bytes, bad, problems);
    (text, alignment.finish())
}

fn report(bytes: &[u8], bad: Range<usize>, problems: &mut Vec<Problem>) {
    let Some(run) = bytes.get(bad.clone()).filter(|run| !run.is_empty()) else { return };
    // Latin-1, which most files with such bytes are saved in, numbers its letters as Unicode does.
    let is_letter = |byte: &u8| *byte >= 0xC0 && !matches!(byte, 0xD7 | 0xF7);
    let message = if run.len() <= 4 && run.iter().all(is_letter) {
        format!("`{}` is not saved as UTF-8", run.iter().map(|&byte| char::from(byte)).collect::<String>())
    } else {
        "this is not UTF-8 text".to_owned()
    };
    problems.push(Problem {
        rule: "encoding",
        severity: Severity::Error,
        span: Span::new(bad.start, bad.end),
        message,
        hint: Some("save the file as UTF-8".to_owned()),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_bytes_are_reported_by_run_and_keep_the_rest_in_place() {
        let bytes = b"Gr\xFC\xDFe und gr\xFC\xC3 \xE2\x82.";
        let (source, problems) = Source::read(bytes).unwrap();
        assert_eq!(source.text, "Gr\u{FFFD}\u{FFFD}e und gr\u{FFFD}\u{FFFD} \u{FFFD}\u{FFFD}.");
        let found: Vec<(&str, &[u8])> = problems.iter().map(|p| (p.message.as_str(), &bytes[p.span.start()..p.span.end()])).collect();
        let expected: Vec<(&str, &[u8])> = vec![
            ("`üß` is not saved as UTF-8", b"\xFC\xDF"),
            ("`üÃ` is not saved as UTF-8", b"\xFC\xC3"),
            ("this is not UTF-8 text", b"\xE2\x82"),
        ];
        assert_eq!(found, expected);
        let at = source.text.find("und").unwrap();
        assert_eq!(source.span(at..at + 3), Span::new(6, 9));
        let passage = source.verbatim(2..source.text.len());
        let at = passage.text.find("gr").unwrap();
        assert_eq!(passage.to_file(Span::new(at, at + 2)), Span::new(10, 12));
        assert_eq!(passage.to_file(Span::new(0, 3)), Span::new(2, 3));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in [b"\xFF\xFEH\0".as_slice(), b"\xFE\xFF\0H", b"PNG\0\0"] {
            assert_eq!(Source::read(bytes).map(|_| ()).unwrap_err().rule, "encoding");
        }
    }
}
