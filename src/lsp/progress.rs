//! Work that takes its time tells how far it is, and stops when it is asked to.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tower_lsp::Client;
use tower_lsp::lsp_types::notification::Progress as ProgressNotification;
use tower_lsp::lsp_types::request::WorkDoneProgressCreate;
use tower_lsp::lsp_types::{
    ProgressParams, ProgressParamsValue, ProgressToken, WorkDoneProgress, WorkDoneProgressBegin, WorkDoneProgressCreateParams,
    WorkDoneProgressEnd, WorkDoneProgressReport,
};

/// How often a client is told: often enough to see it move.
const INTERVAL: Duration = Duration::from_millis(100);
/// What is done by then is not worth a bar.
const GRACE: Duration = Duration::from_millis(200);

/// The pieces of work that can be called off, by their tokens.
#[derive(Default)]
pub(super) struct Running {
    tokens: Mutex<HashMap<ProgressToken, Arc<AtomicBool>>>,
    count: AtomicU64,
}

impl Running {
    pub(super) fn cancel(&self, token: &ProgressToken) {
        if let Some(cancelled) = self.tokens.lock().unwrap_or_else(PoisonError::into_inner).get(token) {
            cancelled.store(true, Ordering::Relaxed);
        }
    }

    fn begin(&self, token: ProgressToken, cancelled: &Arc<AtomicBool>) {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner).insert(token, Arc::clone(cancelled));
    }

    fn end(&self, token: &ProgressToken) {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner).remove(token);
    }

    fn token(&self) -> ProgressToken {
        ProgressToken::String(format!("tonfall/{}", self.count.fetch_add(1, Ordering::Relaxed)))
    }
}

/// Where work says how far it is.
pub(super) struct Ticker {
    done: watch::Sender<(usize, usize)>,
    cancelled: Arc<AtomicBool>,
}

impl Ticker {
    /// Tells that `done` of `total` is done, and whether to go on.
    pub(super) fn tick(&self, done: usize, total: usize) -> ControlFlow<()> {
        self.done.send_replace((done, total));
        if self.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Whether somebody has called the work off.
    pub(super) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// Who is told, and how.
pub(super) struct Audience<'a> {
    pub(super) client: &'a Client,
    pub(super) running: &'a Running,
    /// The token that the client has given for this, if it did.
    pub(super) token: Option<ProgressToken>,
    /// Whether the client can be asked for a token.
    pub(super) can_create: bool,
}

/// Runs work on a thread of its own, and tells how far it is. `None` where it fails.
pub(super) async fn run<T: Send + 'static>(
    audience: Audience<'_>,
    title: &str,
    work: impl FnOnce(&Ticker) -> T + Send + 'static,
) -> Option<T> {
    let (done, mut progress) = watch::channel((0, 0));
    let cancelled = Arc::new(AtomicBool::new(false));
    let ticker = Ticker { done, cancelled: Arc::clone(&cancelled) };
    let mut work = tokio::task::spawn_blocking(move || work(&ticker));
    if audience.token.is_none() {
        if !audience.can_create {
            return work.await.ok();
        }
        if let Ok(result) = tokio::time::timeout(GRACE, &mut work).await {
            return result.ok();
        }
    }
    let token = audience.token.clone().unwrap_or_else(|| audience.running.token());
    audience.running.begin(token.clone(), &cancelled);
    if audience.token.is_none() {
        let params = WorkDoneProgressCreateParams { token: token.clone() };
        // A client that refuses a token is not told; the work goes on.
        if audience.client.send_request::<WorkDoneProgressCreate>(params).await.is_err() {
            audience.running.end(&token);
            return work.await.ok();
        }
    }
    let begin = WorkDoneProgressBegin { title: title.to_owned(), cancellable: Some(true), message: None, percentage: Some(0) };
    tell(audience.client, &token, WorkDoneProgress::Begin(begin)).await;
    let result = loop {
        tokio::select! {
            result = &mut work => break result,
            Ok(()) = progress.changed() => {
                let (done, total) = *progress.borrow_and_update();
                let percentage = (done * 100).checked_div(total).and_then(|percentage| u32::try_from(percentage).ok());
                let report = WorkDoneProgressReport { cancellable: Some(true), message: Some(format!("{done}/{total}")), percentage };
                tell(audience.client, &token, WorkDoneProgress::Report(report)).await;
                if let Ok(result) = tokio::time::timeout(INTERVAL, &mut work).await {
                    break result;
                }
            }
        }
    };
    audience.running.end(&token);
    tell(audience.client, &token, WorkDoneProgress::End(WorkDoneProgressEnd { message: None })).await;
    result.ok()
}

async fn tell(client: &Client, token: &ProgressToken, progress: WorkDoneProgress) {
    let params = ProgressParams { token: token.clone(), value: ProgressParamsValue::WorkDone(progress) };
    client.send_notification::<ProgressNotification>(params).await;
}
