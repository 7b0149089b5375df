//! Drafts held against each other: each draft becomes what the rules across drafts would say of it, and where an earlier one says the same, it is said.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::likeness::{Index, PARTNERS, Signature};
use super::{finish, scope, suppression};
use crate::analysers::dialogue::Decision;
use crate::analysers::{Hit, Reading, fill};
use crate::finding::{Finding, Related, Remembered, RuleId, Severity};
use crate::rules::{End, Family, RuleSet};
use crate::text::Span;

/// After so many drafts, those before the last so many are forgotten: memory does not grow with an archive.
const GENERATION: usize = 1 << 15;

/// What a rule would say of a draft, if another draft says the same.
#[derive(Clone, Debug)]
pub struct Candidate {
    signature: Signature,
    similarity: f64,
    finding: Finding,
}

impl Candidate {
    /// The id of the rule.
    pub(super) fn rule(&self) -> &str {
        self.finding.rule.as_str()
    }

    /// Where its draft stands.
    #[must_use]
    pub fn span(&self) -> Span {
        self.finding.span
    }
}

/// What the rules across drafts would say of a draft. Where the draft allows it, they say nothing.
#[must_use]
pub fn candidates(reading: &Reading<'_>, rules: &RuleSet) -> Vec<Candidate> {
    let across = rules.rules().iter().filter_map(|rule| match rule.family {
        Family::Across(across) => Some((rule, across)),
        _ => None,
    });
    let candidate = |(rule, across): (&crate::rules::Rule, crate::rules::Across)| {
        let part = rule.part(reading.language())?;
        reading.severity(rule).filter(|_| scope::applies(rule, reading))?;
        let mut hit = Hit::body(super::families::end_token(&reading.prose, End::Start), part.message().to_owned());
        // The same answer to the same trouble still answers it: that it looks like a stencil is worth a remark.
        if answers(reading) {
            hit = hit.at_most(Severity::Info);
        }
        if suppression::is_allowed(rule.id.as_str(), &hit, reading) {
            return None;
        }
        let signature = Signature::of(reading, across.differing)?;
        let number = rules.number(rule.id.as_str())?;
        let finding = finish::findings(vec![(number, hit)], reading, rules).pop()?;
        Some(Candidate { signature, similarity: across.similarity, finding })
    };
    across.filter_map(candidate).collect()
}

/// Whether a reply deals with its complaint.
fn answers(reading: &Reading<'_>) -> bool {
    // Without a complaint there is nothing to understand, and the words for it are not made.
    let Some(understanding) = reading.complaint().map(|_| reading.dialogue()) else { return false };
    understanding.needs_answer() && ![Decision::NotAnswered, Decision::Generic].into_iter().any(|decision| understanding.holds(decision))
}

/// The drafts that were seen last, by rule: at least 32,768 of them, and at most twice as many. They come in order, so that the same drafts
/// give the same findings.
#[derive(Debug, Default)]
pub struct Seen {
    by_rule: BTreeMap<RuleId, Generations>,
}

/// Where a draft stands.
#[derive(Clone, Debug)]
pub struct Place {
    pub path: Arc<str>,
    /// What messages call it.
    pub name: Arc<str>,
    /// As a finding's related place has it.
    pub remembered: Option<Remembered>,
}

impl Seen {
    /// Enters what may be said of a draft: what is to be said, because earlier drafts say the same.
    pub fn enter(&mut self, place: Place, candidate: Candidate) -> Option<Finding> {
        let Candidate { signature, similarity, finding } = candidate;
        let generations = self.by_rule.entry(finding.rule.clone()).or_default();
        let related = generations.enter(signature, similarity, (place, finding.span));
        said(finding, related)
    }

    /// What is to be said of a draft because others, of those that count, say the same. The draft is not entered.
    #[must_use]
    pub fn look(&self, candidate: &Candidate, counts: impl Fn(&Place) -> bool) -> Option<Finding> {
        let generations = self.by_rule.get(&candidate.finding.rule)?;
        said(candidate.finding.clone(), generations.related(&candidate.signature, candidate.similarity, counts))
    }
}

/// The finding, with those that say the same; `None` where nobody does.
fn said(mut finding: Finding, related: Vec<Related>) -> Option<Finding> {
    let first = related.first()?;
    finding.message = fill(&finding.message, &[("other", &first.message)]);
    finding.related = related;
    Some(finding)
}

/// Drafts in two heaps: when the younger one is full, the older one goes.
#[derive(Debug, Default)]
struct Generations {
    older: Generation,
    younger: Generation,
}

#[derive(Debug, Default)]
struct Generation {
    index: Index,
    places: Vec<(Place, Span)>,
}

impl Generations {
    /// Enters a draft: where others say the same, the earliest first.
    fn enter(&mut self, signature: Signature, similarity: f64, place: (Place, Span)) -> Vec<Related> {
        if self.younger.places.len() == GENERATION {
            self.older = std::mem::take(&mut self.younger);
        }
        let related = self.related(&signature, similarity, |_| true);
        self.younger.index.enter(signature);
        self.younger.places.push(place);
        related
    }

    /// Those that say the same, and count.
    fn related(&self, signature: &Signature, similarity: f64, counts: impl Fn(&Place) -> bool) -> Vec<Related> {
        let of = |generation: &Generation| generation.related(&generation.index.partners(signature, similarity), &counts);
        let mut related = of(&self.older);
        related.extend(of(&self.younger));
        related.truncate(PARTNERS);
        related
    }
}

impl Generation {
    fn related(&self, partners: &[usize], counts: impl Fn(&Place) -> bool) -> Vec<Related> {
        let related = |(Place { path, name, remembered }, span): &(Place, Span)| Related {
            path: Some(Arc::clone(path)),
            span: *span,
            remembered: *remembered,
            message: name.to_string(),
        };
        partners.iter().filter_map(|&partner| self.places.get(partner)).filter(|(place, _)| counts(place)).map(related).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A draft that says what its number stands for.
    fn enter(generations: &mut Generations, words: u64, number: usize) -> Vec<Related> {
        let path: Arc<str> = Arc::from(format!("{number}.md"));
        let place = Place { name: Arc::clone(&path), path, remembered: None };
        generations.enter(Signature::of_triples(&[words, words + 1, words + 2]), 0.9, (place, Span::at(number)))
    }

    #[test]
    fn what_is_long_ago_is_forgotten() {
        let mut generations = Generations::default();
        let partners = |related: Vec<Related>| related.into_iter().map(|related| related.message).collect::<Vec<_>>();
        assert!(enter(&mut generations, 7, 0).is_empty());
        for number in 1..GENERATION + 10 {
            assert!(enter(&mut generations, 1_000 * number as u64, number).is_empty());
        }
        assert_eq!(partners(enter(&mut generations, 7, 1)), ["0.md"]);
        for number in 0..2 * GENERATION {
            enter(&mut generations, 900_000_000 + 1_000 * number as u64, number);
        }
        assert!(enter(&mut generations, 7, 2).is_empty());
        assert!(generations.older.places.len() <= GENERATION && generations.younger.places.len() <= GENERATION);
    }
}
