//! Findings become points: how good a draft is, and how good the drafts of a repository are.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::finding::{Finding, Severity};

/// What a draft without findings has.
const FULL: u64 = 100;
/// What an error costs, however long the text: one wrong name is one too many.
const ERROR: u64 = 30;
/// What a warning costs in a short text.
const WARNING: u64 = 10;
/// What a note costs in a short text.
const INFO: u64 = 2;
/// Up to this many words a text is short. In a longer one, warnings and notes weigh less as it grows.
const SHORT: u64 = 100;

/// The points of one draft, 0 to 100:
/// `100 − 30 · errors − ⌈(10 · warnings + 2 · notes) · 100 / max(100, words)⌉`, and never less than 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Score(u8);

impl Score {
    /// The points of a draft with these findings in a text of so many words.
    #[must_use]
    pub fn of(findings: &[Finding], words: usize) -> Self {
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count() as u64;
        let light = (WARNING * count(Severity::Warning) + INFO * count(Severity::Info)) * SHORT;
        let cost = ERROR * count(Severity::Error) + light.div_ceil(SHORT.max(words as u64));
        Self(u8::try_from(FULL.saturating_sub(cost)).unwrap_or_default())
    }

    #[must_use]
    pub fn points(self) -> u8 {
        self.0
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The mean of drafts' scores, in tenths of a point, rounded down: 100 is for drafts without any finding alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mean {
    points: u64,
    drafts: u64,
}

impl Mean {
    pub fn add(&mut self, score: Score) {
        self.points += u64::from(score.points());
        self.drafts += 1;
    }

    /// Tenths of points. No drafts at all leave nothing to object to.
    #[must_use]
    pub fn tenths(self) -> u64 {
        (self.points * 10).checked_div(self.drafts).unwrap_or(FULL * 10)
    }

    /// Whether the mean is at least so many points.
    #[must_use]
    pub fn reaches(self, points: u8) -> bool {
        self.tenths() >= u64::from(points) * 10
    }
}

impl fmt::Display for Mean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.tenths() / 10, self.tenths() % 10)
    }
}

impl Serialize for Mean {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.tenths() as f64 / 10.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::RuleId;
    use crate::text::Span;

    fn findings(errors: usize, warnings: usize, infos: usize) -> Vec<Finding> {
        let finding = |severity| Finding {
            rule: RuleId::new("loud-pitch"),
            severity,
            span: Span::default(),
            message: String::new(),
            fixes: Vec::new(),
            related: Vec::new(),
        };
        let all = [(errors, Severity::Error), (warnings, Severity::Warning), (infos, Severity::Info)];
        all.into_iter().flat_map(|(count, severity)| std::iter::repeat_n(severity, count)).map(finding).collect()
    }

    fn points(errors: usize, warnings: usize, infos: usize, words: usize) -> u8 {
        Score::of(&findings(errors, warnings, infos), words).points()
    }

    #[test]
    fn findings_cost_points() {
        assert_eq!(points(0, 0, 0, 40), 100);
        assert_eq!(points(1, 1, 1, 40), 58);
        assert_eq!(points(4, 0, 0, 40), 0, "never below nothing");
    }

    #[test]
    fn a_long_text_may_have_more_warnings_but_not_more_errors() {
        assert_eq!(points(0, 1, 0, 400), 97, "a quarter, rounded up");
        assert_eq!(points(1, 0, 0, 4_000), 70);
        assert_eq!(points(0, 0, 1, 1_000_000), 99, "never for free");
    }

    #[test]
    fn the_mean_is_rounded_down() {
        let mean = |all: &[u8]| {
            all.iter().fold(Mean::default(), |mut mean, points| {
                mean.add(Score(*points));
                mean
            })
        };
        assert_eq!(mean(&[100, 100, 99]).to_string(), "99.6");
        assert_eq!(mean(&[]).to_string(), "100.0");
        assert!(mean(&[80, 81]).reaches(80) && !mean(&[80, 81]).reaches(81));
        assert_eq!(serde_json::to_string(&mean(&[80, 81])).unwrap(), "80.5");
    }
}
