//! What a client may have done by name: check everything, explain a rule, mend a document, begin a draft, tell how one stands.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value, json};
use tower_lsp::Client;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{ProgressToken, Range, ShowDocumentParams, Url};

use super::actions;
use super::analysis::Analysis;
use super::diagnostics;
use super::document::path_of;
use super::new_draft::{self, Circumstances, Wanted};
use super::overview;
use super::progress::{self, Audience};
use super::scan::Sums;
use super::session::{Buffer, Session};
use crate::rules::{RuleSet, explanation};
use crate::text::Language;

const CHECK_WORKSPACE: &str = "tonfall.checkWorkspace";
const EXPLAIN_RULE: &str = "tonfall.explainRule";
const APPLY_FIXES: &str = "tonfall.applyFixes";
const NEW_DRAFT: &str = "tonfall.newDraft";
const STATUS: &str = "tonfall.status";
const LIST_RULES: &str = "tonfall.listRules";
const LIST_CHANNELS: &str = "tonfall.listChannels";
/// Puts the cursor somewhere: what an action does after its edit.
pub(super) const SELECT: &str = "tonfall.select";

/// Every command.
pub(super) const NAMES: [&str; 8] = [CHECK_WORKSPACE, EXPLAIN_RULE, APPLY_FIXES, NEW_DRAFT, STATUS, LIST_RULES, LIST_CHANNELS, SELECT];

/// Runs a command.
pub(super) async fn run(
    session: &Arc<Session>,
    client: &Client,
    name: &str,
    arguments: &[Value],
    token: Option<ProgressToken>,
) -> Result<Option<Value>> {
    match name {
        CHECK_WORKSPACE => check_workspace(session, client, token).await.map(Some),
        EXPLAIN_RULE => explain(session, arguments).await.map(Some),
        APPLY_FIXES => apply_fixes(session, client, arguments).await.map(Some),
        NEW_DRAFT => new_draft(session, arguments).await.map(Some),
        STATUS => status(session, arguments).await.map(Some),
        LIST_RULES => {
            let language = session.setup().language(Language::En);
            list(session, arguments, move |session, folder| json!(overview::rules(session, folder, language))).await.map(Some)
        }
        LIST_CHANNELS => list(session, arguments, |session, folder| json!(overview::channels(session, folder))).await.map(Some),
        SELECT => select(client, arguments).map(|()| None),
        _ => Err(Error::invalid_params(format!("there is no command `{name}`"))),
    }
}

/// Checks every file of the workspace, and returns how much was found.
async fn check_workspace(session: &Arc<Session>, client: &Client, token: Option<ProgressToken>) -> Result<Value> {
    session.check_everything();
    let audience = Audience { client, running: &session.running, token, can_create: session.setup().can.progress };
    let worker = Arc::clone(session);
    let work = move |ticker: &progress::Ticker| {
        let reports = worker.archive.scan(&worker, ticker)?;
        let mut sums = Sums::default();
        reports.iter().for_each(|report| sums.add(&report.diagnostics));
        // As with files that are not open: a config counts where something is wrong with it.
        let counts = |buffer: &Arc<Buffer>| match buffer.analysis() {
            Analysis::Drafts(_) => true,
            Analysis::Settings(settings) => !settings.faults.is_empty(),
            Analysis::Nothing => false,
        };
        let open: Vec<Arc<Buffer>> = worker.all_judged().into_iter().filter(counts).collect();
        let echoes = worker.archive.echoes();
        open.iter().for_each(|buffer| sums.add(&diagnostics::of_buffer(buffer, worker.setup(), &echoes)));
        Some(sums)
    };
    let sums = progress::run(audience, "Tonfall", work).await.flatten();
    // What was found is told by whoever tells diagnostics.
    session.scan_again();
    Ok(json!(sums))
}

/// Explains a rule, as Markdown: `[rule]`, or `[rule, language]`.
async fn explain(session: &Arc<Session>, arguments: &[Value]) -> Result<Value> {
    let rule = text(arguments, 0).ok_or_else(|| Error::invalid_params("the rule's id is missing"))?.to_owned();
    let language = text(arguments, 1).and_then(|name| Language::ALL.into_iter().find(|language| language.code() == name));
    let language = language.unwrap_or_else(|| session.setup().language(Language::En));
    let session = Arc::clone(session);
    let work = move || {
        let (world, _, folders) = session.surroundings();
        let of_folder = |folder: &PathBuf| Arc::clone(&world.rules(&world.configs.project_of_folder(folder, folder)).rules);
        let sets = folders.iter().map(of_folder).chain([RuleSet::built_in()]);
        let file = sets.into_iter().find_map(|rules| rules.file(&rule))?;
        Some(format!("# {rule}\n\n{}", explanation(&rule, &file, language)))
    };
    let explained = away(work).await?;
    explained.map(Value::String).ok_or_else(|| Error::invalid_params("there is no such rule"))
}

/// Applies every certain fix of an open document: `[uri]`. Returns how many edits that takes.
async fn apply_fixes(session: &Arc<Session>, client: &Client, arguments: &[Value]) -> Result<Value> {
    let uri = text(arguments, 0).and_then(|uri| Url::parse(uri).ok()).ok_or_else(|| Error::invalid_params("the document is missing"))?;
    let buffer = session.buffer(&uri).ok_or_else(|| Error::invalid_params("the document is not open"))?;
    let session = Arc::clone(session);
    let work = move || {
        let Analysis::Drafts(drafts) = buffer.analysis() else { return (0, None) };
        let edits = actions::certain(drafts);
        (edits.len(), actions::edit_document(&buffer, session.setup(), &edits))
    };
    let (count, edit) = away(work).await?;
    if let Some(edit) = edit {
        let client = client.clone();
        // The client answers when it has made the edit; the document's next version tells us as well.
        tokio::spawn(async move { client.apply_edit(edit).await });
    }
    Ok(json!(count))
}

/// Makes the text of a new draft, and a name for its file: `[{kind, channel, author, complaint, folder}]`, each of which may be missing.
async fn new_draft(session: &Arc<Session>, arguments: &[Value]) -> Result<Value> {
    let wanted = arguments.first().cloned().unwrap_or_else(|| json!({}));
    let wanted: Wanted = serde_json::from_value(wanted).map_err(|error| Error::invalid_params(error.to_string()))?;
    let folder = new_draft::folder_of(&wanted).or_else(|| session.folders().into_iter().next());
    let setup = session.setup();
    let circumstances =
        Circumstances { today: jiff::Zoned::now().date(), language: setup.language(Language::En), encoding: setup.encoding };
    away(move || json!(new_draft::make(&wanted, folder.as_deref(), &circumstances))).await
}

/// How an open document stands, for a status bar: `[uri]`. Nothing where it holds no drafts.
async fn status(session: &Arc<Session>, arguments: &[Value]) -> Result<Value> {
    let uri = text(arguments, 0).and_then(|uri| Url::parse(uri).ok()).ok_or_else(|| Error::invalid_params("the document is missing"))?;
    let Some(buffer) = session.buffer(&uri) else { return Ok(Value::Null) };
    let session = Arc::clone(session);
    away(move || json!(overview::status(&buffer, session.setup()))).await
}

/// Lists something of a project: `[folder]`, or of the first folder.
async fn list(
    session: &Arc<Session>,
    arguments: &[Value],
    list: impl FnOnce(&Session, Option<PathBuf>) -> Value + Send + 'static,
) -> Result<Value> {
    let folder = text(arguments, 0).and_then(|uri| Url::parse(uri).ok()).and_then(|uri| path_of(&uri));
    let session = Arc::clone(session);
    away(move || list(&session, folder)).await
}

/// Works on a thread where it may take its time.
async fn away<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|_panic| Error::internal_error())
}

/// Puts the cursor on a range: `[uri, range]`.
fn select(client: &Client, arguments: &[Value]) -> Result<()> {
    let uri = text(arguments, 0).and_then(|uri| Url::parse(uri).ok());
    let range = arguments.get(1).and_then(|range| serde_json::from_value::<Range>(range.clone()).ok());
    let (Some(uri), Some(selection)) = (uri, range) else { return Err(Error::invalid_params("a document and a range are expected")) };
    let params = ShowDocumentParams { uri, external: Some(false), take_focus: Some(true), selection: Some(selection) };
    let client = client.clone();
    tokio::spawn(async move { client.show_document(params).await });
    Ok(())
}

fn text(arguments: &[Value], index: usize) -> Option<&str> {
    arguments.get(index)?.as_str()
}
