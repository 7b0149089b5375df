//! Sessions with the language server, in this process: an editor that a test drives, against the server as it is.

#![expect(clippy::unwrap_used, reason = "a test that expected otherwise has failed")]

mod actions;
mod authoring;
mod documents;
mod editor;
mod help;
mod robustness;
mod workspace;
