//! Editors in, editors out: the language server, over standard input and output. The one module that knows positions and the protocol.
//!
//! The way of a keystroke: `transport` reads the message and runs its handler in `server`, which changes the `session` before it first
//! waits. The `publisher` sees that a document is due, has it analysed on another thread (`analysis`, by the `world` of configs and
//! rules that surrounds it), and sends what came of it (`diagnostics`, in positions by `convert`) if nothing has changed meanwhile.
//! Requests work on a buffer that never changes: one file per family of them.

mod actions;
mod analysis;
mod commands;
mod completion;
mod convert;
mod diagnostics;
mod document;
mod echoes;
mod edits;
mod hints;
mod hover;
mod keys;
mod length;
mod logs;
mod new_draft;
mod outline;
mod overview;
mod progress;
mod publisher;
mod pull;
mod scan;
mod server;
mod session;
mod setup;
mod transport;
mod watch;
mod world;

use std::process::ExitCode;
use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite};
use tower_lsp::LspService;

use server::Server;
use session::Session;
use transport::End;

/// Serves an editor over standard input and output, until it says `exit` or is gone.
pub fn run() -> ExitCode {
    logs::to_standard_error();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            tracing::error!("the language server cannot start: {error}");
            return ExitCode::from(2);
        }
    };
    let code = runtime.block_on(serve(tokio::io::stdin(), tokio::io::stdout()));
    // A client may hold its end of the pipe open: the thread that waits there is left behind.
    runtime.shutdown_background();
    code
}

/// Serves one client over any connection.
pub async fn serve(input: impl AsyncRead + Unpin, output: impl AsyncWrite + Unpin + Send + 'static) -> ExitCode {
    // What every check needs is made while the client says who it is.
    tokio::task::spawn_blocking(analysis::warm_up);
    let session = Arc::new(Session::default());
    let for_server = Arc::clone(&session);
    let (service, socket) = LspService::build(|client| Server::new(client, for_server))
        .custom_method("window/workDoneProgress/cancel", Server::cancel_progress)
        .finish();
    let publisher = tokio::spawn(publisher::run(Arc::clone(&session), service.inner().client.clone()));
    let end = tokio::select! {
        end = transport::serve(input, output, service, socket) => end,
        () = session.client_is_gone() => End::Gone,
    };
    publisher.abort();
    match end {
        End::Exit { in_order: true } => ExitCode::SUCCESS,
        End::Exit { in_order: false } | End::Gone => ExitCode::FAILURE,
    }
}
