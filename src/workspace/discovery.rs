//! Paths from a command line become the files that hold drafts, in the order of their paths, and the paths that could not be read.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::{DirEntry, WalkBuilder, WalkState};

use super::configs::{Configs, Project};
use super::fault::PathFault;
use super::files::Files;
use super::paths::absolute;
use crate::draft::Format;

/// The file, like `.gitignore`, whose patterns name what Tonfall shall leave alone.
const IGNORE_FILE: &str = ".tonfallignore";

/// A file that holds drafts.
#[derive(Clone, Debug)]
pub struct Found {
    /// As it was named, or as its folder was.
    pub path: PathBuf,
    pub project: Arc<Project>,
    /// What it is, where that is not told by its name.
    pub format: Option<Format>,
}

impl Found {
    /// A file whose name tells what it is.
    #[must_use]
    pub fn new(path: PathBuf, project: Arc<Project>) -> Self {
        Self { path, project, format: None }
    }
}

/// What was found, each in the order of its paths.
#[derive(Clone, Debug, Default)]
pub struct Discovered {
    pub files: Vec<Found>,
    pub faults: Vec<PathFault>,
}

/// Finds the drafts behind paths.
///
/// A file that is named is one, whatever it looks like. A folder is walked without what `.gitignore`, `.tonfallignore` and the config's
/// `exclude` leave out, without hidden files unless `include` names them, and without following links to folders. In it, drafts are the files
/// that `include` names, and Markdown and text files with Tonfall's front matter. What cannot be read is reported, and the rest goes on.
#[must_use]
pub fn discover(paths: &[PathBuf], configs: &Configs) -> Discovered {
    let out = Mutex::new(Collected::default());
    for path in paths {
        match fs::metadata(path) {
            Err(error) => out.lock().unwrap_or_else(PoisonError::into_inner).faults.push(PathFault::new(path, &error)),
            Ok(metadata) if metadata.is_dir() => walk(path, configs, &out),
            Ok(_) => {
                let project = configs.project(path, &home_of(path));
                out.lock().unwrap_or_else(PoisonError::into_inner).files.push(Found::new(path.clone(), project));
            }
        }
    }
    out.into_inner().unwrap_or_else(PoisonError::into_inner).finish()
}

/// Those of some files below these paths that hold drafts, where the disk cannot be asked: files that are staged and gone, for instance.
#[must_use]
pub fn discover_among(candidates: &[PathBuf], paths: &[PathBuf], configs: &Configs) -> Vec<Found> {
    let found = candidates.iter().filter_map(|candidate| {
        let path = paths.iter().find(|path| candidate.starts_with(absolute(path)))?;
        let folder = absolute(path);
        let rest = candidate.strip_prefix(&folder).ok().filter(|rest| *rest != Path::new(""));
        let project = configs.project(candidate, path);
        // Most files are told by their name, before anything is walked.
        let is_possible = may_hold_drafts(candidate) || project.config.names(&project.relative(candidate).unwrap_or_default());
        let holds_drafts = rest.is_none()
            || is_possible
                && match standing(candidate, &folder, configs) {
                    Standing::LeftAlone => false,
                    Standing::Included => true,
                    Standing::Candidate => has_front_matter(candidate, configs.files()).unwrap_or(false),
                };
        holds_drafts.then(|| Found::new(rest.map_or_else(|| path.clone(), |rest| path.join(rest)), project))
    });
    found.collect()
}

/// What the walkers bring home, in no order.
#[derive(Default)]
struct Collected {
    files: Vec<Found>,
    /// Files that were reached by a link: perhaps others reach them as well.
    links: Vec<Found>,
    faults: Vec<PathFault>,
}

impl Collected {
    /// Sorts, and takes each file once, however many names lead to it.
    fn finish(self) -> Discovered {
        let Self { mut files, mut links, mut faults } = self;
        let by_path = |a: &Found, b: &Found| a.path.cmp(&b.path);
        files.sort_by(by_path);
        let mut seen = HashSet::new();
        files.retain(|found| seen.insert(absolute(&found.path)));
        if !links.is_empty() {
            links.sort_by(by_path);
            let target = |found: &Found| fs::canonicalize(&found.path).unwrap_or_else(|_| absolute(&found.path));
            let mut targets: HashSet<PathBuf> = files.iter().map(target).collect();
            links.retain(|found| targets.insert(target(found)));
            files.append(&mut links);
            files.sort_by(by_path);
        }
        faults.sort();
        faults.dedup();
        Discovered { files, faults }
    }
}

/// The project's root for a named file that no config claims: where the user stands, if the file lies below, else its own folder.
fn home_of(path: &Path) -> PathBuf {
    let path = absolute(path);
    let here = std::env::current_dir().ok().filter(|here| path.starts_with(here));
    here.unwrap_or_else(|| path.parent().unwrap_or(&path).to_owned())
}

/// What a file's place says about it, before its text is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The config's `include` names it: it holds drafts whatever it looks like.
    Included,
    /// It holds drafts where its front matter says so.
    Candidate,
    /// It is ignored or excluded.
    LeftAlone,
}

/// What a walk through `folder` would make of one file in it, existing or about to be saved: the same decision as [`discover`]'s.
#[must_use]
pub fn standing(path: &Path, folder: &Path, configs: &Configs) -> Standing {
    let path = absolute(path);
    let project = configs.project(&path, folder);
    if path.starts_with(folder) && is_left_alone(&path, folder, configs) {
        return Standing::LeftAlone;
    }
    let place = project.relative(&path).unwrap_or_default();
    if project.config.names(&place) { Standing::Included } else { Standing::Candidate }
}

fn is_left_alone(path: &Path, folder: &Path, configs: &Configs) -> bool {
    let is_below = |part: &&Path| part.starts_with(folder) && *part != folder;
    let is_out = |part: &Path| {
        let project = configs.project_of_folder(part.parent().unwrap_or(folder), folder);
        is_out(part, if part == path { Shape::File } else { Shape::Folder }, &project)
    };
    path.ancestors().take_while(is_below).any(is_out) || is_ignored(path, folder)
}

/// Whether a walk does not come by a file that is there. What is not there yet, no walk comes by.
fn is_ignored(path: &Path, folder: &Path) -> bool {
    let target = path.to_owned();
    let mut walk = walker(folder).filter_entry(move |entry| target.starts_with(entry.path())).build();
    path.exists() && !walk.any(|entry| entry.is_ok_and(|entry| entry.path() == path))
}

/// A walk that leaves out what `.gitignore` and `.tonfallignore` name.
fn walker(root: &Path) -> WalkBuilder {
    let mut builder = WalkBuilder::new(root);
    builder
        .hidden(false)
        .ignore(false)
        .git_ignore(true)
        // What counts is what lies in the folder, not what a user or a clone has set up for itself.
        .git_global(false)
        .git_exclude(false)
        .require_git(false)
        .add_custom_ignore_filename(IGNORE_FILE);
    builder
}

fn walk(root: &Path, configs: &Configs, out: &Mutex<Collected>) {
    walker(root).build_parallel().run(|| {
        Box::new(|entry| {
            let (state, outcome) = visit(entry, root, configs);
            if let Some(outcome) = outcome {
                outcome.put(&mut out.lock().unwrap_or_else(PoisonError::into_inner));
            }
            state
        })
    });
}

/// What became of one entry of a folder.
enum Outcome {
    File(Found),
    Link(Found),
    Fault(PathFault),
}

impl Outcome {
    fn put(self, out: &mut Collected) {
        match self {
            Self::File(found) => out.files.push(found),
            Self::Link(found) => out.links.push(found),
            Self::Fault(fault) => out.faults.push(fault),
        }
    }
}

fn visit(entry: Result<DirEntry, ignore::Error>, root: &Path, configs: &Configs) -> (WalkState, Option<Outcome>) {
    let entry = match entry {
        Ok(entry) => entry,
        Err(error) => return (WalkState::Continue, Some(Outcome::Fault(walk_fault(error, root)))),
    };
    if entry.depth() == 0 {
        return (WalkState::Continue, None);
    }
    let project = configs.project_of_folder(entry.path().parent().unwrap_or(root), root);
    let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
    if is_out(entry.path(), if is_folder { Shape::Folder } else { Shape::File }, &project) {
        return (WalkState::Skip, None);
    }
    let place = project.relative(entry.path()).unwrap_or_default();
    (WalkState::Continue, if is_folder { None } else { look_at(&entry, &place, project, configs.files()) })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    File,
    Folder,
}

/// Whether the config leaves out a path, or it is hidden.
fn is_out(path: &Path, shape: Shape, project: &Project) -> bool {
    let place = project.relative(path).unwrap_or_default();
    // A glob that takes everything in a folder takes the folder with its slash.
    project.config.exclude().is_match(&if shape == Shape::Folder { format!("{place}/") } else { place }) || is_hidden(path, project)
}

/// Hidden files stay so unless the config names them outright; what git and Tonfall keep for themselves always does.
fn is_hidden(path: &Path, project: &Project) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') && (name == ".git" || name == ".tonfall" || !project.config.include().names_hidden(&name))
}

/// Whether a file holds drafts.
fn look_at(entry: &DirEntry, place: &str, project: Arc<Project>, files: &dyn Files) -> Option<Outcome> {
    let path = entry.path();
    let is_included = project.config.names(place);
    if !is_included && !may_hold_drafts(path) {
        return None;
    }
    let is_link = entry.path_is_symlink();
    if is_link {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_file() => {}
            Ok(_) => return None,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Some(Outcome::Fault(PathFault { path: path.to_owned(), reason: "it is a link that leads nowhere".to_owned() }));
            }
            Err(error) => return Some(Outcome::Fault(PathFault::new(path, &error))),
        }
    } else if !entry.file_type().is_some_and(|kind| kind.is_file()) {
        return None;
    }
    let holds_drafts = if is_included { Ok(true) } else { has_front_matter(path, files) };
    match holds_drafts {
        Ok(false) => None,
        Ok(true) => {
            let found = Found::new(path.to_owned(), project);
            Some(if is_link { Outcome::Link(found) } else { Outcome::File(found) })
        }
        Err(error) => Some(Outcome::Fault(PathFault::new(path, &error))),
    }
}

/// Whether a file may be a draft that no config names: what holds many is only looked at where one does.
fn may_hold_drafts(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    Format::of_extension(extension).is_some_and(|format| !format.is_bulk())
}

/// Whether a file has front matter with one of Tonfall's keys. Most files of a folder have none: their beginning tells.
fn has_front_matter(path: &Path, files: &dyn Files) -> io::Result<bool> {
    files.head(path, 8 << 10).map(|head| crate::draft::is_draft(&head))
}

/// A walker's error names the path that it is about somewhere inside.
fn walk_fault(error: ignore::Error, root: &Path) -> PathFault {
    let mut path = root.to_owned();
    let mut at = &error;
    while let ignore::Error::WithPath { err, .. } | ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } = at {
        if let ignore::Error::WithPath { path: inner, .. } = at {
            path.clone_from(inner);
        }
        at = err;
    }
    match at.io_error() {
        Some(error) => PathFault::new(&path, error),
        None => PathFault { path, reason: at.to_string() },
    }
}
