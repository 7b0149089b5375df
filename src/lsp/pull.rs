//! Diagnostics for clients that ask for them: of one document, of the whole workspace, each with a name for what was told last.

use std::collections::HashMap;
use std::sync::Arc;

use tower_lsp::Client;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{
    Diagnostic, DocumentDiagnosticReport, FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, Url, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport,
    WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};

use super::diagnostics::{self, result_id};
use super::document::Document;
use super::progress::{self, Audience, Ticker};
use super::session::{Buffer, Session};

/// Asked again, the server will answer: what was asked for has changed while it was worked on.
const SERVER_CANCELLED: i64 = -32802;

/// What to tell of a document: nothing new where the client has it already.
pub(super) fn report(items: Vec<Diagnostic>, previous: Option<&str>) -> DocumentDiagnosticReport {
    let result_id = result_id(&items);
    if previous == Some(result_id.as_str()) {
        return DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
        });
    }
    DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: Some(result_id), items },
    })
}

/// What to tell of the workspace: every file that is known now, and those that are not any more.
pub(super) async fn workspace(
    session: &Arc<Session>,
    client: &Client,
    params: WorkspaceDiagnosticParams,
) -> Result<WorkspaceDiagnosticReport> {
    let token = params.work_done_progress_params.work_done_token;
    let audience = Audience { client, running: &session.running, token, can_create: false };
    let worker = Arc::clone(session);
    let found = progress::run(audience, "Tonfall", move |ticker| gather(&worker, ticker)).await.flatten();
    let found = found.ok_or_else(|| Error { code: ErrorCode::ServerError(SERVER_CANCELLED), message: "ask again".into(), data: None })?;
    let mut previous: HashMap<Url, String> = params.previous_result_ids.into_iter().map(|known| (known.uri, known.value)).collect();
    let mut items: Vec<WorkspaceDocumentDiagnosticReport> = Vec::new();
    for (uri, version, diagnostics) in found {
        let result_id = result_id(&diagnostics);
        if previous.remove(&uri).as_ref() == Some(&result_id) {
            items.push(WorkspaceDocumentDiagnosticReport::Unchanged(WorkspaceUnchangedDocumentDiagnosticReport {
                uri,
                version,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
            }));
        } else {
            items.push(full(uri, version, Some(result_id), diagnostics));
        }
    }
    let mut gone: Vec<Url> = previous.into_keys().collect();
    gone.sort();
    items.extend(gone.into_iter().map(|uri| full(uri, None, None, Vec::new())));
    Ok(WorkspaceDiagnosticReport { items })
}

fn full(uri: Url, version: Option<i64>, result_id: Option<String>, items: Vec<Diagnostic>) -> WorkspaceDocumentDiagnosticReport {
    let full_document_diagnostic_report = FullDocumentDiagnosticReport { result_id, items };
    WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport { uri, version, full_document_diagnostic_report })
}

type Gathered = Vec<(Url, Option<i64>, Vec<Diagnostic>)>;

/// The diagnostics of everything that is open, and of the files that are not.
fn gather(session: &Session, ticker: &Ticker) -> Option<Gathered> {
    let mut reports = Vec::new();
    if session.options().check_workspace {
        // Where the client tells of every change, a walk without one finds nothing new.
        let is_known = session.setup().can.watch && session.archive.is_fresh(session);
        reports = if is_known { session.archive.last() } else { session.archive.scan(session, ticker)? };
    }
    let echoes = session.archive.echoes();
    let of_open = |buffer: Arc<Buffer>| {
        let Document { uri, version, .. } = buffer.document.as_ref();
        (uri.clone(), Some((*version).into()), diagnostics::of_buffer(&buffer, session.setup(), &echoes))
    };
    let mut found: Gathered = session.all_judged().into_iter().map(of_open).collect();
    let open: Vec<Url> = found.iter().map(|(uri, ..)| uri.clone()).collect();
    let closed = reports.iter().filter(|report| !open.contains(&report.uri));
    found.extend(closed.map(|report| (report.uri.clone(), None, report.diagnostics.clone())));
    Some(found)
}
