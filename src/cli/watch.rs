//! Drafts are checked, and again whenever something changes in the folders that they or their settings lie in, until Ctrl-C.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::Outcome;
use super::output::{Output, complain};
use crate::workspace::{Project, absolute, display};

/// What is written in one go is checked once: as long as changes come faster than this, they are waited for.
const QUIET: Duration = Duration::from_millis(100);

/// How often files are looked at where the system does not tell of changes.
const LOOK: Duration = Duration::from_secs(1);

/// So often in a row a check may be the answer to what the one before it has written. After that, answers take their time.
const OWN_ECHOES: usize = 2;
const PAUSE: Duration = Duration::from_secs(5);

/// What somebody tells the watch.
enum Signal {
    Changed(PathBuf),
    Interrupted,
}

/// What lies in folders that are watched, and is written by Tonfall itself.
pub(super) struct Own {
    pub(super) reports: Vec<PathBuf>,
}

/// Checks, waits for changes, and so on.
pub(super) fn run(
    paths: &[PathBuf],
    own: Own,
    output: &mut Output,
    mut check: impl FnMut(&mut Output) -> io::Result<(Outcome, Vec<Arc<Project>>)>,
) -> io::Result<Outcome> {
    let (sender, signals) = channel();
    if let Err(fault) = on_interrupt(sender.clone()) {
        complain(&format!("Ctrl-C cannot be heard: {fault}"));
        return Ok(Outcome::Failure);
    }
    let mut watch = Watch::new(sender, own);
    let mut echoes = 0;
    loop {
        clear(output)?;
        let (outcome, projects) = check(output)?;
        output.flush()?;
        let folders = paths.iter().map(|path| absolute(path)).chain(projects.iter().flat_map(|project| places(project)));
        if watch.add(folders) == 0 {
            return Ok(outcome);
        }
        complain("waiting for changes; Ctrl-C ends");
        echoes += 1;
        match next(&signals, if echoes > OWN_ECHOES { PAUSE } else { QUIET }) {
            Some(Change { path, came_at_once }) => {
                echoes = if came_at_once { echoes } else { 0 };
                complain(&format!("{} has changed", display(&path)));
            }
            None => return Ok(Outcome::Clean),
        }
    }
}

/// Where what a project depends on lies.
fn places(project: &Project) -> Vec<PathBuf> {
    let configs = project.config_files().filter_map(Path::parent).map(Path::to_owned);
    configs.chain([project.root.clone()]).chain(project.rule_folders.iter().cloned()).collect()
}

/// Makes room where somebody looks.
fn clear(output: &mut Output) -> io::Result<()> {
    if io::stdout().is_terminal() { output.write_all(b"\x1b[2J\x1b[3J\x1b[H") } else { Ok(()) }
}

fn on_interrupt(sender: Sender<Signal>) -> Result<(), ctrlc::Error> {
    let is_asked = AtomicBool::new(false);
    let sender = Mutex::new(sender);
    ctrlc::set_handler(move || {
        // Who asks twice does not want to wait for a long check.
        if is_asked.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        // Nobody listens any more: then the end is near anyway.
        let _ = sender.lock().unwrap_or_else(PoisonError::into_inner).send(Signal::Interrupted);
    })
}

/// A change after which nothing else changed for a moment.
struct Change {
    path: PathBuf,
    /// Whether it was made while the check was still running, or right behind it: perhaps by the check.
    came_at_once: bool,
}

/// Waits for a change, and for things to stay quiet after it. `None` where somebody wants an end.
fn next(signals: &Receiver<Signal>, quiet: Duration) -> Option<Change> {
    let mut first: Option<Change> = None;
    let mut is_early = true;
    loop {
        let wait = match (&first, is_early) {
            (Some(_), _) => quiet,
            (None, true) => QUIET,
            (None, false) => Duration::MAX,
        };
        match signals.recv_timeout(wait) {
            Ok(Signal::Changed(path)) => {
                first.get_or_insert(Change { path, came_at_once: is_early });
            }
            Ok(Signal::Interrupted) | Err(RecvTimeoutError::Disconnected) => return None,
            Err(RecvTimeoutError::Timeout) if first.is_some() => return first,
            Err(RecvTimeoutError::Timeout) => is_early = false,
        }
    }
}

/// Folders that are watched, by the system, or by looking again and again where that is not to be had.
struct Watch {
    sender: Sender<Signal>,
    own: Arc<Own>,
    system: Option<RecommendedWatcher>,
    looker: Option<PollWatcher>,
    folders: BTreeSet<PathBuf>,
}

impl Watch {
    fn new(sender: Sender<Signal>, own: Own) -> Self {
        let own = Arc::new(Own { reports: own.reports.iter().map(|path| absolute(path)).collect() });
        let system = notify::recommended_watcher(teller(&sender, &own)).ok();
        Self { sender, own, system, looker: None, folders: BTreeSet::new() }
    }

    /// Watches more places; how many there are.
    fn add(&mut self, places: impl Iterator<Item = PathBuf>) -> usize {
        for place in places {
            if self.folders.iter().any(|folder| place.starts_with(folder)) || !place.exists() {
                continue;
            }
            match self.watch(&place) {
                Ok(()) => {
                    self.folders.insert(place);
                }
                Err(fault) => complain(&format!("{}: it cannot be watched: {fault}", display(&place))),
            }
        }
        self.folders.len()
    }

    fn watch(&mut self, place: &Path) -> notify::Result<()> {
        // Network drives and very large folders are beyond what the system tells.
        if let Some(system) = &mut self.system
            && system.watch(place, RecursiveMode::Recursive).is_ok()
        {
            return Ok(());
        }
        if self.looker.is_none() {
            self.looker = Some(PollWatcher::new(teller(&self.sender, &self.own), Config::default().with_poll_interval(LOOK))?);
        }
        self.looker.as_mut().map_or(Ok(()), |looker| looker.watch(place, RecursiveMode::Recursive))
    }
}

/// What passes on the changes that matter.
fn teller(sender: &Sender<Signal>, own: &Arc<Own>) -> impl FnMut(notify::Result<Event>) + use<> {
    let (sender, own) = (sender.clone(), Arc::clone(own));
    move |event| {
        let paths = match event {
            Ok(event) if matters(event.kind) => event.paths,
            Ok(_) => Vec::new(),
            // Changes were lost: something has changed.
            Err(fault) => fault.paths,
        };
        for path in paths.into_iter().filter(|path| !is_own(path, &own)) {
            let _ = sender.send(Signal::Changed(path));
        }
    }
}

fn matters(kind: EventKind) -> bool {
    matches!(kind, EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Any)
}

/// Whether a file is git's, Tonfall's or an editor's own business.
fn is_own(path: &Path, own: &Own) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_passing =
        name.ends_with('~') || name.ends_with(".swp") || name.ends_with(".swx") || name.ends_with(".tonfall-new") || name == "4913";
    is_passing || own.reports.iter().any(|report| report == path) || path.components().any(|part| part.as_os_str() == ".git")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(name: &str) -> Signal {
        Signal::Changed(name.into())
    }

    #[test]
    fn changes_in_one_go_are_one() {
        let (sender, signals) = channel();
        ["a", "b", "c"].iter().for_each(|name| sender.send(changed(name)).unwrap());
        let change = next(&signals, QUIET).unwrap();
        assert_eq!((change.path.as_path(), change.came_at_once), (Path::new("a"), true));
        sender.send(Signal::Interrupted).unwrap();
        assert!(next(&signals, QUIET).is_none());
    }

    #[test]
    fn what_comes_late_is_no_echo() {
        let (sender, signals) = channel();
        let writer = std::thread::spawn(move || {
            std::thread::sleep(10 * QUIET);
            sender.send(changed("b")).unwrap();
            std::thread::sleep(10 * QUIET);
        });
        let change = next(&signals, QUIET).unwrap();
        assert_eq!((change.path.as_path(), change.came_at_once), (Path::new("b"), false));
        writer.join().unwrap();
    }

    #[test]
    fn what_is_nobodys_draft_does_not_matter() {
        let own = Own { reports: vec!["/a/report.html".into()] };
        for (path, is) in [
            ("/a/.git/index", true),
            ("/a/b.md", false),
            ("/a/report.html", true),
            ("/a/.b.md.swp", true),
            ("/a/.tonfall/rules/x.yaml", false),
        ] {
            assert_eq!(is_own(Path::new(path), &own), is, "{path}");
        }
    }
}
