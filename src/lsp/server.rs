//! The protocol's methods, each led to where it is done. State changes in the part of a handler before its first `await`; what takes
//! time goes to another thread, with a buffer that was taken in that part.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;

use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{
    CodeAction, CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams, CompletionParams, CompletionResponse,
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams, DocumentDiagnosticParams,
    DocumentDiagnosticReportResult, DocumentLink, DocumentLinkParams, DocumentSymbolParams, DocumentSymbolResponse, ExecuteCommandParams,
    FoldingRange, FoldingRangeParams, Hover, HoverParams, InitializeParams, InitializeResult, InitializedParams, InlayHint,
    InlayHintParams, ServerInfo, TextDocumentPositionParams, Url, WorkDoneProgressCancelParams, WorkspaceDiagnosticParams,
    WorkspaceDiagnosticReportResult,
};
use tower_lsp::{Client, LanguageServer, async_trait};

use super::actions::{self, Ticket};
use super::document::path_of;
use super::session::{Buffer, Session, folders_of};
use super::setup::{Options, Setup};
use super::{commands, completion, diagnostics, hints, hover, logs, outline, pull, watch};

/// The document has changed since the request was made.
const CONTENT_MODIFIED: i64 = -32801;

pub(super) struct Server {
    pub(super) client: Client,
    session: Arc<Session>,
}

impl Server {
    pub(super) fn new(client: Client, session: Arc<Session>) -> Self {
        Self { client, session }
    }

    #[expect(clippy::unused_async, reason = "handlers are asynchronous, whatever they do")]
    pub(super) async fn cancel_progress(&self, params: WorkDoneProgressCancelParams) {
        self.session.running.cancel(&params.token);
    }

    /// Works on an open document on a thread where it may take its time. `None` where it is not open.
    async fn work<T: Send + 'static>(&self, uri: &Url, work: impl FnOnce(&Buffer, &Setup) -> T + Send + 'static) -> Result<Option<T>> {
        self.work_on(self.session.buffer(uri), work).await
    }

    /// As [`Server::work`], on a buffer that was taken already.
    async fn work_on<T: Send + 'static>(
        &self,
        buffer: Option<Arc<Buffer>>,
        work: impl FnOnce(&Buffer, &Setup) -> T + Send + 'static,
    ) -> Result<Option<T>> {
        let Some(buffer) = buffer else { return Ok(None) };
        let uri = buffer.document.uri.clone();
        let session = Arc::clone(&self.session);
        match tokio::task::spawn_blocking(move || work(&buffer, session.setup())).await {
            Ok(done) => Ok(Some(done)),
            Err(_panic) => {
                logs::warn(&self.client, format_args!("a request about {uri} could not be answered: this is a fault of Tonfall"));
                Err(Error::internal_error())
            }
        }
    }
}

#[async_trait]
impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let setup = Setup::new(&params);
        let folders = params.workspace_folders.unwrap_or_default();
        let mut uris: Vec<Url> = folders.into_iter().map(|folder| folder.uri).collect();
        if uris.is_empty() {
            uris.extend(params.root_uri);
        }
        let capabilities = setup.offer();
        self.session.start(setup, folders_of(&uris), params.initialization_options.and_then(Options::read));
        let server_info = Some(ServerInfo { name: "tonfall".to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) });
        Ok(InitializeResult { capabilities, server_info })
    }

    async fn initialized(&self, _params: InitializedParams) {
        let can = &self.session.setup().can;
        logs::note(&self.client, format_args!("tonfall {} is ready", env!("CARGO_PKG_VERSION")));
        if can.watch {
            tokio::spawn(watch::files(self.client.clone()));
        }
        if can.watch_options {
            tokio::spawn(watch::changes_of_options(self.client.clone()));
        }
        if can.configuration {
            tokio::spawn(watch::options(self.client.clone(), Arc::clone(&self.session)));
        }
        self.session.wake.notify_one();
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.session.open(params.text_document);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let document = params.text_document;
        if !self.session.change(&document.uri, document.version, params.content_changes) {
            logs::warn(&self.client, format_args!("{} was changed, but is not open", document.uri));
        }
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.session.saved(&params.text_document.uri);
        if let Some(path) = path_of(&params.text_document.uri) {
            self.session.files_changed([path.as_path()]);
        }
        if !self.session.setup().can.watch {
            let session = Arc::clone(&self.session);
            // Nobody tells of files that others write: whoever saves is about to look.
            tokio::task::spawn_blocking(move || {
                let outdated = session.surroundings().0.outdated();
                session.files_changed(outdated.iter().map(PathBuf::as_path));
            });
        }
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.session.close(&params.text_document.uri);
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let paths: Vec<_> = params.changes.iter().filter_map(|change| path_of(&change.uri)).collect();
        self.session.files_changed(paths.iter().map(PathBuf::as_path));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let gone = folders_of(params.event.removed.iter().map(|folder| &folder.uri));
        let new = folders_of(params.event.added.iter().map(|folder| &folder.uri));
        self.session.set_folders(|folders| {
            folders.retain(|folder| !gone.contains(folder) && !new.contains(folder));
            folders.extend(new);
        });
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        if let Some(options) = Options::read(params.settings) {
            self.session.set_options(options);
        } else if self.session.setup().can.configuration {
            tokio::spawn(watch::options(self.client.clone(), Arc::clone(&self.session)));
        }
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let echoes = self.session.archive.echoes();
        let of_buffer = move |buffer: &Buffer, setup: &Setup| diagnostics::of_buffer(buffer, setup, &echoes);
        let items = self.work_on(self.session.judged(&params.text_document.uri), of_buffer).await?.unwrap_or_default();
        Ok(pull::report(items, params.previous_result_id.as_deref()).into())
    }

    async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
        pull::workspace(&self.session, &self.client, params).await.map(WorkspaceDiagnosticReportResult::Report)
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        let token = params.work_done_progress_params.work_done_token;
        commands::run(&self.session, &self.client, &params.command, &params.arguments, token).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let CodeActionParams { text_document, range, context, .. } = params;
        let list = move |buffer: &Buffer, setup: &Setup| {
            let span = buffer.document.places(setup.encoding).span(range);
            actions::list(buffer, span, &context, setup)
        };
        self.work(&text_document.uri, list).await
    }

    async fn code_action_resolve(&self, mut action: CodeAction) -> Result<CodeAction> {
        let ticket: Option<Ticket> = action.data.clone().and_then(|data| serde_json::from_value(data).ok());
        let Some(ticket) = ticket.filter(|_| action.edit.is_none()) else { return Ok(action) };
        let modified = || Error { code: ErrorCode::ServerError(CONTENT_MODIFIED), message: "the document has changed".into(), data: None };
        let uri = ticket.uri.clone();
        let edit = move |buffer: &Buffer, setup: &Setup| {
            (buffer.document.version == ticket.version).then(|| actions::edit(&ticket, buffer, setup)).flatten()
        };
        action.edit = Some(self.work(&uri, edit).await?.flatten().ok_or_else(modified)?);
        Ok(action)
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let place = params.text_document_position_params;
        let at = move |buffer: &Buffer, setup: &Setup| {
            let offset = buffer.document.places(setup.encoding).offset(place.position);
            hover::at(buffer, offset, setup)
        };
        Ok(self.work(&place.text_document.uri, at).await?.flatten())
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let at = move |buffer: &Buffer, setup: &Setup| {
            let offset = buffer.document.places(setup.encoding).offset(position);
            completion::at(buffer, offset, setup)
        };
        Ok(self.work(&text_document.uri, at).await?.map(CompletionResponse::Array))
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let options = self.session.options();
        let InlayHintParams { text_document, range, .. } = params;
        self.work(&text_document.uri, move |buffer, setup| hints::inlay(buffer, range, &options, setup)).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        let options = self.session.options();
        self.work(&params.text_document.uri, move |buffer, setup| hints::lenses(buffer, &options, setup)).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        Ok(self.work(&params.text_document.uri, outline::symbols).await?.flatten())
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.work(&params.text_document.uri, outline::links).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.work(&params.text_document.uri, outline::folding).await
    }
}
