//! Tells Zed where the language server is. Everything else is done by the server.

use zed_extension_api::{Command, Extension, LanguageServerId, Result, Worktree, register_extension};

struct Tonfall;

impl Extension for Tonfall {
    fn new() -> Self {
        Self
    }

    fn language_server_command(&mut self, _server: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let command = worktree.which("tonfall").ok_or("`tonfall` is not in the PATH: install it with `cargo install tonfall`")?;
        Ok(Command { command, args: vec!["lsp".to_owned()], env: Vec::new() })
    }
}

register_extension!(Tonfall);
