//! A draft becomes the rules and the phrases that say something of it: what statistics over many drafts are made of.

use std::collections::BTreeSet;

use super::{Evaluation, exclusion, scope};
use crate::analysers::Reading;
use crate::rules::{Role, RuleSet};

/// What one rule makes of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The rule's number in its set.
    pub rule: usize,
    /// How much it finds, whatever other rules find there.
    pub findings: usize,
    /// Its phrases whose hits count.
    pub phrases: BTreeSet<Role>,
}

/// What each rule that is on, and that speaks of drafts like this one, makes of it: one entry per rule, also where it finds nothing.
#[must_use]
pub fn tally(reading: &Reading<'_>, rules: &RuleSet) -> Vec<Tally> {
    let evaluation = Evaluation::new(reading, rules);
    let of_rule = |(number, rule): (usize, &crate::rules::Rule)| {
        let part = rule.part(reading.language())?;
        reading.severity(rule).filter(|_| scope::applies(rule, reading))?;
        let counted = exclusion::valid(evaluation.raw(number), reading, rule, part);
        let phrases = counted.into_iter().map(|hit| hit.role).collect();
        Some(Tally { rule: number, findings: evaluation.evaluate(number).len(), phrases })
    };
    rules.rules().iter().enumerate().filter_map(of_rule).collect()
}
