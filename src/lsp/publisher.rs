//! The one task that tells the client things unasked: diagnostics, refreshes. What takes time it has done elsewhere, one check per
//! document at a time, and what was found in an older version it keeps to itself.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;
use tower_lsp::Client;
use tower_lsp::lsp_types::{Diagnostic, Url};

use super::diagnostics;
use super::document::path_of;
use super::progress::{self, Audience};
use super::scan::{Report, is_inside};
use super::session::{Buffer, Session};

/// How long configs and files must have been left alone before everything is looked at again.
const CALM: Duration = Duration::from_millis(150);

/// Looks at what changes, for as long as the session lasts.
pub(super) async fn run(session: Arc<Session>, client: Client) {
    let mut publisher = Publisher {
        session,
        client,
        busy: HashSet::new(),
        shown: BTreeSet::new(),
        reported: BTreeMap::new(),
        scanned: 0,
        checks: JoinSet::new(),
        scans: JoinSet::new(),
    };
    loop {
        tokio::select! {
            () = publisher.session.wake.notified() => {}
            Some(done) = publisher.checks.join_next() => {
                if let Ok((buffer, diagnostics)) = done {
                    publisher.finished(&buffer, diagnostics).await;
                }
            }
            Some(done) = publisher.scans.join_next() => {
                match done.ok().flatten() {
                    Some(reports) => publisher.scanned(&reports).await,
                    None => publisher.session.scan_again(),
                }
            }
        }
        publisher.look().await;
    }
}

struct Publisher {
    session: Arc<Session>,
    client: Client,
    /// What is being checked.
    busy: HashSet<Url>,
    /// The open documents that the client shows diagnostics of.
    shown: BTreeSet<Url>,
    /// The files that are not open and that the client shows diagnostics of, with what it shows.
    reported: BTreeMap<Url, String>,
    /// The session's changes when everything was looked at last.
    scanned: u64,
    checks: JoinSet<(Arc<Buffer>, Option<Vec<Diagnostic>>)>,
    scans: JoinSet<Option<Vec<Arc<Report>>>>,
}

impl Publisher {
    async fn look(&mut self) {
        self.refresh_if_stale();
        if self.session.setup().can.pull {
            return;
        }
        self.take_back().await;
        // One thread more than there are cores helps nobody; a single one would let a large file hold up a small one.
        let most = std::thread::available_parallelism().map_or(1, usize::from).max(2);
        while self.checks.len() < most {
            let Some(buffer) = self.session.next_due(&self.busy) else { break };
            self.busy.insert(buffer.document.uri.clone());
            let session = Arc::clone(&self.session);
            self.checks.spawn_blocking(move || {
                // By the time that a thread is free, the document may be another.
                let check =
                    || session.is_current(&buffer).then(|| diagnostics::of_buffer(&buffer, session.setup(), &session.archive.echoes()));
                let diagnostics = catch_unwind(AssertUnwindSafe(check)).ok().flatten();
                (buffer, diagnostics)
            });
        }
        let changes = self.session.changes();
        if self.scans.is_empty() && self.scanned != changes && self.session.options().check_workspace {
            self.scanned = changes;
            self.scan();
        }
    }

    async fn finished(&mut self, buffer: &Arc<Buffer>, diagnostics: Option<Vec<Diagnostic>>) {
        let document = &buffer.document;
        self.busy.remove(&document.uri);
        let Some(diagnostics) = diagnostics.filter(|_| self.session.is_current(buffer)) else { return };
        self.reported.remove(&document.uri);
        if diagnostics.is_empty() {
            self.shown.remove(&document.uri);
        } else {
            self.shown.insert(document.uri.clone());
        }
        self.client.publish_diagnostics(document.uri.clone(), diagnostics, Some(document.version)).await;
    }

    /// What was closed is either looked at as a file of the workspace, or of no interest any more.
    async fn take_back(&mut self) {
        let folders = self.session.folders();
        for uri in self.session.take_closed() {
            let is_kept = self.session.options().check_workspace && path_of(&uri).is_some_and(|path| is_inside(&path, &folders));
            if !self.shown.remove(&uri) {
                continue;
            }
            if is_kept {
                self.reported.insert(uri, String::new());
                self.session.scan_again();
            } else {
                self.client.publish_diagnostics(uri, Vec::new(), None).await;
            }
        }
    }

    fn scan(&mut self) {
        let session = Arc::clone(&self.session);
        let client = self.client.clone();
        self.scans.spawn(async move {
            tokio::time::sleep(CALM).await;
            if session.folders().is_empty() {
                return Some(Vec::new());
            }
            let audience = Audience { client: &client, running: &session.running, token: None, can_create: session.setup().can.progress };
            let worker = Arc::clone(&session);
            let work = move |ticker: &progress::Ticker| {
                let reports = worker.archive.scan(&worker, ticker);
                // Who calls it off does not want it to begin anew.
                if ticker.is_cancelled() { Some(worker.archive.last()) } else { reports }
            };
            progress::run(audience, "Tonfall", work).await.flatten()
        });
    }

    /// Tells what has changed in the files that are not open.
    async fn scanned(&mut self, reports: &[Arc<Report>]) {
        let mut before = std::mem::take(&mut self.reported);
        for report in reports {
            let known = before.remove(&report.uri);
            if self.session.buffer(&report.uri).is_some() {
                continue;
            }
            if !report.diagnostics.is_empty() {
                self.reported.insert(report.uri.clone(), report.result_id.clone());
            }
            let is_news = known.as_ref() != Some(&report.result_id) && (known.is_some() || !report.diagnostics.is_empty());
            if is_news {
                self.client.publish_diagnostics(report.uri.clone(), report.diagnostics.clone(), None).await;
            }
        }
        for uri in before.into_keys().filter(|uri| self.session.buffer(uri).is_none()) {
            self.client.publish_diagnostics(uri, Vec::new(), None).await;
        }
    }

    /// Has the client ask again for what it has asked for, where that may be out of date.
    fn refresh_if_stale(&self) {
        if !self.session.take_stale() {
            return;
        }
        let can = self.session.setup().can.clone();
        let client = self.client.clone();
        // The answers say nothing; nobody waits for them.
        tokio::spawn(async move {
            if can.pull && can.refresh_diagnostics {
                drop(client.workspace_diagnostic_refresh().await);
            }
            if can.refresh_hints {
                drop(client.inlay_hint_refresh().await);
            }
            if can.refresh_lenses && !can.hints {
                drop(client.code_lens_refresh().await);
            }
        });
    }
}
