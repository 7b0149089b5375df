//! What happens becomes lines for whoever looks after the server: on standard error, and in the client's log. Never a draft's text.

use std::fmt::Display;

use tower_lsp::Client;
use tower_lsp::lsp_types::MessageType;
use tracing_subscriber::filter::LevelFilter;

/// Sends what is logged to standard error: warnings, or more where `TONFALL_LOG` says so (`error`, `info`, `debug`, `trace`).
pub(super) fn to_standard_error() {
    let level = std::env::var("TONFALL_LOG").ok().and_then(|level| level.parse::<LevelFilter>().ok());
    let subscriber =
        tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(level.unwrap_or(LevelFilter::WARN)).with_ansi(false);
    // Whoever has set up a log already keeps it.
    drop(subscriber.try_init());
}

/// Tells the client's log, and ours, without waiting for either.
pub(super) fn note(client: &Client, message: impl Display) {
    let message = message.to_string();
    tracing::info!("{message}");
    let client = client.clone();
    tokio::spawn(async move { client.log_message(MessageType::INFO, message).await });
}

/// As [`note`], for what went wrong.
pub(super) fn warn(client: &Client, message: impl Display) {
    let message = message.to_string();
    tracing::warn!("{message}");
    let client = client.clone();
    tokio::spawn(async move { client.log_message(MessageType::WARNING, message).await });
}
