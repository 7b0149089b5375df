//! What was found becomes every report that was asked for: one on standard output, others in files.

use std::io::{self, Write};

use super::args::ReportArguments;
use super::checker::{Checked, Checker};
use super::file::NewFile;
use super::known::Known;
use super::output::{Output, complain};
use crate::finding::Severity;
use crate::report::{self, Colour, Context, FileFindings, Report, Summary};

/// Reports that are being written, and what they have come to.
pub(super) struct Writer<'a> {
    sinks: Vec<Sink>,
    checker: &'a Checker,
    fails: Option<Severity>,
    /// Findings that are not to be told again.
    known: Option<Known>,
    pub(super) summary: Summary,
    /// Whether there is a file that could not be checked.
    pub(super) failed: bool,
}

/// A report, and where it goes.
struct Sink {
    report: Box<dyn Report>,
    colour: Colour,
    target: Target,
}

enum Target {
    StandardOutput,
    File(NewFile),
}

/// What a report is told next.
enum Step<'a> {
    Start,
    File(&'a FileFindings),
    Finish,
}

impl<'a> Writer<'a> {
    /// # Errors
    /// The file of a report cannot be written.
    pub(super) fn new(
        arguments: &ReportArguments,
        fails: Option<Severity>,
        colour: Colour,
        checker: &'a Checker,
        known: Option<Known>,
    ) -> io::Result<Self> {
        let mut sinks = vec![Sink { report: make(&arguments.format), colour, target: Target::StandardOutput }];
        for output in &arguments.output {
            let target = Target::File(NewFile::create(&output.path)?);
            sinks.push(Sink { report: make(&output.format), colour: Colour::Plain, target });
        }
        Ok(Self { sinks, checker, fails, known, summary: Summary::default(), failed: false })
    }

    pub(super) fn start(&mut self, out: &mut Output) -> io::Result<()> {
        self.tell(&Step::Start, out)
    }

    pub(super) fn write(&mut self, checked: Vec<Result<Checked, String>>, out: &mut Output) -> io::Result<()> {
        for checked in checked {
            match checked {
                Ok(checked) => {
                    let mut findings = self.checker.with_duplicates(checked);
                    self.checker.retain(&mut findings);
                    self.known.iter_mut().for_each(|known| known.retain(&mut findings));
                    self.summary.add(&findings);
                    self.tell(&Step::File(&findings), out)?;
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

    pub(super) fn finish(&mut self, out: &mut Output) -> io::Result<()> {
        self.tell(&Step::Finish, out)?;
        self.known.iter().for_each(Known::complain);
        for sink in self.sinks.drain(..) {
            if let Target::File(file) = sink.target {
                file.commit()?;
            }
        }
        Ok(())
    }

    fn tell(&mut self, step: &Step<'_>, out: &mut Output) -> io::Result<()> {
        let (mut gone, others) = (None, self.sinks.len() > 1);
        for (number, sink) in self.sinks.iter_mut().enumerate() {
            let context = Context { colour: sink.colour, rules: self.checker, fails: self.fails, sources: self.checker };
            let target: &mut dyn Write = match &mut sink.target {
                Target::StandardOutput => out,
                Target::File(file) => file,
            };
            let told = match step {
                Step::Start => sink.report.start(target),
                Step::File(findings) => sink.report.file(findings, &context, target),
                Step::Finish => sink.report.finish(&self.summary, &context, target),
            };
            match told {
                // Whoever read standard output has seen enough; the files are for somebody else.
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe && others => gone = Some(number),
                told => told?,
            }
        }
        if let Some(number) = gone {
            self.sinks.remove(number);
        }
        Ok(())
    }
}

fn make(format: &str) -> Box<dyn Report> {
    (report::format(format).expect("the arguments take the names of formats alone").make)()
}
