//! Drafts held against each other: each draft becomes what the rules across drafts would say of it, and where an earlier one says the same, it is said.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::likeness::{Index, Signature};
use super::{finish, scope, suppression};
use crate::analysers::dialogue::Decision;
use crate::analysers::{Hit, Reading, fill};
use crate::finding::{Finding, Related, RuleId, Severity};
use crate::rules::{End, Family, RuleSet};

/// What a rule would say of a draft, if another draft says the same.
#[derive(Debug)]
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
        finish::severity(rule, reading.settings).filter(|_| scope::applies(rule, reading))?;
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
    let understanding = reading.dialogue();
    reading.complaint().is_some()
        && understanding.needs_answer()
        && ![Decision::NotAnswered, Decision::Generic].into_iter().any(|decision| understanding.holds(decision))
}

/// The drafts that were seen so far, by rule. They come in order, so that the same drafts give the same findings.
#[derive(Debug, Default)]
pub struct Seen {
    by_rule: BTreeMap<RuleId, (Index, Vec<Place>)>,
}

/// Where a draft stands.
#[derive(Clone, Debug)]
struct Place {
    path: Arc<str>,
    span: crate::text::Span,
}

impl Seen {
    /// Enters what may be said of a draft: what is to be said, because earlier drafts say the same.
    pub fn enter(&mut self, path: &Arc<str>, candidate: Candidate) -> Option<Finding> {
        let Candidate { signature, similarity, mut finding } = candidate;
        let (index, places) = self.by_rule.entry(finding.rule.clone()).or_default();
        let partners = index.enter(signature, similarity);
        places.push(Place { path: Arc::clone(path), span: finding.span });
        let first = &places[*partners.first()?];
        finding.message = fill(&finding.message, &[("other", &first.path)]);
        finding.related = partners
            .iter()
            .map(|&partner| &places[partner])
            .map(|place| Related { path: Some(Arc::clone(&place.path)), span: place.span, message: place.path.to_string() })
            .collect();
        Some(finding)
    }
}
