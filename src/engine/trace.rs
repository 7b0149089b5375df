//! A rule and a draft become the story of what the rule saw there: why it looked at all, what it found, what of that does not count,
//! and how far the phrases came that it did not find. Told by the engine's own steps; for the rule's author, not for every run.

use super::exclusion::{self, Obstacle};
use super::scope::{self, Mismatch};
use super::{Evaluation, finish};
use crate::analysers::Reading;
use crate::finding::Finding;
use crate::rules::{PhraseHit, Reach, Role, RuleSet};

/// What a rule saw in a draft.
#[derive(Debug)]
pub struct Trace {
    /// Why the rule does not look at the draft; the rest is told nevertheless, as far as it can be.
    pub mismatch: Option<Mismatch>,
    /// Every place where a phrase stands, in order, with what keeps it from counting.
    pub hits: Vec<(PhraseHit, Option<Obstacle>)>,
    /// The phrases that stand nowhere, those that came furthest first.
    pub misses: Vec<(Role, Reach)>,
    /// What the rule makes of the hits that count.
    pub findings: Vec<Finding>,
}

/// Follows a rule through a draft. `None` where there is no such rule.
#[must_use]
pub fn trace(reading: &Reading<'_>, rules: &RuleSet, id: &str) -> Option<Trace> {
    let number = rules.number(id)?;
    let rule = &rules.rules()[number];
    let part = rule.part(reading.language());
    let mismatch = if part.is_none() { Some(Mismatch::Language) } else { scope::mismatch(rule, reading) };
    let Some(part) = part else {
        return Some(Trace { mismatch, hits: Vec::new(), misses: Vec::new(), findings: Vec::new() });
    };
    let evaluation = Evaluation::new(reading, rules);
    let hits = exclusion::judged(evaluation.raw(number), reading, rule, part);
    let lexicon = rules.lexicon(reading.draft.kind, reading.language());
    let is_missed = |(role, _): &(Role, _)| !hits.iter().any(|(hit, _)| hit.role == *role);
    let misses = lexicon.phrases_of(number).filter(is_missed);
    let mut misses: Vec<(Role, Reach)> = misses.map(|(role, phrase)| (role, phrase.reach(&reading.prose))).collect();
    misses.sort_by_key(|(_, reach)| std::cmp::Reverse((reach.matched, reach.scattered.len())));
    let found = evaluation.evaluate(number).into_iter().map(|hit| (number, hit)).collect();
    Some(Trace { mismatch, hits, misses, findings: finish::findings(found, reading, rules) })
}
