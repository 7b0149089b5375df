//! A decoded text is laid beside the source that it was decoded from, piece by piece, in order. Knows no format.

use std::ops::Range;

/// Builds the way back from a text to its source: pairs of (text offset, source offset), ascending. From each pair on, both
/// advance alike until the next; where a pair stands at the end of a span, it is also where the source of that span ends.
#[derive(Clone, Debug, Default)]
pub struct Alignment {
    pairs: Vec<(u32, u32)>,
    text: usize,
    source: usize,
}

impl Alignment {
    /// The next `length` bytes of the text stand in these bytes of the source. What the source has between two pieces has no text.
    pub fn piece(&mut self, length: usize, source: Range<usize>) {
        self.pair(source.start);
        self.text += length;
        self.source = source.end;
    }

    /// Where the text built so far ends in the source.
    #[must_use]
    pub fn source_end(&self) -> usize {
        self.source
    }

    /// The pairs, with one for the end of the text where the source goes on differently there.
    #[must_use]
    pub fn finish(mut self) -> Vec<(u32, u32)> {
        self.pair(self.source);
        self.pairs
    }

    fn pair(&mut self, source: usize) {
        let expected = self.pairs.last().map(|&(text, at)| at as usize + (self.text - text as usize));
        if expected != Some(source) {
            self.pairs.push((offset(self.text), offset(source)));
        }
    }
}

/// Texts are capped far below 4 GiB where files are read; an offset beyond that saturates.
fn offset(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
