//! Drafts become the numbers of the page's plots.

use std::collections::BTreeMap;

use crate::finding::{RuleId, Severity};
use crate::report::{DraftFindings, Mean};

/// How many findings of each severity: errors, warnings, notes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) infos: usize,
}

impl Counts {
    pub(super) fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }

    pub(super) fn sum(self) -> usize {
        self.errors + self.warnings + self.infos
    }
}

/// What was found with one rule, on one channel, or of one author.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Group {
    pub(super) counts: Counts,
    pub(super) drafts: usize,
    pub(super) score: Mean,
}

/// The least points of each class of drafts, from the best.
pub(super) const CLASSES: [u8; 6] = [100, 90, 70, 40, 1, 0];

#[derive(Default)]
pub(super) struct Stats {
    rules: BTreeMap<RuleId, Group>,
    channels: BTreeMap<Option<String>, Group>,
    authors: BTreeMap<Option<String>, Group>,
    classes: [usize; CLASSES.len()],
    clean: usize,
}

impl Stats {
    pub(super) fn add(&mut self, draft: &DraftFindings) {
        let score = draft.score();
        let class = CLASSES.iter().position(|least| score.points() >= *least).unwrap_or_default();
        self.classes[class] += 1;
        self.clean += usize::from(draft.findings.is_empty());
        let channel = self.channels.entry(draft.about.channel.clone()).or_default();
        let author = self.authors.entry(draft.about.author.clone()).or_default();
        for group in [channel, author] {
            group.drafts += 1;
            group.score.add(score);
            draft.findings.iter().for_each(|finding| group.counts.add(finding.severity));
        }
        let mut seen: Vec<&RuleId> = Vec::new();
        for finding in &draft.findings {
            let group = self.rules.entry(finding.rule.clone()).or_default();
            group.counts.add(finding.severity);
            if !seen.contains(&&finding.rule) {
                seen.push(&finding.rule);
                group.drafts += 1;
                group.score.add(score);
            }
        }
    }

    /// Drafts without findings.
    pub(super) fn clean(&self) -> usize {
        self.clean
    }

    pub(super) fn classes(&self) -> [usize; CLASSES.len()] {
        self.classes
    }

    /// In the order of their ids.
    pub(super) fn rule_ids(&self) -> Vec<&RuleId> {
        self.rules.keys().collect()
    }

    /// The rules with the most findings first.
    pub(super) fn rules(&self) -> Vec<(&str, Group)> {
        most_first(self.rules.iter().map(|(id, group)| (id.as_str(), *group)).collect())
    }

    /// The channels with the most findings first; `None` are drafts that name none.
    pub(super) fn channels(&self) -> Vec<(Option<&str>, Group)> {
        most_first(self.channels.iter().map(|(name, group)| (name.as_deref(), *group)).collect())
    }

    /// The authors with the most findings first; `None` are drafts that name none.
    pub(super) fn authors(&self) -> Vec<(Option<&str>, Group)> {
        most_first(self.authors.iter().map(|(name, group)| (name.as_deref(), *group)).collect())
    }
}

/// By the number of findings; among equals in the order of their names, which they come in.
fn most_first<T>(mut groups: Vec<(T, Group)>) -> Vec<(T, Group)> {
    groups.sort_by_key(|(_, group)| std::cmp::Reverse(group.counts.sum()));
    groups
}
