//! Drafts are checked: paths in, findings out, in the order of the paths whatever the number of threads.

use std::io::{self, Write};

use rayon::prelude::*;

use super::Outcome;
use super::args::CheckArguments;
use super::checker::Checker;
use super::fix::{self, Fixer, Mode};
use super::gate;
use super::inputs::Inputs;
use super::output::{Output, complain};
use super::progress::Progress;
use super::writer::Writer;

/// How many files are checked before what was found in them is written: enough to keep every thread busy, few enough to keep in memory.
const CHUNK: usize = 512;

pub(super) fn run(arguments: &CheckArguments, output: &mut Output) -> io::Result<Outcome> {
    let Ok(threads) = rayon::ThreadPoolBuilder::new().num_threads(arguments.jobs).build() else {
        complain("the threads cannot be started; try `--jobs 1`");
        return Ok(Outcome::Failure);
    };
    threads.install(|| {
        let checker = Checker::new(&arguments.select, &arguments.ignore);
        let inputs = Inputs::new(arguments, checker.configs());
        let outcome = match Mode::of(&arguments.fixing) {
            Mode::Fix if inputs.is_piped => fix::pass_through(&checker, &inputs, output)?,
            Mode::Report | Mode::Fix => report(arguments, &checker, &inputs, output)?,
            Mode::Ask => match fix::ask(&checker, &inputs, output)? {
                Outcome::Failure => Outcome::Failure,
                _ => report(arguments, &checker, &inputs, output)?,
            },
            Mode::Diff => fix::diff(&checker, &inputs, output)?,
        };
        let faulty = checker.complain();
        Ok(if faulty || inputs.failed { Outcome::Failure } else { outcome })
    })
}

/// Checks every file, and reports what was found, or what is left of it where files are fixed.
fn report(arguments: &CheckArguments, checker: &Checker, inputs: &Inputs, output: &mut Output) -> io::Result<Outcome> {
    let mut writer = Writer::new(&arguments.report, arguments.fail_on.severity(), output.colour, checker)?;
    writer.start(output)?;
    let fixer = (Mode::of(&arguments.fixing) == Mode::Fix).then(Fixer::default);
    let progress = Progress::new(inputs.found.len());
    for chunk in inputs.found.chunks(CHUNK) {
        let check = |found| match &fixer {
            Some(fixer) => fixer.fix(checker, found),
            None => checker.check(found, inputs.files.as_ref()),
        };
        writer.write(chunk.par_iter().map(check).collect(), output)?;
        progress.advance(chunk.len());
    }
    progress.finish();
    writer.finish(output)?;
    let failed = writer.failed | fixer.is_some_and(|fixer| fixer.finish());
    // What is said of the sums comes behind what they are the sums of.
    output.flush()?;
    let outcome = gate::outcome(arguments, &writer.summary);
    Ok(if failed { Outcome::Failure } else { outcome })
}
