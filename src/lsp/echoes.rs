//! What drafts of the workspace say alike becomes findings: each draft is held against those before it by path, as on the command line.
//! Knows the drafts of the last scan, and no positions.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::scan::is_inside;
use crate::engine::{Candidate, Place, Seen};
use crate::finding::Finding;

/// The drafts of a workspace, as they were when it was looked at last.
#[derive(Default)]
pub(super) struct Echoes {
    seen: Seen,
}

impl Echoes {
    /// Enters the drafts of files, by path: also returned is what is to be said of each file, where there is something.
    pub(super) fn of(files: &BTreeMap<PathBuf, Vec<Candidate>>, folders: &[PathBuf]) -> (Self, BTreeMap<PathBuf, Vec<Finding>>) {
        let mut seen = Seen::default();
        let mut said: BTreeMap<PathBuf, Vec<Finding>> = BTreeMap::new();
        for (path, candidates) in files {
            let place = place(path, folders);
            for finding in candidates.iter().filter_map(|candidate| seen.enter(place.clone(), candidate.clone())) {
                said.entry(path.clone()).or_default().push(finding);
            }
        }
        (Self { seen }, said)
    }

    /// What is to be said of a file as it is now.
    pub(super) fn of_file(&self, path: &Path, candidates: &[Candidate]) -> Vec<Finding> {
        candidates.iter().filter_map(|candidate| self.seen.look(candidate, |place| Path::new(&*place.path) < path)).collect()
    }
}

/// Where a file lies, and what a writer calls it: by its path in the workspace.
fn place(path: &Path, folders: &[PathBuf]) -> Place {
    let home = folders.iter().find(|folder| is_inside(path, std::slice::from_ref(folder)));
    let name = home.and_then(|folder| path.strip_prefix(folder).ok()).unwrap_or(path);
    let name = name.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
    Place { path: Arc::from(path.to_string_lossy()), name: Arc::from(name), remembered: None }
}
