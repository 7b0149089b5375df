//! Drafts are checked: paths in, findings out, in the order of the paths whatever the number of threads.

use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::Outcome;
use super::args::CheckArguments;
use super::checker::{Checked, Checker};
use super::output::{Output, complain};
use super::progress::Progress;
use crate::report::{self, Context, Report, Summary};
use crate::workspace::{Discovered, Files, Found, discover};

/// How many files are checked before what was found in them is written: enough to keep every thread busy, few enough to keep in memory.
const CHUNK: usize = 512;

pub(super) fn run(arguments: &CheckArguments, output: &mut Output) -> io::Result<Outcome> {
    let Ok(threads) = rayon::ThreadPoolBuilder::new().num_threads(arguments.jobs).build() else {
        complain("the threads cannot be started; try `--jobs 1`");
        return Ok(Outcome::Failure);
    };
    let checker = Checker::new(&arguments.select, &arguments.ignore);
    let (piped, named): (Vec<_>, Vec<_>) = arguments.paths.iter().cloned().partition(|path| path == Path::new("-"));
    let discovered = if named.is_empty() { Discovered::default() } else { threads.install(|| discover(&named, checker.configs())) };
    discovered.faults.iter().for_each(|fault| complain(&fault.to_string()));

    let mut writer = Writer::new(&arguments.format, output.colour, &checker);
    writer.report.start(output)?;
    if !piped.is_empty() {
        let checked = check_standard_input(arguments, &checker);
        writer.write(vec![checked], output)?;
    }
    let progress = Progress::new(discovered.files.len());
    for chunk in discovered.files.chunks(CHUNK) {
        let checked = threads.install(|| chunk.par_iter().map(|found| checker.check(found, &crate::workspace::Disk)).collect());
        writer.write(checked, output)?;
        progress.advance(chunk.len());
    }
    progress.finish();
    writer.finish(output)?;
    let failed = writer.failed || !discovered.faults.is_empty();
    let summary = writer.summary;
    let faulty = checker.complain();
    let reached = arguments.fail_on.severity().is_some_and(|severity| summary.reaches(severity));
    Ok(match (failed || faulty, reached) {
        (true, _) => Outcome::Failure,
        (false, true) => Outcome::Findings,
        (false, false) => Outcome::Clean,
    })
}

/// A report that is being written, and what it has come to.
struct Writer<'a> {
    report: Box<dyn Report>,
    colour: report::Colour,
    checker: &'a Checker,
    summary: Summary,
    failed: bool,
}

impl<'a> Writer<'a> {
    fn new(format: &str, colour: report::Colour, checker: &'a Checker) -> Self {
        let format = report::format(format).expect("the arguments take the names of formats alone");
        Self { report: (format.make)(), colour, checker, summary: Summary::default(), failed: false }
    }

    fn write(&mut self, checked: Vec<Result<Checked, String>>, out: &mut Output) -> io::Result<()> {
        let why = |rule: &str| self.checker.why(rule);
        let context = Context { colour: self.colour, why: &why, sources: self.checker };
        for checked in checked {
            match checked {
                Ok(checked) => {
                    let findings = self.checker.with_duplicates(checked);
                    self.summary.add(&findings);
                    self.report.file(&findings, &context, out)?;
                }
                Err(fault) => {
                    out.flush()?;
                    complain(&fault);
                    self.failed = true;
                }
            }
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut Output) -> io::Result<()> {
        let why = |rule: &str| self.checker.why(rule);
        let context = Context { colour: self.colour, why: &why, sources: self.checker };
        self.report.finish(&self.summary, &context, out)
    }
}

fn check_standard_input(arguments: &CheckArguments, checker: &Checker) -> Result<Checked, String> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(crate::workspace::MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|error| format!("standard input: {error}"))?;
    if bytes.len() as u64 > crate::workspace::MAX_BYTES {
        return Err("standard input is larger than a file of drafts may be".to_owned());
    }
    let path = arguments.stdin_path.clone().unwrap_or_else(|| "stdin.md".into());
    let project = checker.configs().project(&path, Path::new("."));
    checker.check(&Found { path: path.clone(), project }, &Piped { path, bytes: bytes.into() })
}

/// The disk, with standard input in front of it.
struct Piped {
    path: std::path::PathBuf,
    bytes: Arc<[u8]>,
}

impl Files for Piped {
    fn read(&self, path: &Path) -> io::Result<Arc<[u8]>> {
        if path == self.path { Ok(Arc::clone(&self.bytes)) } else { crate::workspace::Disk.read(path) }
    }
}
