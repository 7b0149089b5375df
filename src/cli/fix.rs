//! Findings become mended files: at once, after a question for each wording, or as a diff of what would change.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::Outcome;
use super::args::FixArguments;
use super::checker::{Checked, Checker};
use super::inputs::{Inputs, Overlay};
use super::output::{Output, complain};
use super::suggestions::{self, Answer};
use crate::engine::fix::{End, Fixing, Step};
use crate::report::Colour;
use crate::workspace::{Disk, Files, Found, display, replace};

/// How many files are mended before what would change in them is shown.
const CHUNK: usize = 512;

/// What is to be done about findings that can be mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Nothing: they are reported.
    Report,
    /// Safe fixes are written.
    Fix,
    /// Safe fixes are written, and the user chooses among wordings.
    Ask,
    /// What [`Mode::Fix`] would write is shown.
    Diff,
}

impl Mode {
    pub(super) fn of(arguments: &FixArguments) -> Self {
        match arguments {
            FixArguments { diff: true, .. } => Self::Diff,
            FixArguments { suggestions: true, .. } => Self::Ask,
            FixArguments { fix: true, .. } => Self::Fix,
            _ => Self::Report,
        }
    }
}

/// Mends files, and counts what it has done.
#[derive(Debug, Default)]
pub(super) struct Fixer {
    fixes: AtomicUsize,
    files: AtomicUsize,
    failures: AtomicUsize,
}

/// A file, mended in memory.
struct Mended {
    /// What is left to be said about it.
    checked: Checked,
    old: Arc<[u8]>,
    new: Vec<u8>,
    applied: usize,
}

impl Fixer {
    /// Checks a file, writes its safe fixes, and gives what is left. What cannot be written is told, and then everything is left.
    pub(super) fn fix(&self, checker: &Checker, found: &Found) -> Result<Checked, String> {
        let mended = mend(checker, found, &(Arc::new(Disk) as Arc<dyn Files>))?;
        if mended.new == *mended.old {
            return Ok(mended.checked);
        }
        match replace(&found.path, &mended.old, &mended.new) {
            Ok(()) => {
                self.fixes.fetch_add(mended.applied, Ordering::Relaxed);
                self.files.fetch_add(1, Ordering::Relaxed);
                Ok(mended.checked)
            }
            Err(fault) => {
                complain(&fault.to_string());
                self.failures.fetch_add(1, Ordering::Relaxed);
                checker.check(found, &Disk)
            }
        }
    }

    /// Tells on standard error what was done; whether something could not be.
    pub(super) fn finish(&self) -> bool {
        let (fixes, files) = (self.fixes.load(Ordering::Relaxed), self.files.load(Ordering::Relaxed));
        if fixes > 0 {
            let plural = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
            complain(&format!("{} in {} fixed", plural(fixes, "finding"), plural(files, "file")));
        }
        self.failures.load(Ordering::Relaxed) > 0
    }
}

/// Applies the safe fixes of a file until none is left.
fn mend(checker: &Checker, found: &Found, files: &Arc<dyn Files>) -> Result<Mended, String> {
    let old = files.read(&found.path).map_err(|error| format!("{}: {error}", display(&found.path)))?;
    let mut fixing = Fixing::new(old.to_vec());
    loop {
        let checked = check_as(checker, found, fixing.bytes(), files)?;
        let findings = checked.findings.drafts.iter().flat_map(|draft| &draft.findings);
        if fixing.step(findings) == Step::Changed {
            continue;
        }
        match fixing.end {
            End::Settled => {}
            End::Unsettled => complain(&format!("{}: some fixes undo each other; look at it", checked.findings.path)),
            End::TakenBack => complain(&format!("{}: some fixes would make it unreadable; they are left out", checked.findings.path)),
        }
        return Ok(Mended { checked, old, applied: fixing.applied, new: fixing.into_bytes() });
    }
}

/// Checks a file as if it had other bytes.
fn check_as(checker: &Checker, found: &Found, bytes: &[u8], files: &Arc<dyn Files>) -> Result<Checked, String> {
    checker.check(found, &Overlay { path: found.path.clone(), bytes: bytes.into(), below: Arc::clone(files) })
}

/// Writes what was piped in to standard output, with its fixes.
pub(super) fn pass_through(checker: &Checker, inputs: &Inputs, output: &mut Output) -> io::Result<Outcome> {
    for found in inputs.found.iter().take(1) {
        match mend(checker, found, &inputs.files) {
            Ok(mended) => output.write_all(&mended.new)?,
            Err(fault) => {
                complain(&fault);
                return Ok(Outcome::Failure);
            }
        }
    }
    Ok(Outcome::Clean)
}

/// Prints what would be fixed: exit code 1 if anything would.
pub(super) fn diff(checker: &Checker, inputs: &Inputs, output: &mut Output) -> io::Result<Outcome> {
    let mut outcome = Outcome::Clean;
    for chunk in inputs.found.chunks(CHUNK) {
        let mended: Vec<Result<Mended, String>> = chunk.par_iter().map(|found| mend(checker, found, &inputs.files)).collect();
        for mended in mended {
            match mended {
                Ok(mended) if mended.new == *mended.old => {}
                Ok(mended) => {
                    outcome = if outcome == Outcome::Failure { outcome } else { Outcome::Findings };
                    show_diff(&mended, output)?;
                }
                Err(fault) => {
                    complain(&fault);
                    outcome = Outcome::Failure;
                }
            }
        }
    }
    Ok(outcome)
}

fn show_diff(mended: &Mended, output: &mut Output) -> io::Result<()> {
    let path = &mended.checked.findings.path;
    let texts = (String::from_utf8_lossy(&mended.old), String::from_utf8_lossy(&mended.new));
    let diff = similar::TextDiff::from_lines(texts.0.as_ref(), texts.1.as_ref());
    let text = diff.unified_diff().context_radius(3).header(&format!("a/{path}"), &format!("b/{path}")).to_string();
    for line in text.split_inclusive('\n') {
        let style = match line.as_bytes().first() {
            Some(b'+') => Some(anstyle::AnsiColor::Green),
            Some(b'-') => Some(anstyle::AnsiColor::Red),
            Some(b'@') => Some(anstyle::AnsiColor::Cyan),
            _ => None,
        };
        match style.filter(|_| output.colour == Colour::Ansi) {
            Some(colour) => write!(output, "{}{line}{}", colour.render_fg(), anstyle::Reset.render())?,
            None => write!(output, "{line}")?,
        }
    }
    Ok(())
}

/// Asks for each finding with a wording to choose, file by file, and writes what was chosen.
pub(super) fn ask(checker: &Checker, inputs: &Inputs, output: &mut Output) -> io::Result<Outcome> {
    if inputs.is_piped || !io::stdin().is_terminal() {
        complain("`--suggestions` asks what to write, and nobody can answer here; `--fix` alone writes what needs no answer");
        return Ok(Outcome::Failure);
    }
    let mut outcome = Outcome::Clean;
    for found in &inputs.found {
        let chosen = match mend(checker, found, &inputs.files) {
            Ok(mended) => {
                let check = |bytes: &[u8]| check_as(checker, found, bytes, &inputs.files);
                let (new, answer) = suggestions::choose(mended.new, check, &mut io::stdin().lock(), output)?;
                let written = if new == *mended.old { Ok(()) } else { replace(&found.path, &mended.old, &new) };
                written.map(|()| answer).map_err(|fault| fault.to_string())
            }
            Err(fault) => Err(fault),
        };
        match chosen {
            Ok(Answer::Continue) => {}
            Ok(Answer::Stop) => break,
            Err(fault) => {
                complain(&fault);
                outcome = Outcome::Failure;
            }
        }
    }
    Ok(outcome)
}
