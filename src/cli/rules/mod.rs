//! The commands for who writes rules: list, show, new, try, lint, stats, test. One file each; all speak of the rules that are in force in this folder.

mod attempt;
mod draft;
mod count;
mod examples;
mod families;
mod lint;
mod list;
mod new;
mod questions;
mod show;
mod stats;
mod stopped;
mod template;

use std::io;

use super::Outcome;
use super::args::RulesCommand;
use super::output::Output;

pub(super) fn run(command: &RulesCommand, output: &mut Output) -> io::Result<Outcome> {
    match command {
        RulesCommand::List { format } => list::run(*format, output),
        RulesCommand::Show { rule, format, lang } => show::run(rule, *format, *lang, output),
        RulesCommand::Lint(arguments) => lint::run(arguments, output),
        RulesCommand::Stats(arguments) => stats::run(arguments, output),
        RulesCommand::Test(arguments) => examples::run(arguments, output),
        RulesCommand::New(arguments) => new::run(arguments, output),
        RulesCommand::Try(arguments) => attempt::run(arguments, output),
    }
}
