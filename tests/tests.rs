//! Tests at the level of the user, in one binary: each module holds Tonfall as a whole against one promise.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::print_stdout, reason = "tests that count show their table")]

mod address;
mod bulk;
mod commands;
mod content;
mod faults;
#[cfg(unix)]
mod fixing;
mod guide;
mod history;
#[cfg(unix)]
mod hostile;
mod lsp;
mod matching;
mod names;
mod project;
mod reference;
mod rules;
mod schemas;
mod shells;
mod tidy;
mod together;
#[cfg(unix)]
mod watch;
