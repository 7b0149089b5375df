//! Tests at the level of the user, in one binary: each module holds Tonfall as a whole against one promise.

mod commands;
mod content;
mod lsp;
mod address;
mod matching;
mod names;
mod reference;
mod rules;
mod tidy;
