//! A folder gets a commented `tonfall.yaml`.

use std::fs::OpenOptions;
use std::io::{self, Write};

use super::Outcome;
use super::args::InitArguments;
use super::output::{Output, complain};

pub(super) fn run(arguments: &InitArguments, output: &mut Output) -> io::Result<Outcome> {
    for name in ["tonfall.yaml", "tonfall.yml"] {
        let there = arguments.folder.join(name);
        if there.exists() {
            complain(&format!("{} is there already; it stays as it is", there.display()));
            return Ok(Outcome::Failure);
        }
    }
    let path = arguments.folder.join("tonfall.yaml");
    let written =
        OpenOptions::new().write(true).create_new(true).open(&path).and_then(|mut file| file.write_all(crate::config::TEMPLATE.as_bytes()));
    if let Err(error) = written {
        complain(&format!("{}: {error}", path.display()));
        return Ok(Outcome::Failure);
    }
    writeln!(output, "Wrote {}. Every line in it is a comment or a default: change what your brand needs.", path.display())?;
    Ok(Outcome::Clean)
}
