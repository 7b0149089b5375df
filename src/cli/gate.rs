//! The sums of a run become its outcome: what may be published, and what may not.

use super::Outcome;
use super::args::CheckArguments;
use super::output::complain;
use crate::report::Summary;

/// Whether the findings, or the sums of them, make the run fail. Says which sum it was: no finding shows it.
pub(super) fn outcome(arguments: &CheckArguments, summary: &Summary) -> Outcome {
    let reached = arguments.fail_on.severity().is_some_and(|severity| summary.reaches(severity));
    let gates = [too_many_warnings(arguments, summary), too_low_score(arguments, summary)];
    gates.iter().flatten().for_each(|gate| complain(gate));
    if reached || gates.iter().any(Option::is_some) { Outcome::Findings } else { Outcome::Clean }
}

fn too_many_warnings(arguments: &CheckArguments, summary: &Summary) -> Option<String> {
    let most = arguments.gates.max_warnings?;
    let warnings = summary.warnings;
    (warnings > most).then(|| format!("{warnings} warnings are more than the {most} of `--max-warnings`"))
}

fn too_low_score(arguments: &CheckArguments, summary: &Summary) -> Option<String> {
    let least = arguments.gates.min_score?;
    (!summary.score.reaches(least)).then(|| format!("a score of {} is below the {least} of `--min-score`", summary.score))
}
