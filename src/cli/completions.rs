//! The command line's own description becomes a script with which a shell completes it.

use std::io::{self, Write};

use clap::CommandFactory;

use super::Outcome;
use super::args::{Arguments, CompletionsArguments};
use super::output::Output;

pub(super) fn run(arguments: &CompletionsArguments, output: &mut Output) -> io::Result<Outcome> {
    // The generator knows no errors of writing.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "tonfall", &mut script);
    output.write_all(&script)?;
    Ok(Outcome::Clean)
}
