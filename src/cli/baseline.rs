//! What is found today becomes a baseline, and what is gone is taken out of it.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use super::Outcome;
use super::args::{BaselineArguments, BaselineCommand, BaselineTarget};
use super::check;
use super::checker::{Checked, Checker};
use super::inputs::Inputs;
use super::known::Known;
use super::output::{Output, complain};
use super::scope::{self, refuse};
use crate::workspace::{Baseline, Disk, display, replace};

pub(super) fn run(arguments: &BaselineArguments, output: &mut Output) -> io::Result<Outcome> {
    match &arguments.command {
        None => create(&arguments.target, output),
        Some(BaselineCommand::Update(target)) => update(target, output),
    }
}

/// Writes every finding into a new baseline.
fn create(target: &BaselineTarget, output: &mut Output) -> io::Result<Outcome> {
    let place = Known::of(&target.file, Baseline::default());
    let mut baseline = Baseline::default();
    let outcome = each(target, |file| place.add_to(file, &mut baseline))?;
    if outcome == Outcome::Failure {
        return Ok(outcome);
    }
    let count = baseline.len();
    write(&target.file, &baseline, output, &format!("{count} finding{} put into", if count == 1 { "" } else { "s" }))
}

/// Takes what is not found any more out of a baseline.
fn update(target: &BaselineTarget, output: &mut Output) -> io::Result<Outcome> {
    let mut known = match Known::read(&target.file) {
        Ok(known) => known,
        Err(fault) => return Ok(refuse(&fault)),
    };
    let outcome = each(target, |file| known.retain(&mut file.clone()))?;
    if outcome == Outcome::Failure {
        return Ok(outcome);
    }
    let stale = known.stale();
    let count: usize = stale.iter().map(|stale| stale.count).sum();
    let text = fs::read_to_string(&target.file)?;
    let baseline = Baseline::parse(&text).unwrap_or_default().without(&stale);
    write(&target.file, &baseline, output, &format!("{count} entr{} taken out of", if count == 1 { "y" } else { "ies" }))
}

/// Checks every file.
fn each(target: &BaselineTarget, mut with: impl FnMut(&crate::report::FileFindings)) -> io::Result<Outcome> {
    let checker = Checker::new(&[], &[], scope::configs(&target.source, Arc::new(Disk)));
    let inputs = Inputs::of_paths(&target.paths, checker.configs());
    let mut failed = inputs.failed;
    let take = |all: Vec<Result<Checked, String>>| {
        for checked in all {
            match checked {
                Ok(checked) => with(&checker.with_duplicates(checked)),
                Err(fault) => {
                    complain(&fault);
                    failed = true;
                }
            }
        }
        Ok(())
    };
    check::each(&inputs, check::Work::Check(&checker), take)?;
    Ok(if checker.complain() || failed { Outcome::Failure } else { Outcome::Clean })
}

fn write(path: &Path, baseline: &Baseline, output: &mut Output, what: &str) -> io::Result<Outcome> {
    let json = baseline.to_json();
    let written = match fs::read(path) {
        Ok(old) if old == json.as_bytes() => Ok(()),
        Ok(old) => replace(path, &old, json.as_bytes()).map_err(|fault| fault.to_string()),
        Err(_) => fs::write(path, json).map_err(|error| format!("{}: {error}", display(path))),
    };
    match written {
        Ok(()) => writeln!(output, "{what} {}", display(path)).map(|()| Outcome::Clean),
        Err(fault) => Ok(refuse(&fault)),
    }
}
