//! Sessions with the language server, in this process: an editor that a test drives, against the server as it is.

mod documents;
mod editor;
mod robustness;
