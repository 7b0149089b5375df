//! The one task that tells the client things unasked: diagnostics, refreshes. What takes time it has done elsewhere, one check per
//! document at a time, and what was found in an older version it keeps to itself.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use tokio::task::JoinSet;
use tower_lsp::Client;
use tower_lsp::lsp_types::{Diagnostic, Url};

use super::diagnostics;
use super::session::{Buffer, Session};

/// Looks at what changes, for as long as the session lasts.
pub(super) async fn run(session: Arc<Session>, client: Client) {
    let mut publisher = Publisher { session, client, busy: HashSet::new(), shown: HashSet::new(), checks: JoinSet::new() };
    loop {
        tokio::select! {
            () = publisher.session.wake.notified() => {}
            Some(done) = publisher.checks.join_next() => {
                if let Ok((buffer, diagnostics)) = done {
                    publisher.finished(&buffer, diagnostics).await;
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
    /// What the client shows diagnostics of.
    shown: HashSet<Url>,
    checks: JoinSet<(Arc<Buffer>, Option<Vec<Diagnostic>>)>,
}

impl Publisher {
    async fn look(&mut self) {
        let can = &self.session.setup().can;
        if can.pull {
            self.refresh_if_stale();
            return;
        }
        for uri in self.session.take_closed() {
            if self.shown.remove(&uri) {
                self.client.publish_diagnostics(uri, Vec::new(), None).await;
            }
        }
        // One core is left to whoever types.
        let most = std::thread::available_parallelism().map_or(1, usize::from).max(2);
        while self.checks.len() < most {
            let Some(buffer) = self.session.next_due(&self.busy) else { break };
            self.busy.insert(buffer.document.uri.clone());
            let session = Arc::clone(&self.session);
            self.checks.spawn_blocking(move || {
                // By the time that a thread is free, the document may be another.
                let check = || session.is_current(&buffer).then(|| diagnostics::of_buffer(&buffer, session.setup()));
                let diagnostics = catch_unwind(AssertUnwindSafe(check)).ok().flatten();
                (buffer, diagnostics)
            });
        }
    }

    async fn finished(&mut self, buffer: &Arc<Buffer>, diagnostics: Option<Vec<Diagnostic>>) {
        let document = &buffer.document;
        self.busy.remove(&document.uri);
        let Some(diagnostics) = diagnostics.filter(|_| self.session.is_current(buffer)) else { return };
        if diagnostics.is_empty() {
            self.shown.remove(&document.uri);
        } else {
            self.shown.insert(document.uri.clone());
        }
        self.client.publish_diagnostics(document.uri.clone(), diagnostics, Some(document.version)).await;
    }

    fn refresh_if_stale(&self) {
        let can = self.session.setup().can.clone();
        if !self.session.take_stale() {
            return;
        }
        // The answer says nothing; nobody waits for it.
        let client = self.client.clone();
        tokio::spawn(async move {
            if can.refresh_diagnostics {
                drop(client.workspace_diagnostic_refresh().await);
            }
            if can.refresh_hints {
                drop(client.inlay_hint_refresh().await);
            }
        });
    }
}
