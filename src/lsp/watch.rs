//! What the client is asked for once it is ready: to tell of files that change, and of what its user wants.

use std::sync::Arc;

use serde_json::json;
use tower_lsp::Client;
use tower_lsp::lsp_types::{ConfigurationItem, Registration};

use super::logs;
use super::session::Session;
use super::setup::Options;

/// What decides how drafts are checked, and the drafts themselves.
const PATTERNS: [&str; 3] = ["**/*.{md,markdown,txt,yaml,yml,csv,tsv}", "**/.tonfall/**", "**/{.gitignore,.tonfallignore}"];

/// Has the client watch the files of the workspace.
pub(super) async fn files(client: Client) {
    let watchers: Vec<_> = PATTERNS.iter().map(|pattern| json!({"globPattern": pattern})).collect();
    let registration = Registration {
        id: "tonfall/files".to_owned(),
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: Some(json!({"watchers": watchers})),
    };
    if client.register_capability(vec![registration]).await.is_err() {
        logs::note(&client, "files are not watched: changes are noticed when something is saved");
    }
}

/// Has the client tell when its user sets something else.
pub(super) async fn changes_of_options(client: Client) {
    let registration = Registration {
        id: "tonfall/options".to_owned(),
        method: "workspace/didChangeConfiguration".to_owned(),
        register_options: Some(json!({"section": "tonfall"})),
    };
    if client.register_capability(vec![registration]).await.is_err() {
        logs::note(&client, "settings are not watched: they are read once");
    }
}

/// Asks for what the user has set in the editor.
pub(super) async fn options(client: Client, session: Arc<Session>) {
    let item = ConfigurationItem { scope_uri: None, section: Some("tonfall".to_owned()) };
    let Ok(mut answer) = client.configuration(vec![item]).await else { return };
    if let Some(options) = answer.pop().and_then(Options::read) {
        session.set_options(options);
    }
}
