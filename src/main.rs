//! Arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    tonfall::cli::run(std::env::args_os(), language_server)
}

#[cfg(feature = "lsp")]
fn language_server() -> ExitCode {
    tonfall::lsp::run()
}

#[cfg(not(feature = "lsp"))]
fn language_server() -> ExitCode {
    eprintln!("error: this build of Tonfall has no language server");
    ExitCode::from(2)
}
