//! A finding becomes a name that outlives edits elsewhere in its file: of the rule and the text, not of the line's number.

use rustc_hash::FxHashMap;

use super::{At, FileFindings};
use crate::finding::Finding;
use crate::text::LineIndex;

/// How many findings of a file were alike so far, by half of their hash. One per report: a large file comes in parts.
#[derive(Default)]
pub(super) struct Alike(FxHashMap<u64, u32>);

/// The names of a file's findings.
pub(super) struct Fingerprints<'a> {
    path: &'a str,
    text: &'a str,
    index: &'a LineIndex,
    seen: &'a mut FxHashMap<u64, u32>,
}

impl<'a> Fingerprints<'a> {
    pub(super) fn new(file: &'a FileFindings, index: &'a LineIndex, alike: &'a mut Alike) -> Self {
        if file.at == At::default() {
            alike.0.clear();
        }
        Self { path: &file.path, text: &file.text, index, seen: &mut alike.0 }
    }

    /// The next finding's name: 32 hexadecimal digits of its path, its rule, what it marks, the line around that, and how many were alike before it.
    pub(super) fn next(&mut self, finding: &Finding) -> String {
        let line = self.index.line_span(self.index.line(finding.span.start())).unwrap_or_default();
        let mut hash = Fnv::new();
        for part in [self.path, finding.rule.as_str()] {
            hash.write(part.as_bytes());
            hash.write(&[0]);
        }
        for text in [finding.span.slice(self.text), line.slice(self.text)] {
            text.split_whitespace().for_each(|word| {
                hash.write(word.as_bytes());
                hash.write(b" ");
            });
            hash.write(&[0]);
        }
        let seen = self.seen.entry((hash.0 >> 64) as u64).or_default();
        hash.write(&seen.to_le_bytes());
        *seen += 1;
        format!("{:032x}", hash.0)
    }
}

/// FNV-1a with 128 bits: what it makes of a text is the same on every machine and in every version.
/// <https://datatracker.ietf.org/doc/html/draft-eastlake-fnv>
struct Fnv(u128);

impl Fnv {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

    fn new() -> Self {
        Self(Self::OFFSET)
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u128::from(*byte)).wrapping_mul(Self::PRIME);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{RuleId, Severity};
    use crate::text::Span;

    fn names(text: &str, marks: &str) -> Vec<String> {
        let file = FileFindings { path: "a.md".into(), text: text.into(), drafts: Vec::new(), at: At::default() };
        let (index, mut alike) = (file.lines(), Alike::default());
        let mut names = Fingerprints::new(&file, &index, &mut alike);
        let finding = |(start, found): (usize, &str)| Finding {
            rule: RuleId::new("loud-pitch"),
            severity: Severity::Info,
            span: Span::new(start, start + found.len()),
            message: String::new(),
            fixes: Vec::new(),
            related: Vec::new(),
        };
        text.match_indices(marks).map(finding).map(|finding| names.next(&finding)).collect()
    }

    #[test]
    fn the_published_values() {
        let mut hash = Fnv::new();
        assert_eq!(hash.0, Fnv::OFFSET);
        hash.write(b"a");
        assert_eq!(format!("{:032x}", hash.0), "d228cb696f1a8caf78912b704e4a8964");
    }

    #[test]
    fn a_name_stays_when_lines_move_and_is_new_where_the_text_is() {
        let before = names("Jetzt kaufen!\n", "kaufen");
        assert_eq!(before, names("Neue Zeile\r\n\r\n  Jetzt  kaufen!\r\n", "kaufen"));
        assert_ne!(before, names("Heute kaufen!\n", "kaufen"));
    }

    #[test]
    fn equal_findings_have_names_of_their_own() {
        let names = names("kaufen\nkaufen\n", "kaufen");
        assert_ne!(names[0], names[1]);
    }
}
