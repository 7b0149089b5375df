//! A file of many drafts is checked part by part, as it is read: whatever its size, only a few parts are in memory.

use std::io::{self, Read};

use rayon::prelude::*;

use super::checker::{Checked, Checker};
use super::progress::Progress;
use crate::draft::Bulk;
use crate::report::At;
use crate::workspace::{Files, Found, MAX_BYTES, Stream, display, form_of};

/// How large a part is: enough records to be worth a thread's while.
const PART: usize = 256 << 10;

/// Parts per thread that are read before they are checked.
const AHEAD: usize = 2;

/// Whether a file can be read part by part.
pub(super) fn is_streamed(found: &Found) -> bool {
    form_of(found).0.is_streamed()
}

/// Checks a file part by part, many at once, and hands on what was found in their order.
pub(super) fn check(
    checker: &Checker,
    found: &Found,
    files: &dyn Files,
    with: &mut impl FnMut(Vec<Result<Checked, String>>) -> io::Result<()>,
) -> io::Result<()> {
    let fault = |error: &io::Error| Err(format!("{}: it cannot be read: {error}", display(&found.path)));
    let stream = files.stream(&found.path).and_then(|Stream { bytes, length }| Ok((Parts::new(bytes, found)?, Progress::of_bytes(length))));
    let (mut parts, progress) = match stream {
        Ok(stream) => stream,
        Err(error) => return with(vec![fault(&error)]),
    };
    let mut place = Place::default();
    loop {
        let (batch, end) = parts.batch(rayon::current_num_threads() * AHEAD);
        let read = |part: &Part| {
            let drafts = if part.is_first { parts.bulk.read_first(&part.bytes) } else { parts.bulk.read_next(&part.bytes) };
            (drafts.len(), checker.check_part(found, drafts, &part.bytes, files))
        };
        let checked: Vec<(usize, Checked)> = batch.par_iter().map(read).collect();
        let (bytes, drafts) = (batch.iter().map(|part| part.bytes.len() as u64).sum(), checked.iter().map(|(drafts, _)| drafts).sum());
        let checked = checked.into_iter().zip(&batch).map(|((drafts, checked), part)| Ok(place.put(checked, drafts, part)));
        progress.beside(|| with(checked.collect()))?;
        progress.advance_by(bytes, drafts);
        if let Some(end) = end {
            progress.finish();
            return end.or_else(|error| with(vec![fault(&error)]));
        }
    }
}

/// Where the next part stands in its file.
#[derive(Default)]
struct Place {
    at: At,
    drafts: usize,
}

impl Place {
    /// Puts what was found in a part where the part stands.
    fn put(&mut self, mut checked: Checked, drafts: usize, part: &Part) -> Checked {
        let file = &mut checked.findings;
        file.at = self.at;
        file.drafts.iter_mut().for_each(|draft| draft.index += self.drafts);
        self.at.lines = self.at.lines.saturating_add(u32::try_from(file.lines().line_count() - 1).unwrap_or(u32::MAX));
        self.at.offset += part.bytes.len() as u64;
        self.drafts += drafts;
        checked
    }
}

/// Some whole records of a file.
struct Part {
    bytes: Vec<u8>,
    is_first: bool,
}

/// A file, cut where records end.
struct Parts {
    file: Box<dyn Read + Send>,
    bulk: Bulk,
    /// What has been read and not yet been given out.
    rest: Vec<u8>,
    is_at_end: bool,
    is_first: bool,
    /// What is no text is one part, and said once.
    is_text: bool,
}

impl Parts {
    fn new(mut file: Box<dyn Read + Send>, found: &Found) -> io::Result<Self> {
        let mut rest = Vec::with_capacity(2 * PART);
        let is_at_end = fill(&mut file, &mut rest, PART)?;
        let is_text = Bulk::is_text(&rest);
        let (format, layout) = form_of(found);
        let bulk = Bulk::new(format, &layout, &rest).ok_or(io::ErrorKind::Unsupported)?;
        Ok(Self { file, bulk, rest, is_at_end: is_at_end || !is_text, is_first: true, is_text })
    }

    /// At most so many parts, and how the file ends, if it does: what was read before a fault counts.
    fn batch(&mut self, most: usize) -> (Vec<Part>, Option<io::Result<()>>) {
        let mut batch = Vec::with_capacity(most);
        while batch.len() < most {
            match self.next() {
                Ok(Some(part)) => batch.push(part),
                Ok(None) => return (batch, Some(Ok(()))),
                Err(error) => return (batch, Some(Err(error))),
            }
        }
        (batch, None)
    }

    fn next(&mut self) -> io::Result<Option<Part>> {
        let mut wanted = PART;
        loop {
            if !self.is_at_end && self.rest.len() < wanted {
                self.is_at_end = fill(&mut self.file, &mut self.rest, wanted)?;
            }
            if self.rest.is_empty() {
                return Ok(None);
            }
            let whole = if self.is_at_end { self.rest.len().min(self.cut()) } else { self.bulk.whole(&self.rest) };
            let end = match whole {
                // No record is that long: something in it is never closed. Its first line is given out alone, and tells so.
                0 if wanted as u64 >= MAX_BYTES => memchr::memchr(b'\n', &self.rest).map_or(self.rest.len(), |at| at + 1),
                0 => {
                    wanted *= 2;
                    continue;
                }
                whole => whole,
            };
            let rest = self.rest.split_off(end);
            let bytes = std::mem::replace(&mut self.rest, rest);
            return Ok(Some(Part { bytes, is_first: std::mem::take(&mut self.is_first) }));
        }
    }

    /// At the end of the file, what is left is a part as large as any other.
    fn cut(&self) -> usize {
        if !self.is_text {
            return self.rest.len();
        }
        match self.bulk.whole(&self.rest[..self.rest.len().min(PART)]) {
            0 => self.rest.len(),
            whole => whole,
        }
    }
}

/// Reads until there are so many bytes. True at the end of the file.
fn fill(file: &mut dyn Read, bytes: &mut Vec<u8>, wanted: usize) -> io::Result<bool> {
    let missing = wanted.saturating_sub(bytes.len());
    Ok(file.take(missing as u64).read_to_end(bytes)? < missing)
}
