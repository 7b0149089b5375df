//! Drafts, rules and settings become findings: pure, total, in the same order every time. The one door through which both shells come.
//! Reads each draft once, looks for every rule's phrases in one pass, and runs only the rules that found something or that cannot know without running.

mod across;
mod coin;
mod examples;
mod exclusion;
mod families;
mod finish;
mod likeness;
pub mod fix;
mod precedence;
mod remedies;
mod scope;
mod suppression;
mod tally;
mod trace;

use std::collections::BTreeSet;

pub use across::{Candidate, Place, Seen, candidates};
pub use coin::{Coined, Sketch, coin};
pub use examples::{Exhibit, Outcome};
pub use exclusion::Obstacle;
pub use remedies::{Objection, objections};
pub use scope::Mismatch;
pub use tally::{Tally, tally};
pub use trace::{Trace, trace};

use crate::analysers::{Analyser, Check, Hit, Reading, analyser, dialogue};
use crate::config::Settings;
use crate::draft::{Draft, Kind};
use crate::finding::{Finding, RuleId};
use crate::rules::{Family, PhraseHit, Role, RuleSet};

/// Rule ids of findings that no rule file makes: of drafts that cannot be read as they should, and of allowances that allow nothing.
pub const OWN_RULES: [&str; 5] = [suppression::UNUSED, "front-matter", "encoding", "complaint-file", "record"];

/// Checks one draft: every finding, in the order of their places.
#[must_use]
pub fn lint(draft: &Draft, rules: &RuleSet, settings: &Settings) -> Vec<Finding> {
    let reading = Reading::new(draft, settings);
    lint_reading(&reading, rules)
}

/// Checks a draft that has been read already.
#[must_use]
pub fn lint_reading(reading: &Reading<'_>, rules: &RuleSet) -> Vec<Finding> {
    make_ready(reading, rules);
    let evaluation = Evaluation::new(reading, rules);
    let hits = precedence::settle(evaluation.hits(), rules);
    let mut findings = finish::findings(hits, reading, rules);
    findings.extend(finish::problems(reading));
    findings.extend(finish::unknown_rules(reading, rules));
    finish::sort(&mut findings);
    suppression::apply(findings, reading, rules)
}

/// Makes what is made once per language: the rules' phrases here, those of the dialogue beside it, as neither needs the other. Who checks a single
/// reply waits for little else.
fn make_ready(reading: &Reading<'_>, rules: &RuleSet) {
    let language = reading.language();
    if reading.draft.kind == Kind::Reply && !dialogue::is_ready(language) {
        std::thread::scope(|scope| {
            scope.spawn(|| dialogue::make_ready(language));
            let _made = rules.lexicon(Kind::Reply, language);
        });
    }
}

/// Checks a draft by one rule alone, nothing superseded and nothing suppressed: what a rule's examples are held against.
/// Whether a suppression is idle depends on every rule, so all of them run there.
#[must_use]
pub fn lint_with(draft: &Draft, rules: &RuleSet, settings: &Settings, id: &str) -> Vec<Finding> {
    let reading = Reading::new(draft, settings);
    if id == suppression::UNUSED {
        return lint_reading(&reading, rules).into_iter().filter(|finding| finding.rule.as_str() == id).collect();
    }
    let evaluation = Evaluation::new(&reading, rules);
    let Some(number) = rules.number(id) else { return Vec::new() };
    let hits = evaluation.evaluate(number).into_iter().map(|hit| (number, hit)).collect();
    finish::findings(hits, &reading, rules)
}

/// What a rule looks for and what of it stands in a draft, exclusions left aside: what coverage counts.
fn roles_found(draft: &Draft, rules: &RuleSet, settings: &Settings, id: &str) -> BTreeSet<Role> {
    let reading = Reading::new(draft, settings);
    let evaluation = Evaluation::new(&reading, rules);
    rules.number(id).map_or_else(BTreeSet::new, |number| evaluation.raw(number).into_iter().map(|hit| hit.role).collect())
}

/// A draft's phrases, found, and the rules that are to judge them.
struct Evaluation<'a> {
    reading: &'a Reading<'a>,
    rules: &'a RuleSet,
    /// By rule number, ascending.
    found: Vec<(u32, PhraseHit)>,
}

impl<'a> Evaluation<'a> {
    fn new(reading: &'a Reading<'a>, rules: &'a RuleSet) -> Self {
        let applies = |number: u32| rules.rules().get(number as usize).is_some_and(|rule| scope::applies(rule, reading));
        Self { reading, rules, found: rules.lexicon(reading.draft.kind, reading.language()).find(&reading.prose, &applies) }
    }

    /// What the lexicon found for a rule.
    fn raw(&self, number: usize) -> Vec<PhraseHit> {
        let start = self.found.partition_point(|(rule, _)| (*rule as usize) < number);
        self.found[start..].iter().take_while(|(rule, _)| *rule as usize == number).map(|(_, hit)| hit.clone()).collect()
    }

    /// What the rules that are on find.
    fn hits(&self) -> Vec<(usize, Hit)> {
        let mut with_phrases: Vec<usize> = self.found.iter().map(|(rule, _)| *rule as usize).collect();
        with_phrases.dedup();
        let mut due: Vec<usize> = with_phrases;
        due.extend_from_slice(self.rules.always());
        due.sort_unstable();
        due.dedup();
        due.retain(|&number| self.reading.severity(&self.rules.rules()[number]).is_some());
        due.into_iter().flat_map(|number| self.evaluate(number).into_iter().map(move |hit| (number, hit))).collect()
    }

    /// What one rule finds, whether it is on or off.
    fn evaluate(&self, number: usize) -> Vec<Hit> {
        let rule = &self.rules.rules()[number];
        let Some(part) = rule.part(self.reading.language()) else { return Vec::new() };
        if !scope::applies(rule, self.reading) {
            return Vec::new();
        }
        let valid = exclusion::valid(self.raw(number), self.reading, rule, part);
        let case = families::Case { reading: self.reading, rule, part, hits: &valid };
        match &rule.family {
            Family::Find => families::find(&case),
            Family::Density { max, per } => families::density(&case, *max, *per),
            Family::Require(end) => families::require(&case, *end),
            Family::Limit { metric, max, min } => families::limit(&case, *metric, *max, *min),
            Family::Consistent => families::consistent(&case),
            Family::Score { at_least, distinct, signals } => {
                let of_rule = |id: &RuleId| {
                    self.rules
                        .number(id.as_str())
                        .filter(|&other| other != number && !self.is_score(other))
                        .map(|other| self.evaluate(other))
                };
                families::score(&case, *at_least, *distinct, signals, &of_rule)
            }
            // Told where drafts are held against each other: one alone says nothing.
            Family::Across(_) => Vec::new(),
            Family::Analyser(name) => analyser(name).map_or_else(Vec::new, |analyser| analysed(analyser, &case)),
        }
    }

    /// A score counts what other rules find, but no other score: so scores cannot go in circles.
    fn is_score(&self, number: usize) -> bool {
        matches!(self.rules.rules()[number].family, Family::Score { .. })
    }
}

fn analysed(analyser: &dyn Analyser, case: &families::Case<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    analyser.check(&Check::new(case.reading, case.rule, case.part, case.hits), &mut hits);
    hits
}
