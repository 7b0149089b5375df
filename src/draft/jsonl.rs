//! Lines of JSON become drafts, one each. A line that cannot be read is one problem, and the next line goes on.

use std::ops::Range;

use super::front_matter::Notation;
use super::layout::Layout;
use super::source::Source;
use super::{Draft, json, record};

/// Reads the records of a part of a text, and where each ends.
pub(super) fn read(source: &Source, range: Range<usize>, layout: &Layout) -> (Vec<Draft>, Vec<usize>) {
    let (mut drafts, mut ends) = (Vec::new(), Vec::new());
    let mut start = range.start;
    while start < range.end {
        let end = memchr::memchr(b'\n', &source.text.as_bytes()[start..range.end]).map_or(range.end, |length| start + length);
        let line = start..start + source.text[start..end].trim_end().len();
        start = end + 1;
        if source.text[line.clone()].trim().is_empty() {
            continue;
        }
        drafts.push(match json::parse(&source.text, line) {
            Ok(node) => record::read(source, node, Notation::Json, layout),
            Err(fault) => record::faulty(source, fault, 0),
        });
        ends.push(end);
    }
    (drafts, ends)
}

/// How many of these bytes are whole lines.
pub(super) fn whole(bytes: &[u8]) -> usize {
    memchr::memrchr(b'\n', bytes).map_or(0, |at| at + 1)
}
