//! The examples of rules are run: does each rule flag what it should, and leave alone what it should?

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use super::super::Outcome;
use super::super::args::TestArguments;
use super::super::explain::unknown;
use super::super::output::{Output, complain};
use super::super::project::Project;
use super::super::watch::{self, Own};
use crate::engine::{self, Exhibit};
use crate::rules::{Example, Role, RuleSet};
use crate::text::Language;
use crate::workspace;

/// Runs the examples of rules: of all, or of those named.
pub(super) fn run(arguments: &TestArguments, output: &mut Output) -> io::Result<Outcome> {
    if !arguments.watch {
        return once(arguments, output).map(|(outcome, _)| outcome);
    }
    watch::run(&[], Own { reports: Vec::new() }, output, |output| once(arguments, output))
}

/// Runs them once; the project that they are of comes back with the outcome.
fn once(arguments: &TestArguments, output: &mut Output) -> io::Result<(Outcome, Vec<Arc<workspace::Project>>)> {
    let project = Project::of(Path::new("."));
    let outcome = test(&project, &arguments.rules, arguments.coverage, output)?;
    Ok((outcome, vec![project.project]))
}

fn test(project: &Project, named: &[String], coverage: bool, output: &mut Output) -> io::Result<Outcome> {
    let faulty = project.complain();
    let rules = project.rules();
    let ids: Vec<&str> = rules.rules().iter().map(|rule| rule.id.as_str()).collect();
    if let Some(id) = named.iter().find(|id| !ids.contains(&id.as_str())) {
        complain(&unknown(id, ids.into_iter()));
        return Ok(Outcome::Failure);
    }
    let (mut passed, mut failed) = (0, 0);
    for id in ids.into_iter().filter(|id| named.is_empty() || named.iter().any(|name| name == id)) {
        let (good, faults) = examine(rules, id, coverage);
        passed += good;
        failed += faults.len();
        for fault in faults {
            writeln!(output, "{}: {fault}", output.strong(id))?;
        }
    }
    writeln!(output, "{passed} passed, {failed} failed")?;
    Ok(match (faulty, failed) {
        (true, _) => Outcome::Failure,
        (false, 0) => Outcome::Clean,
        (false, _) => Outcome::Findings,
    })
}

/// Holds a rule against its examples: how many passed, and what is wrong with the others and with the examples as a whole.
pub(super) fn examine(rules: &RuleSet, id: &str, coverage: bool) -> (usize, Vec<String>) {
    let Some(rule) = rules.get(id) else { return (0, Vec::new()) };
    let examples = rules.file(id).and_then(|file| file.examples).unwrap_or_default();
    let mut passed = 0;
    let mut faults = Vec::new();
    let mut exercised = std::collections::BTreeSet::new();
    for example in &examples {
        match Exhibit::new(example, rule) {
            Err(fault) => faults.push(format!("{}: {fault}", shown(example))),
            Ok(exhibit) => {
                exercised.extend(exhibit.exercises(rules, id).into_iter().map(|role| (example.lang, role)));
                match exhibit.try_rule(rules, id) {
                    engine::Outcome::Passed => passed += 1,
                    engine::Outcome::Failed(why) => faults.push(format!("{}: {why}", shown(example))),
                }
            }
        }
    }
    for language in Language::ALL {
        let Some(part) = rule.part(language) else { continue };
        let has = |flagged: bool| examples.iter().any(|example| example.lang == language && example.flag.is_some() == flagged);
        for (flagged, kind) in [(true, "flag"), (false, "allow")] {
            if !has(flagged) {
                faults.push(format!("there is no `{kind}` example in `{}`", language.code()));
            }
        }
        if coverage {
            let entries = (0u32..).zip(part.find()).filter(|(index, _)| !exercised.contains(&(language, Role::Find(*index))));
            faults.extend(entries.map(|(_, entry)| format!("no `{}` example exercises `{}`", language.code(), entry.source())));
            let signals = (0u32..).zip(part.signals()).filter(|(index, _)| !exercised.contains(&(language, Role::Signal(*index))));
            faults.extend(signals.map(|(_, (name, _))| format!("no `{}` example exercises the signal `{name}`", language.code())));
        }
    }
    (passed, faults)
}

fn shown(example: &Example) -> String {
    let (kind, text) = match (&example.flag, &example.allow) {
        (Some(text), _) => ("flag", text),
        (None, Some(text)) => ("allow", text),
        (None, None) => return format!("an example in `{}`", example.lang.code()),
    };
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{} {kind} `{line}`", example.lang.code())
}
