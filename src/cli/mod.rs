//! The command line: arguments in, files in, reports out, exit code out. Knows nothing of the language server.

mod args;
mod baseline;
mod bulk;
mod check;
mod checker;
mod completions;
mod config;
mod explain;
mod file;
mod fix;
mod gate;
mod init;
mod inputs;
mod inspect;
mod known;
mod man;
mod output;
mod progress;
mod project;
mod reference;
mod rules;
mod schema;
mod scope;
mod suggestions;
mod watch;
mod writer;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};
use output::Output;

/// What Tonfall found, in one number: the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing at or above the severity that fails.
    Clean = 0,
    /// Findings at or above it.
    Findings = 1,
    /// Tonfall could not do its work: a faulty config or rule file, a path that cannot be read.
    Failure = 2,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}

/// Runs the command line. The language server is the other shell, which this one only knows how to start.
pub fn run(arguments: impl IntoIterator<Item = OsString>, language_server: fn() -> ExitCode) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are what was asked for; anything else could not be understood.
            let asked = !error.use_stderr();
            let printed = error.print();
            return if asked && printed.is_ok() { Outcome::Clean } else { Outcome::Failure }.into();
        }
    };
    let mut output = Output::new(arguments.color);
    let done = match &arguments.command {
        Command::Check(arguments) => check::run(arguments, &mut output),
        Command::Baseline(arguments) => baseline::run(arguments, &mut output),
        Command::Explain(arguments) => explain::run(arguments, &mut output),
        Command::Rules { command } => rules::run(command, &mut output),
        Command::Config(arguments) => config::run(arguments, &mut output),
        Command::Init(arguments) => init::run(arguments, &mut output),
        Command::Schema(arguments) => schema::run(arguments, &mut output),
        Command::Inspect(arguments) => inspect::run(arguments, &mut output),
        Command::Completions(arguments) => completions::run(arguments, &mut output),
        Command::Man(arguments) => man::run(arguments, &mut output),
        Command::Lsp(_) => return language_server(),
    };
    match done.and_then(|outcome| output.finish().map(|()| outcome)) {
        Ok(outcome) => outcome.into(),
        // Whoever read our output has seen enough, as in `tonfall check | head`.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Outcome::Clean.into(),
        Err(error) => {
            output::complain(&error.to_string());
            Outcome::Failure.into()
        }
    }
}
