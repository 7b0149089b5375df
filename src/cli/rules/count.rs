//! A folder of drafts becomes numbers: in how many drafts each rule and each phrase says something.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::super::output::complain;
use crate::analysers::Reading;
use crate::engine::{self, Tally};
use crate::rules::{Role, RuleSet};
use crate::text::Language;
use crate::workspace::{Configs, Disk, discover, display, read_source};

/// What was counted.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) drafts: usize,
    /// By rule id.
    pub(super) rules: BTreeMap<String, Count>,
    /// Whether a file could not be read, which has been told.
    pub(super) failed: bool,
}

/// What was counted of one rule.
#[derive(Clone, Debug, Default)]
pub(super) struct Count {
    /// The drafts that the rule speaks of: of its kind, in its languages, on its channels.
    pub(super) drafts: usize,
    /// Those in which it finds something.
    pub(super) hit: usize,
    pub(super) findings: usize,
    /// By language and phrase: in how many drafts it counts, and the first of these.
    pub(super) phrases: BTreeMap<(Language, Role), (usize, String)>,
    /// The drafts by language.
    pub(super) spoken: BTreeMap<Language, usize>,
}

impl Count {
    /// The share of its drafts in which the rule finds something, in per cent.
    pub(super) fn share(&self) -> f64 {
        share(self.hit, self.drafts)
    }
}

/// A share in per cent; of nothing, none.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 * 100.0 / whole as f64 }
}

/// Counts over the drafts of a folder, by the rules of this set.
pub(super) fn count(folder: &Path, rules: &RuleSet) -> Counts {
    let configs = Configs::new(Arc::new(Disk));
    let found = discover(&[folder.to_owned()], &configs);
    found.faults.iter().for_each(|fault| complain(&fault.to_string()));
    let mut counts = Counts { failed: !found.faults.is_empty(), ..Counts::default() };
    for file in &found.files {
        let source = match read_source(file, &Disk) {
            Ok(source) => source,
            Err(fault) => {
                complain(&fault.to_string());
                counts.failed = true;
                continue;
            }
        };
        let path = display(&file.path);
        for draft in &source.drafts {
            let reading = Reading::new(draft, &source.settings);
            counts.drafts += 1;
            engine::tally(&reading, rules).into_iter().for_each(|tally| counts.add(tally, reading.language(), &path, rules));
        }
    }
    counts
}

impl Counts {
    fn add(&mut self, tally: Tally, language: Language, path: &str, rules: &RuleSet) {
        let id = rules.rules()[tally.rule].id.as_str();
        let count = self.rules.entry(id.to_owned()).or_default();
        count.drafts += 1;
        *count.spoken.entry(language).or_default() += 1;
        count.hit += usize::from(tally.findings > 0);
        count.findings += tally.findings;
        for role in tally.phrases {
            let (number, _) = count.phrases.entry((language, role)).or_insert_with(|| (0, path.to_owned()));
            *number += 1;
        }
    }
}
