//! The command line's own description becomes manual pages: `tonfall.1`, and one for each command.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use super::Outcome;
use super::args::{Arguments, ManArguments};
use super::output::{Output, complain};
use crate::workspace::display;

pub(super) fn run(arguments: &ManArguments, output: &mut Output) -> io::Result<Outcome> {
    let pages = pages();
    if let Some(folder) = &arguments.folder {
        return Ok(write(&pages, folder));
    }
    let name = arguments.command.as_ref().map_or_else(|| "tonfall".to_owned(), |command| format!("tonfall-{command}"));
    let Some(page) = pages.iter().find(|page| self::name(page) == name) else {
        let names: Vec<&str> = pages.iter().filter_map(|page| self::name(page).strip_prefix("tonfall-")).collect();
        complain(&format!("there is no such command; there are {}", names.join(", ")));
        return Ok(Outcome::Failure);
    };
    output.write_all(&rendered(page)?)?;
    Ok(Outcome::Clean)
}

/// Tonfall and its commands, each with the name of its page.
fn pages() -> Vec<Command> {
    // Built, so that every command has the options that are good for all.
    let mut all = Arguments::command().disable_help_subcommand(true);
    all.build();
    let commands = all.get_subcommands().filter(|command| !command.is_hide_set());
    let mut pages: Vec<Command> = commands.map(|command| command.clone().version(env!("CARGO_PKG_VERSION"))).collect();
    pages.insert(0, all);
    pages
}

/// `tonfall`, `tonfall-check`.
fn name(page: &Command) -> &str {
    page.get_display_name().unwrap_or(page.get_name())
}

fn write(pages: &[Command], folder: &Path) -> Outcome {
    for page in pages {
        let path = folder.join(format!("{}.1", name(page)));
        if let Err(error) = rendered(page).and_then(|bytes| fs::write(&path, bytes)) {
            complain(&format!("{}: {error}", display(&path)));
            return Outcome::Failure;
        }
    }
    Outcome::Clean
}

fn rendered(page: &Command) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    Man::new(page.clone()).render(&mut bytes)?;
    Ok(bytes)
}
