//! Findings become new bytes of their file: safe fixes, round after round, until nothing is left to fix. Pure, so that both shells use it;
//! who reads and writes files is not known here.

use std::collections::BTreeMap;

use crate::finding::{Applicability, Edit, Finding, Fix};

/// How often a file is checked again. Fixes that make room for others need two or three rounds; rules that undo each other never end.
pub const ROUNDS: usize = 10;

/// Rules whose findings say that a file cannot be read as it should: a fix must not bring about one more of them.
const FILE_FAULTS: [&str; 3] = ["front-matter", "encoding", "record"];

/// A text after some fixes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    pub bytes: Vec<u8>,
    /// How many fixes there was room for.
    pub count: usize,
}

/// Applies fixes in their order. Each is applied whole or, where it leaves the file or touches what an earlier one changes, not at all.
#[must_use]
pub fn apply<'f>(bytes: &[u8], fixes: impl IntoIterator<Item = &'f Fix>) -> Applied {
    let (edits, count) = choose(bytes.len(), fixes);
    let mut out = Vec::with_capacity(bytes.len() + edits.iter().map(|edit| edit.text.len()).sum::<usize>());
    let mut at = 0;
    for edit in edits {
        out.extend_from_slice(&bytes[at..edit.span.start()]);
        out.extend_from_slice(edit.text.as_bytes());
        at = edit.span.end();
    }
    out.extend_from_slice(&bytes[at..]);
    Applied { bytes: out, count }
}

/// The edits of the fixes that a file of `length` bytes has room for, in the order of the file, and how many fixes these are.
#[must_use]
pub fn choose<'f>(length: usize, fixes: impl IntoIterator<Item = &'f Fix>) -> (Vec<&'f Edit>, usize) {
    let mut edits: BTreeMap<(usize, usize), &Edit> = BTreeMap::new();
    let mut count = 0;
    for fix in fixes {
        let is_apart = fix.edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start && !is_same_place(&pair[0], &pair[1]));
        let has_room = |edit: &Edit| edit.span.start <= edit.span.end && edit.span.end() <= length && is_free(&edits, edit);
        if is_apart && !fix.edits.is_empty() && fix.edits.iter().all(has_room) {
            edits.extend(fix.edits.iter().map(|edit| (place(edit), edit)));
            count += 1;
        }
    }
    (edits.into_values().collect(), count)
}

/// The fix of a finding that needs nobody's judgement.
#[must_use]
pub fn safe_fix(finding: &Finding) -> Option<&Fix> {
    finding.fixes.iter().find(|fix| fix.applicability == Applicability::Safe)
}

fn place(edit: &Edit) -> (usize, usize) {
    (edit.span.start(), edit.span.end())
}

/// Two insertions at one place: nobody knows which comes first.
fn is_same_place(a: &Edit, b: &Edit) -> bool {
    a.span == b.span
}

/// Whether an edit touches none of those that are there: its neighbours tell.
fn is_free(edits: &BTreeMap<(usize, usize), &Edit>, edit: &Edit) -> bool {
    let overlaps = |other: &&Edit| is_same_place(edit, other) || (edit.span.start < other.span.end && other.span.start < edit.span.end);
    let before = edits.range(..=place(edit)).next_back().map(|(_, edit)| edit);
    let after = edits.range(place(edit)..).next().map(|(_, edit)| edit);
    !before.into_iter().chain(after).any(overlaps)
}

/// What to do next with a file that is being fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Its bytes are others now: check them again.
    Changed,
    /// Nothing is left to do.
    Done,
}

/// How the fixing of a file has ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum End {
    /// No safe fix is left.
    #[default]
    Settled,
    /// After [`ROUNDS`] there is still something to fix: rules undo each other's fixes.
    Unsettled,
    /// The last fixes made the file unreadable, and were taken back.
    TakenBack,
}

/// A file that is being fixed. Whoever holds it checks [`Fixing::bytes`], hands in what was found, and goes on until it is done.
#[derive(Clone, Debug)]
pub struct Fixing {
    bytes: Vec<u8>,
    /// How many fixes were applied.
    pub applied: usize,
    pub end: End,
    rounds: usize,
    last: Option<Round>,
}

/// The file before the last fixes.
#[derive(Clone, Debug)]
struct Round {
    bytes: Vec<u8>,
    applied: usize,
    faults: usize,
}

impl Fixing {
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self { bytes, applied: 0, end: End::Settled, rounds: 0, last: None }
    }

    /// The file as it is by now.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The file as it has become.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Applies the safe fixes of what was found in [`Fixing::bytes`].
    pub fn step<'f>(&mut self, findings: impl Iterator<Item = &'f Finding> + Clone) -> Step {
        let faults = findings.clone().filter(|finding| FILE_FAULTS.contains(&finding.rule.as_str())).count();
        if self.end == End::TakenBack {
            return Step::Done;
        }
        if let Some(last) = self.last.take_if(|last| last.faults < faults) {
            (self.bytes, self.applied, self.end) = (last.bytes, last.applied, End::TakenBack);
            return Step::Changed;
        }
        let Applied { bytes, count } = apply(&self.bytes, findings.filter_map(safe_fix));
        if bytes == self.bytes {
            return Step::Done;
        }
        if self.rounds == ROUNDS {
            self.end = End::Unsettled;
            return Step::Done;
        }
        let old = std::mem::replace(&mut self.bytes, bytes);
        self.last = Some(Round { bytes: old, applied: self.applied, faults });
        self.applied += count;
        self.rounds += 1;
        Step::Changed
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::finding::{RuleId, Severity};
    use crate::text::Span;

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit { span: Span::new(start, end), text: text.to_owned() }
    }

    fn fix(edits: &[(usize, usize, &str)]) -> Fix {
        let edits = edits.iter().map(|&(start, end, text)| edit(start, end, text)).collect();
        Fix { title: String::new(), applicability: Applicability::Safe, edits }
    }

    fn finding(rule: &str, fixes: Vec<Fix>) -> Finding {
        let (rule, message) = (RuleId::new(rule), String::new());
        Finding { rule, severity: Severity::Error, span: Span::default(), message, fixes, related: Vec::new() }
    }

    fn applied(fixes: &[Fix]) -> (String, usize) {
        let Applied { bytes, count } = apply("0123456789".as_bytes(), fixes);
        (String::from_utf8(bytes).unwrap(), count)
    }

    #[test]
    fn fixes_that_touch_nothing_of_each_other_are_all_applied() {
        let fixes = [fix(&[(8, 9, "")]), fix(&[(0, 2, "ü"), (4, 5, "xx")]), fix(&[(2, 2, "!")])];
        assert_eq!(applied(&fixes), ("ü!23xx5679".to_owned(), 3));
    }

    #[test]
    fn the_first_of_two_fixes_wins_and_the_other_is_left_out_whole() {
        assert_eq!(applied(&[fix(&[(2, 5, "a")]), fix(&[(0, 1, "b"), (4, 6, "c")])]), ("01a56789".to_owned(), 1));
        assert_eq!(applied(&[fix(&[(2, 2, "a")]), fix(&[(2, 2, "b")])]), ("01a23456789".to_owned(), 1));
        assert_eq!(applied(&[fix(&[(2, 5, "a")]), fix(&[(3, 3, "b")]), fix(&[(5, 5, "c")])]), ("01ac56789".to_owned(), 2));
        assert_eq!(applied(&[fix(&[(0, 9, "a")]), fix(&[(1, 2, "b")]), fix(&[(9, 10, "c")])]), ("ac".to_owned(), 2));
    }

    #[test]
    fn what_does_not_fit_the_file_is_left_out() {
        assert_eq!(applied(&[fix(&[(9, 11, "a")]), fix(&[(4, 6, "a"), (5, 7, "b")]), fix(&[])]), ("0123456789".to_owned(), 0));
    }

    /// Fixes a text with rules that look at it.
    fn settle(text: &str, rules: impl Fn(&str) -> Vec<Finding>) -> (String, End, usize) {
        let mut fixing = Fixing::new(text.as_bytes().to_vec());
        loop {
            let findings = rules(std::str::from_utf8(fixing.bytes()).unwrap());
            if fixing.step(findings.iter()) == Step::Done {
                return (String::from_utf8(fixing.bytes().to_vec()).unwrap(), fixing.end, fixing.applied);
            }
        }
    }

    #[test]
    fn rounds_go_on_until_nothing_changes() {
        let halve = |text: &str| match text.find("aa") {
            Some(at) => vec![finding("x", vec![fix(&[(at, at + 2, "a")])])],
            None => Vec::new(),
        };
        assert_eq!(settle("aaaa b", halve), ("a b".to_owned(), End::Settled, 3));
    }

    #[test]
    fn rules_that_undo_each_other_come_to_an_end() {
        let flip = |text: &str| vec![finding("x", vec![fix(&[(0, 1, if text == "a" { "b" } else { "a" })])])];
        assert_eq!(settle("a", flip), ("a".to_owned(), End::Unsettled, ROUNDS));
    }

    #[test]
    fn what_makes_a_file_unreadable_is_taken_back() {
        let break_it = |text: &str| match text {
            "b" => vec![finding("front-matter", Vec::new())],
            _ => vec![finding("x", vec![fix(&[(0, 1, "b")])])],
        };
        assert_eq!(settle("a", break_it), ("a".to_owned(), End::TakenBack, 0));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn bytes_outside_of_every_fix_stay(edits in prop::collection::vec((0usize..14, 0usize..4, "[a-c]{0,2}"), 0..12)) {
            let fixes: Vec<Fix> = edits.iter().map(|(start, length, text)| fix(&[(*start, start + length, text)])).collect();
            let (out, count) = applied(&fixes);
            prop_assert!(count <= fixes.len());
            let kept: Vec<char> = out.chars().filter(char::is_ascii_digit).collect();
            let touched = |at: usize| edits.iter().any(|(start, length, _)| (*start..start + length).contains(&at));
            let untouched: Vec<char> = ('0'..='9').enumerate().filter(|(at, _)| !touched(*at)).map(|(_, digit)| digit).collect();
            prop_assert!(kept.is_sorted() && untouched.iter().all(|digit| kept.contains(digit)), "{untouched:?} in {out:?}");
        }
    }
}
