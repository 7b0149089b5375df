//! What the server knows at one moment: the open documents, the world around them, and which of them are to be looked at again.
//!
//! Every change is made here, at once and under one lock, by the synchronous part of a handler. What takes time works on a [`Buffer`]:
//! a document at one version in one world, which never changes.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Url};

use super::analysis::{Analysis, Context, analyse};
use super::document::{Document, path_of};
use super::progress::Running;
use super::scan::Archive;
use super::setup::{Options, Run, Setup};
use super::world::{Overlay, View, World, is_yaml};
use crate::workspace::Files;

/// How often to see whether the client is still there.
const CLIENT_CHECK: Duration = Duration::from_secs(5);
/// How much of a document is searched for the name of another: front matter stands at the top.
const FRONT: usize = 64 << 10;

/// A document at one version in one world, and what was found in it.
pub(super) struct Buffer {
    pub(super) document: Arc<Document>,
    pub(super) context: Context,
    analysis: OnceLock<Analysis>,
}

impl Buffer {
    fn new(document: Arc<Document>, context: Context) -> Arc<Self> {
        Arc::new(Self { document, context, analysis: OnceLock::new() })
    }

    /// What was found, worked out by whoever asks first. Takes its time: not for the thread that speaks the protocol.
    pub(super) fn analysis(&self) -> &Analysis {
        self.analysis.get_or_init(|| analyse(&self.document, &self.context))
    }

    /// Whether the document may speak of a file: told by the name, so that what was not analysed yet can be asked.
    fn mentions(&self, name: &str) -> bool {
        let text = self.document.text.as_bytes();
        memchr::memmem::find(&text[..text.len().min(FRONT)], name.as_bytes()).is_some()
    }
}

/// The session of one client.
pub(super) struct Session {
    state: Mutex<State>,
    setup: OnceLock<Setup>,
    /// Woken whenever there is something to look at, or to tell.
    pub(super) wake: Notify,
    /// What takes its time and can be called off.
    pub(super) running: Running,
    /// What was found in files that are not open.
    pub(super) archive: Archive,
}

struct State {
    folders: Vec<PathBuf>,
    options: Options,
    world: Arc<World>,
    overlay: Arc<Overlay>,
    buffers: BTreeMap<Url, Arc<Buffer>>,
    /// What the client is told the diagnostics of: the documents as they are or, where its user wants so, as they were last saved.
    judged: BTreeMap<Url, Arc<Buffer>>,
    /// What is to be looked at, the latest change last.
    due: Vec<Url>,
    /// What was closed: its diagnostics are to be taken back, or replaced by those of the file.
    closed: Vec<Url>,
    /// Whether what the client has pulled may be out of date although its document did not change.
    is_stale: bool,
    /// Counts what may have changed the findings in files that are not open.
    changes: u64,
}

impl Default for Session {
    fn default() -> Self {
        let overlay = Arc::new(Overlay::default());
        let state = State {
            folders: Vec::new(),
            options: Options::default(),
            world: Arc::new(World::new(Arc::clone(&overlay), View::Steady)),
            overlay,
            buffers: BTreeMap::new(),
            judged: BTreeMap::new(),
            due: Vec::new(),
            closed: Vec::new(),
            is_stale: false,
            changes: 0,
        };
        Self {
            state: Mutex::new(state),
            setup: OnceLock::new(),
            wake: Notify::new(),
            running: Running::default(),
            archive: Archive::default(),
        }
    }
}

impl Session {
    /// Ends when the client's process does, where it told which one that is. A pipe may outlive the one who wrote into it.
    pub(super) async fn client_is_gone(&self) {
        loop {
            tokio::time::sleep(CLIENT_CHECK).await;
            let client = self.setup().client.map(|id| Path::new("/proc").join(id.to_string()));
            // Only where the system tells of processes as files can we know.
            if client.is_some_and(|client| Path::new("/proc/self").exists() && !client.exists()) {
                return;
            }
        }
    }

    /// What was agreed on; before that, what holds where nothing is.
    pub(super) fn setup(&self) -> &Setup {
        static NOTHING_AGREED: OnceLock<Setup> = OnceLock::new();
        self.setup.get().unwrap_or_else(|| NOTHING_AGREED.get_or_init(Setup::default))
    }

    /// Begins a session. A client meets its server once; a second meeting changes nothing.
    pub(super) fn start(&self, setup: Setup, folders: Vec<PathBuf>, options: Option<Options>) {
        drop(self.setup.set(setup));
        let mut state = self.state();
        state.changes += 1;
        state.folders = folders;
        state.options = options.unwrap_or_default();
    }

    pub(super) fn open(&self, item: TextDocumentItem) {
        self.state().put(Arc::new(Document::new(item)));
        self.wake.notify_one();
    }

    /// Edits a document; whether it is open.
    pub(super) fn change(&self, uri: &Url, version: i32, changes: Vec<TextDocumentContentChangeEvent>) -> bool {
        let encoding = self.setup().encoding;
        let mut state = self.state();
        let Some(buffer) = state.buffers.get(uri) else { return false };
        let document = buffer.document.edited(version, changes, encoding);
        state.put(Arc::new(document));
        drop(state);
        self.wake.notify_one();
        true
    }

    /// Takes note that a document stands on the disk as it does in the editor.
    pub(super) fn saved(&self, uri: &Url) {
        let mut state = self.state();
        let is_news = state.buffers.get(uri).is_some_and(|buffer| state.judged.get(uri).is_none_or(|judged| !Arc::ptr_eq(buffer, judged)));
        if is_news {
            state.judge(uri);
            state.is_stale = true;
        }
        drop(state);
        self.wake.notify_one();
    }

    pub(super) fn close(&self, uri: &Url) {
        let mut state = self.state();
        if let Some(buffer) = state.buffers.remove(uri) {
            state.judged.remove(uri);
            state.due.retain(|due| due != uri);
            state.closed.push(uri.clone());
            state.changes += 1;
            if let Some(path) = &buffer.document.path {
                let both = |overlay: &Overlay| (overlay.read(path).ok(), overlay.settled(path).ok());
                let before = both(&state.overlay);
                Arc::make_mut(&mut state.overlay).close(path);
                // What was typed and not saved is gone again.
                if before != both(&state.overlay) {
                    state.touched(path);
                }
            }
        }
        drop(state);
        self.wake.notify_one();
    }

    /// Takes note of files that have changed on the disk.
    pub(super) fn files_changed<'a>(&self, paths: impl IntoIterator<Item = &'a Path>) {
        let mut state = self.state();
        for path in paths {
            // What is open counts as it is in the editor, except for what is read from the disk alone.
            if state.overlay.get(path).is_none() || !is_yaml(path) {
                state.touched(path);
            }
            state.changes += 1;
        }
        drop(state);
        self.wake.notify_one();
    }

    /// Replaces the folders of the workspace.
    pub(super) fn set_folders(&self, change: impl FnOnce(&mut Vec<PathBuf>)) {
        let mut state = self.state();
        change(&mut state.folders);
        state.renew_world();
        drop(state);
        self.wake.notify_one();
    }

    pub(super) fn set_options(&self, options: Options) {
        let mut state = self.state();
        state.changes += u64::from(options.check_workspace != state.options.check_workspace);
        state.is_stale |= options != state.options;
        let before = std::mem::replace(&mut state.options, options);
        if before.run != state.options.run && state.options.run == Run::OnType {
            let all: Vec<Url> = state.buffers.keys().cloned().collect();
            all.iter().for_each(|uri| state.judge(uri));
        }
        drop(state);
        self.wake.notify_one();
    }

    /// Has everything looked at again, the files on the disk included.
    pub(super) fn check_everything(&self) {
        self.state().renew_world();
        self.wake.notify_one();
    }

    pub(super) fn options(&self) -> Options {
        self.state().options.clone()
    }

    pub(super) fn folders(&self) -> Vec<PathBuf> {
        self.state().folders.clone()
    }

    /// An open document as it is now.
    pub(super) fn buffer(&self, uri: &Url) -> Option<Arc<Buffer>> {
        self.state().buffers.get(uri).cloned()
    }

    /// An open document as the client is to be told of it.
    pub(super) fn judged(&self, uri: &Url) -> Option<Arc<Buffer>> {
        self.state().judged.get(uri).cloned()
    }

    /// What is open, as the client is to be told of it, in the order of the URIs.
    pub(super) fn all_judged(&self) -> Vec<Arc<Buffer>> {
        self.state().judged.values().cloned().collect()
    }

    /// Whether a buffer is what the client is to be told of.
    pub(super) fn is_current(&self, buffer: &Arc<Buffer>) -> bool {
        self.state().judged.get(&buffer.document.uri).is_some_and(|now| Arc::ptr_eq(now, buffer))
    }

    /// What changed last and is not being looked at already.
    pub(super) fn next_due(&self, busy: &HashSet<Url>) -> Option<Arc<Buffer>> {
        let mut state = self.state();
        let index = state.due.iter().rposition(|uri| !busy.contains(uri))?;
        let uri = state.due.remove(index);
        state.judged.get(&uri).cloned()
    }

    /// What was closed since this was asked last, and is still.
    pub(super) fn take_closed(&self) -> Vec<Url> {
        let mut state = self.state();
        let closed = std::mem::take(&mut state.closed);
        closed.into_iter().filter(|uri| !state.buffers.contains_key(uri)).collect()
    }

    /// Whether what the client knows may be out of date; it is told once.
    pub(super) fn take_stale(&self) -> bool {
        std::mem::take(&mut self.state().is_stale)
    }

    /// Has the files that are not open looked at again.
    pub(super) fn scan_again(&self) {
        self.state().changes += 1;
        self.wake.notify_one();
    }

    /// Has documents told of anew, because others have changed.
    pub(super) fn tell_again(&self, uris: Vec<Url>) {
        if uris.is_empty() {
            return;
        }
        let mut state = self.state();
        for uri in uris {
            if !state.due.contains(&uri) {
                state.due.push(uri);
            }
        }
        state.is_stale = true;
        self.wake.notify_one();
    }

    /// Whether the world is still this one.
    pub(super) fn is_world(&self, world: &Arc<World>) -> bool {
        Arc::ptr_eq(&self.state().world, world)
    }

    /// How often something has changed that files which are not open may hang on: who has looked at them since need not do so again.
    pub(super) fn changes(&self) -> u64 {
        self.state().changes
    }

    /// The world as it is now, with the open files and the folders.
    pub(super) fn surroundings(&self) -> (Arc<World>, Arc<Overlay>, Vec<PathBuf>) {
        let state = self.state();
        (Arc::clone(&state.world), Arc::clone(&state.overlay), state.folders.clone())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Each change is made whole or not at all: a panic elsewhere leaves nothing half done.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Takes a document as it is now, and marks what that may change.
    fn put(&mut self, document: Arc<Document>) {
        let uri = document.uri.clone();
        if let Some(path) = document.path.clone() {
            // Only a file that decides how drafts are checked is worth the comparison.
            let before = self.world.depends_on(&path).then(|| self.overlay.settled(&path).ok());
            let is_first = self.overlay.get(&path).is_none();
            Arc::make_mut(&mut self.overlay).open(&document);
            if before.is_some_and(|before| before != self.overlay.settled(&path).ok()) {
                self.renew_world();
            } else if !is_first {
                self.touch_readers(&path, &uri);
            }
        }
        let standing = self.buffers.get(&uri).map(|buffer| &buffer.context).filter(|context| Arc::ptr_eq(&context.world, &self.world));
        let standing = standing.map(|context| Arc::clone(&context.standing)).unwrap_or_default();
        let context = Context { standing, ..self.context(document.path.as_deref()) };
        self.buffers.insert(uri.clone(), Buffer::new(document, context));
        if self.options.run == Run::OnType || !self.judged.contains_key(&uri) {
            self.judge(&uri);
        }
    }

    /// Has the client told of a document as it is now.
    fn judge(&mut self, uri: &Url) {
        let Some(buffer) = self.buffers.get(uri) else { return };
        self.judged.insert(uri.clone(), Arc::clone(buffer));
        self.mark(uri.clone());
    }

    fn context(&self, path: Option<&Path>) -> Context {
        let around = path
            .and_then(|path| self.folders.iter().filter(|folder| path.starts_with(folder)).max_by_key(|folder| folder.as_os_str().len()));
        Context::new(&self.world, &self.overlay, around.or(self.folders.first()).cloned())
    }

    fn mark(&mut self, uri: Url) {
        self.due.retain(|due| *due != uri);
        self.due.push(uri);
    }

    /// A file is another than it was.
    fn touched(&mut self, path: &Path) {
        if self.world.depends_on(path) {
            self.renew_world();
        } else if let Ok(uri) = Url::from_file_path(path) {
            self.touch_readers(path, &uri);
        }
    }

    /// Has the documents looked at again that may read a file, such as a complaint's.
    fn touch_readers(&mut self, path: &Path, uri: &Url) {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return };
        let readers: Vec<Url> =
            self.buffers.iter().filter(|(other, buffer)| *other != uri && buffer.mentions(name)).map(|(other, _)| other.clone()).collect();
        self.is_stale |= !readers.is_empty();
        readers.into_iter().for_each(|reader| self.renew(&reader));
    }

    fn renew(&mut self, uri: &Url) {
        let Some(document) = self.buffers.get(uri).map(|buffer| Arc::clone(&buffer.document)) else { return };
        let context = self.context(document.path.as_deref());
        self.buffers.insert(uri.clone(), Buffer::new(document, context));
        self.judge(uri);
    }

    /// Configs or rules are others than they were: everything is to be looked at again.
    fn renew_world(&mut self) {
        self.world = Arc::new(World::new(Arc::clone(&self.overlay), View::Steady));
        self.is_stale = true;
        self.changes += 1;
        let all: Vec<Url> = self.buffers.keys().cloned().collect();
        all.iter().for_each(|uri| self.renew(uri));
    }
}

/// The folders that a client names, as paths.
pub(super) fn folders_of<'a>(uris: impl IntoIterator<Item = &'a Url>) -> Vec<PathBuf> {
    uris.into_iter().filter_map(path_of).collect()
}
