//! Tonfall reads what a company is about to say in public, and tells the writer what would anger people.
//!
//! Data flows down this list; a module uses only what stands above it:
//!
//! | module | turns |
//! |---|---|
//! | [`text`] | a text into prose: words, sentences, quotes, times, amounts |
//! | [`yaml`] | YAML into nodes that know their bytes |
//! | [`finding`] | (the vocabulary of results) |
//! | [`draft`] | bytes into drafts: front matter, complaint, body |
//! | [`config`] | `tonfall.yaml` into settings |
//! | [`rules`] | rule files into compiled rules |
//! | [`analysers`] | what data alone cannot say: a draft into hits |
//! | [`engine`] | drafts, rules and settings into findings |
//! | [`workspace`] | folders into drafts and configs; the drafts of a folder into findings across them |
//! | [`report`] | findings into bytes |
//! | [`cli`], [`lsp`] | the two shells: files in, reports out; editors in, editors out |
//!
//! # Invariants
//! - Nothing above `workspace` reads files, the clock or the environment.
//! - Inside, a place is a span of bytes; only `lsp` knows UTF-16, lines and columns are made in `report`.
//! - `cli` and `lsp` do not know each other.
//! - Parsing never fails and nothing panics, whatever the input.
//! - The same input gives the same findings in the same order.
//! - Nothing leaves the machine.

// In the order in which data flows, which is the order in which to read them.
pub mod text;
pub mod yaml;
pub mod finding;
pub mod draft;
pub mod config;
pub mod rules;
pub mod analysers;
pub mod engine;
#[cfg(feature = "workspace")]
pub mod workspace;
#[cfg(feature = "cli")]
pub mod report;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "lsp")]
pub mod lsp;
