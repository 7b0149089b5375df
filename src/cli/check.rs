//! Drafts are checked: paths in, findings out, in the order of the paths whatever the number of threads.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::Outcome;
use super::args::CheckArguments;
use super::bulk;
use super::checker::{Checked, Checker};
use super::fix::{self, Fixer, Mode};
use super::gate;
use super::inputs::Inputs;
use super::known::Known;
use super::output::{Output, complain};
use super::progress::Progress;
use super::scope::{self, Scope};
use super::watch::{self, Own};
use super::writer::Writer;
use crate::workspace::{Found, Project};

/// How many files are checked before what was found in them is written: enough to keep every thread busy, few enough to keep in memory.
const CHUNK: usize = 512;

pub(super) fn run(arguments: &CheckArguments, output: &mut Output) -> io::Result<Outcome> {
    // This thread works with the others: a single file then waits for none of them.
    let Ok(threads) = rayon::ThreadPoolBuilder::new().num_threads(arguments.jobs).use_current_thread().build() else {
        complain("the threads cannot be started; try `--jobs 1`");
        return Ok(Outcome::Failure);
    };
    if !arguments.watch {
        return threads.install(|| once(arguments, output)).map(|(outcome, _)| outcome);
    }
    if arguments.paths.iter().any(|path| path == Path::new("-")) {
        return Ok(scope::refuse("standard input cannot be watched: name files or folders"));
    }
    let own = Own { reports: arguments.report.output.iter().map(|output| output.path.clone()).collect() };
    threads.install(|| watch::run(&arguments.paths, own, output, |output| once(arguments, output)))
}

/// Checks what was asked for, and says of which projects it was.
fn once(arguments: &CheckArguments, output: &mut Output) -> io::Result<(Outcome, Vec<Arc<Project>>)> {
    let (mut scope, known) = match (Scope::new(&arguments.scope, &arguments.paths), scope::known(&arguments.scope)) {
        (Ok(scope), Ok(known)) => (scope, known),
        (Err(fault), _) | (_, Err(fault)) => return Ok((scope::refuse(&fault), Vec::new())),
    };
    let mut checker = Checker::new(&arguments.select, &arguments.ignore, scope::configs(&arguments.source, Arc::clone(&scope.files)));
    let inputs = Inputs::new(arguments, &mut scope, checker.configs());
    checker.narrow(scope);
    let outcome = match Mode::of(&arguments.fixing) {
        Mode::Fix if inputs.is_piped => fix::pass_through(&checker, &inputs, output)?,
        Mode::Report | Mode::Fix => report(arguments, &checker, &inputs, known, output)?,
        Mode::Ask => match fix::ask(&checker, &inputs, output)? {
            Outcome::Failure => Outcome::Failure,
            _ => report(arguments, &checker, &inputs, known, output)?,
        },
        Mode::Diff => fix::diff(&checker, &inputs, output)?,
    };
    let faulty = checker.complain();
    let outcome = if faulty || inputs.failed { Outcome::Failure } else { outcome };
    Ok((outcome, checker.configs().projects()))
}

/// Checks every file, and reports what was found, or what is left of it where files are fixed.
fn report(
    arguments: &CheckArguments,
    checker: &Checker,
    inputs: &Inputs,
    known: Option<Known>,
    output: &mut Output,
) -> io::Result<Outcome> {
    let mut writer = Writer::new(&arguments.report, arguments.fail_on.severity(), output.colour, checker, known)?;
    writer.start(output)?;
    let fixer = (Mode::of(&arguments.fixing) == Mode::Fix).then(Fixer::default);
    let work = fixer.as_ref().map_or(Work::Check(checker), |fixer| Work::Fix(checker, fixer));
    let is_seen = io::stdout().is_terminal();
    let take = |checked| {
        writer.write(checked, output)?;
        // What is shown beside a bar is shown at once.
        if is_seen { output.flush() } else { Ok(()) }
    };
    each(inputs, work, take)?;
    writer.finish(output)?;
    let failed = writer.failed | fixer.is_some_and(|fixer| fixer.finish());
    // What is said of the sums comes behind what they are the sums of.
    output.flush()?;
    let outcome = gate::outcome(arguments, &writer.summary);
    Ok(if failed { Outcome::Failure } else { outcome })
}

/// What is to be done with each file.
#[derive(Clone, Copy)]
pub(super) enum Work<'a> {
    Check(&'a Checker),
    Fix(&'a Checker, &'a Fixer),
}

/// Does it, many files at once, and hands on what was found in their order.
pub(super) fn each(
    inputs: &Inputs,
    work: Work<'_>,
    mut with: impl FnMut(Vec<Result<Checked, String>>) -> io::Result<()>,
) -> io::Result<()> {
    let progress = Progress::of_files(inputs.found.len());
    let mut with = |checked| progress.beside(|| with(checked));
    let is_streamed = |found: &Found| matches!(work, Work::Check(_)) && bulk::is_streamed(found);
    for chunk in inputs.found.chunks(CHUNK) {
        for run in chunk.chunk_by(|a, b| !is_streamed(a) && !is_streamed(b)) {
            match (work, run) {
                (Work::Check(checker), [found]) if is_streamed(found) => bulk::check(checker, found, inputs.files.as_ref(), &mut with)?,
                (Work::Check(checker), run) => with(run.par_iter().map(|found| checker.check(found, inputs.files.as_ref())).collect())?,
                (Work::Fix(checker, fixer), run) => with(run.par_iter().map(|found| fixer.fix(checker, found)).collect())?,
            }
        }
        progress.advance(chunk.len());
    }
    progress.finish();
    Ok(())
}
