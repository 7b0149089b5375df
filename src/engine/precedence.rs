//! The hits of all rules become those that are shown: one per place and matter, the more specific rule first.

use crate::analysers::{Hit, Place};
use crate::rules::RuleSet;
use crate::text::Span;

/// Takes out what a rule with precedence covers.
pub(super) fn settle(hits: Vec<(usize, Hit)>, rules: &RuleSet) -> Vec<(usize, Hit)> {
    let covers: Vec<(usize, Span)> = hits
        .iter()
        // What is said as a remark only takes nothing away.
        .filter(|(number, hit)| hit.at_most.is_none() && !rules.rules()[*number].supersedes.is_empty())
        .filter_map(|(number, hit)| Some((*number, hit.cover.or(body(hit.place))?)))
        .collect();
    let is_covered = |number: usize, hit: &Hit| {
        let id = &rules.rules()[number].id;
        body(hit.place).is_some_and(|span| {
            covers.iter().any(|(winner, cover)| *winner != number && cover.overlaps(span) && rules.rules()[*winner].supersedes.contains(id))
        })
    };
    hits.into_iter().filter(|(number, hit)| !is_covered(*number, hit)).collect()
}

fn body(place: Place) -> Option<Span> {
    match place {
        Place::Body(span) => Some(span),
        Place::Complaint(_) | Place::File(_) => None,
    }
}
