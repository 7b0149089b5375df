//! The files of the workspace that are not open become reports, each made again only where the file or what it names has changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tower_lsp::lsp_types::{Diagnostic, DiagnosticSeverity, Url};

use super::analysis::{self, Analysis, SettingsKind};
use super::convert::Places;
use super::diagnostics::{self, result_id};
use super::echoes::Echoes;
use super::progress::Ticker;
use super::session::{Buffer, Session};
use super::setup::Setup;
use super::world::{self, Overlay, Stamp, World, stamp};
use crate::engine::Candidate;
use crate::text::LineIndex;
use crate::workspace::{Files, Found, absolute, discover};

/// What was found in a file.
pub(super) struct Report {
    pub(super) uri: Url,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// How many of them the file would have alone; the others come from what other files say.
    own: usize,
    /// What may be said of its drafts, if others say the same.
    candidates: Vec<Candidate>,
    pub(super) result_id: String,
    /// The states of the file and of what it names.
    stamps: Vec<(PathBuf, Option<Stamp>)>,
}

/// The reports of one world.
#[derive(Default)]
pub(super) struct Archive {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    world: Option<Arc<World>>,
    /// The session's changes when the scan began.
    changes: Option<u64>,
    echoes: Arc<Echoes>,
    reports: BTreeMap<PathBuf, Arc<Report>>,
}

/// How many of each severity there are.
#[derive(Clone, Copy, Debug, Default, serde::Serialize)]
pub(super) struct Sums {
    files: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
}

impl Sums {
    pub(super) fn add(&mut self, diagnostics: &[Diagnostic]) {
        self.files += 1;
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Some(DiagnosticSeverity::ERROR) => self.errors += 1,
                Some(DiagnosticSeverity::WARNING) => self.warnings += 1,
                _ => self.infos += 1,
            }
        }
    }
}

impl Archive {
    /// Looks at every file of the session's folders. `None` where it was called off, or the world has changed meanwhile.
    pub(super) fn scan(&self, session: &Session, ticker: &Ticker) -> Option<Vec<Arc<Report>>> {
        let changes = Some(session.changes());
        let (world, files, folders) = session.surroundings();
        let setup = session.setup();
        let known = self.known(&world);
        let discovered = discover(&folders, &world.configs);
        let total = discovered.files.len();
        let mut reports = BTreeMap::new();
        for (done, found) in discovered.files.into_iter().enumerate() {
            let path = absolute(&found.path);
            if files.get(&path).is_some() {
                continue;
            }
            let report = match known.get(&path).filter(|report| report.is_fresh()) {
                Some(report) => Arc::clone(report),
                None => Arc::new(check(&Found { path: path.clone(), ..found }, &world, &files, setup)?),
            };
            reports.insert(path, report);
            if ticker.tick(done + 1, total).is_break() || !session.is_world(&world) {
                return None;
            }
        }
        let echoes = Arc::new(enter_echoes(session, &mut reports, &files, &folders));
        session.tell_again(changed(&session.all_judged(), &self.echoes(), &echoes));
        reports.extend(faulty(&world, &files, setup));
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let all = reports.values().cloned().collect();
        *kept = Kept { world: Some(world), changes, echoes, reports };
        Some(all)
    }

    /// What is known of files in a world.
    fn known(&self, world: &Arc<World>) -> BTreeMap<PathBuf, Arc<Report>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let is_same = kept.world.as_ref().is_some_and(|known| Arc::ptr_eq(known, world));
        if is_same { kept.reports.clone() } else { BTreeMap::new() }
    }

    /// Whether nothing has changed since the last scan began, as far as the session knows.
    pub(super) fn is_fresh(&self, session: &Session) -> bool {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).changes == Some(session.changes())
    }

    /// What the drafts of the last scan say alike.
    pub(super) fn echoes(&self) -> Arc<Echoes> {
        Arc::clone(&self.kept.lock().unwrap_or_else(PoisonError::into_inner).echoes)
    }

    /// The reports of the last scan.
    pub(super) fn last(&self) -> Vec<Arc<Report>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).reports.values().cloned().collect()
    }
}

impl Report {
    fn new(uri: Url, diagnostics: Vec<Diagnostic>, paths: impl IntoIterator<Item = PathBuf>) -> Self {
        let stamps = paths.into_iter().map(|path| (path.clone(), stamp(&path))).collect();
        Self { uri, result_id: result_id(&diagnostics), own: diagnostics.len(), diagnostics, candidates: Vec::new(), stamps }
    }

    /// The same report, with what other files make of it.
    fn echoing(&self, echoes: Vec<Diagnostic>) -> Self {
        let own = self.diagnostics.iter().take(self.own).cloned();
        let diagnostics: Vec<Diagnostic> = own.chain(echoes).collect();
        let (uri, candidates, stamps) = (self.uri.clone(), self.candidates.clone(), self.stamps.clone());
        Self { uri, result_id: result_id(&diagnostics), own: self.own, diagnostics, candidates, stamps }
    }

    fn is_fresh(&self) -> bool {
        self.stamps.iter().all(|(path, known)| stamp(path) == *known)
    }
}

fn check(found: &Found, world: &World, files: &Overlay, setup: &Setup) -> Option<Report> {
    let uri = Url::from_file_path(&found.path).ok()?;
    let Some(drafts) = analysis::check(found, world, files) else {
        return Some(Report::new(uri, Vec::new(), [found.path.clone()]));
    };
    let text = diagnostics::text_of(&drafts.source.file.bytes);
    let lines = LineIndex::new(&text);
    let places = Places { text: &text, lines: &lines, encoding: setup.encoding };
    let findings = drafts.findings.iter().map(|(_, finding)| finding);
    let diagnostics = diagnostics::of_findings(findings, &uri, places, setup, files);
    let folder = found.path.parent().unwrap_or(&found.path);
    let named = drafts.source.drafts.iter().filter_map(|draft| draft.complaint.as_ref()?.file.as_ref());
    let named: Vec<PathBuf> = named.map(|file| folder.join(&file.value)).collect();
    let report = Report::new(uri, diagnostics, std::iter::once(found.path.clone()).chain(named));
    Some(Report { candidates: drafts.candidates, ..report })
}

/// Holds the drafts of all files against each other, open ones as they are in the editor, and adds to the reports what comes of it.
fn enter_echoes(session: &Session, reports: &mut BTreeMap<PathBuf, Arc<Report>>, files: &Overlay, folders: &[PathBuf]) -> Echoes {
    let of_open = |buffer: &Arc<Buffer>| match (&buffer.document.path, buffer.analysis()) {
        (Some(path), Analysis::Drafts(drafts)) if is_inside(path, folders) => Some((path.clone(), drafts.candidates.clone())),
        _ => None,
    };
    let closed = reports.iter().map(|(path, report)| (path.clone(), report.candidates.clone()));
    let candidates = closed.chain(session.all_judged().iter().filter_map(of_open)).collect();
    let (echoes, said) = Echoes::of(&candidates, folders);
    for (path, report) in reports {
        let findings = said.get(path).map(Vec::as_slice).unwrap_or_default();
        if findings.is_empty() && report.diagnostics.len() == report.own {
            continue;
        }
        let text = diagnostics::text_of(&files.read(path).unwrap_or_default());
        let lines = LineIndex::new(&text);
        let places = Places { text: &text, lines: &lines, encoding: session.setup().encoding };
        *report = Arc::new(report.echoing(diagnostics::of_findings(findings.iter(), &report.uri, places, session.setup(), files)));
    }
    echoes
}

/// The open documents of which something else is to be said now.
fn changed(open: &[Arc<Buffer>], before: &Echoes, now: &Echoes) -> Vec<Url> {
    let is_changed = |buffer: &&Arc<Buffer>| match (&buffer.document.path, buffer.analysis()) {
        (Some(path), Analysis::Drafts(drafts)) => before.of_file(path, &drafts.candidates) != now.of_file(path, &drafts.candidates),
        _ => false,
    };
    open.iter().filter(is_changed).map(|buffer| buffer.document.uri.clone()).collect()
}

/// The reports of configs and rule files with faults.
fn faulty(world: &World, files: &Overlay, setup: &Setup) -> BTreeMap<PathBuf, Arc<Report>> {
    let mut faults: BTreeMap<PathBuf, Vec<analysis::Fault>> = BTreeMap::new();
    for project in world.configs.projects() {
        for fault in &world.rules(&project).faults {
            let kind = if world::is_rule_of(&project, &fault.path) { SettingsKind::Rule } else { SettingsKind::Config };
            faults.entry(fault.path.clone()).or_default().push(analysis::fault(fault, kind));
        }
    }
    let report = |(path, faults): (PathBuf, Vec<analysis::Fault>)| {
        let uri = Url::from_file_path(&path).ok().filter(|_| files.get(&path).is_none())?;
        let text = diagnostics::text_of(&files.read(&path).unwrap_or_default());
        let lines = LineIndex::new(&text);
        let places = Places { text: &text, lines: &lines, encoding: setup.encoding };
        let diagnostics = faults.iter().map(|fault| diagnostics::of_fault(fault, places)).collect();
        let report = Report::new(uri, diagnostics, [path.clone()]);
        Some((path, Arc::new(report)))
    };
    faults.into_iter().filter_map(report).collect()
}

/// Whether a file lies in one of the folders.
pub(super) fn is_inside(path: &Path, folders: &[PathBuf]) -> bool {
    folders.iter().any(|folder| path.starts_with(folder))
}
