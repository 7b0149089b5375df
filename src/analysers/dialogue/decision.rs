//! Named numbers become decisions, by the weights of `rules/dialogue/weights.yaml`: a sum, and a bound.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::features::{FEATURES, Features, NEED_FEATURES};
use super::lexicon::data;

/// What is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// The message wants an answer: it reports a problem, asks or demands something.
    Need,
    /// Nothing in the reply deals with the matter.
    NotAnswered,
    /// The reply could stand under almost any other message.
    Generic,
    /// The reply sends the customer elsewhere and says nothing on the matter here.
    Deflects,
    /// Nobody has done, does or asks anything that moves the matter on.
    NoNextStep,
}

impl Decision {
    pub const ALL: [Self; 5] = [Self::Need, Self::NotAnswered, Self::Generic, Self::Deflects, Self::NoNextStep];

    /// The name that the data file uses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Need => "need",
            Self::NotAnswered => "not-answered",
            Self::Generic => "generic",
            Self::Deflects => "deflects",
            Self::NoNextStep => "no-next-step",
        }
    }

    fn features(self) -> &'static [&'static str] {
        if self == Self::Need { NEED_FEATURES } else { FEATURES }
    }
}

/// A decision with what led to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// The sum of weights times numbers.
    pub score: f64,
    /// The sum from which on it is so.
    pub bound: f64,
}

impl Verdict {
    /// Whether it is so.
    #[must_use]
    pub fn holds(self) -> bool {
        self.score >= self.bound
    }
}

/// The weights of one decision, as the file states them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WeightsFile {
    bound: BTreeMap<crate::text::Language, f64>,
    base: f64,
    weights: BTreeMap<String, f64>,
}

/// The weights of one decision, in the order of its features.
struct Weights {
    bound: [f64; 2],
    base: f64,
    weights: Vec<f64>,
}

static WEIGHTS: LazyLock<Vec<Weights>> = LazyLock::new(|| {
    let mut files: BTreeMap<String, WeightsFile> = data("weights");
    let ordered = |decision: Decision| {
        let file = files.remove(decision.name()).expect("a test reads the weights of every decision");
        let weight = |name: &&str| file.weights.get(*name).copied().unwrap_or_default();
        let bound = crate::text::Language::ALL.map(|language| file.bound.get(&language).copied().unwrap_or_default());
        Weights { bound, base: file.base, weights: decision.features().iter().map(weight).collect() }
    };
    Decision::ALL.map(ordered).into()
});

/// Decides.
#[must_use]
pub(super) fn decide(decision: Decision, features: &Features, language: crate::text::Language) -> Verdict {
    let weights = &WEIGHTS[decision as usize];
    let score = weights.base + weights.weights.iter().zip(&features.values).map(|(weight, value)| weight * value).sum::<f64>();
    Verdict { score, bound: weights.bound[language as usize] }
}

/// What each number adds to a decision, those that add nothing left out; the heaviest first.
pub(super) fn reasons(decision: Decision, features: &Features) -> Vec<(&'static str, f64)> {
    let weights = &WEIGHTS[decision as usize];
    let mut parts: Vec<(&'static str, f64)> = features
        .names
        .iter()
        .zip(weights.weights.iter().zip(&features.values))
        .map(|(name, (weight, value))| (*name, weight * value))
        .collect();
    parts.retain(|(_, part)| part.abs() > 0.005);
    parts.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_weighs_what_the_code_counts_and_nothing_else() {
        let files: BTreeMap<String, WeightsFile> = data("weights");
        assert_eq!(files.len(), Decision::ALL.len());
        for decision in Decision::ALL {
            let file = &files[decision.name()];
            for name in file.weights.keys() {
                assert!(decision.features().contains(&name.as_str()), "{}: {name} is no feature", decision.name());
            }
        }
    }
}
