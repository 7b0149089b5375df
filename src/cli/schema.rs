//! The JSON schema of a kind of file, as `schemas/` publishes it.

use std::io::{self, Write};

use super::Outcome;
use super::args::SchemaArguments;
use super::output::Output;
use crate::workspace::FileKind;

pub(super) fn run(arguments: &SchemaArguments, output: &mut Output) -> io::Result<Outcome> {
    serde_json::to_writer_pretty(&mut *output, &FileKind::from(arguments.kind).schema())?;
    writeln!(output)?;
    Ok(Outcome::Clean)
}
