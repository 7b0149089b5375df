//! Drafts are checked: paths in, findings out, in the order of the paths whatever the number of threads.

use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::Outcome;
use super::args::CheckArguments;
use super::checker::{Checked, Checker};
use super::gate;
use super::output::{Output, complain};
use super::progress::Progress;
use super::writer::Writer;
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

    let mut writer = Writer::new(&arguments.report, arguments.fail_on.severity(), output.colour, &checker)?;
    writer.start(output)?;
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
    // What is said of the sums comes behind what they are the sums of.
    output.flush()?;
    let outcome = gate::outcome(arguments, &writer.summary);
    let faulty = checker.complain();
    Ok(if failed || faulty { Outcome::Failure } else { outcome })
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
