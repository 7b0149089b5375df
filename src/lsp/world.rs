//! Open buffers in front of the disk, and everything that configs and rule files make of the two.
//!
//! A world never changes: where a config, a rule file or a list of people does, there is a new one. What hangs on it can tell by looking.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use super::document::Document;
use crate::config::ConfigFile;
use crate::rules::RuleFile;
use crate::workspace::{CONFIG_NAMES, Configs, Disk, Files, PACK_NAME, Project, ProjectRules, RuleSets};
use crate::yaml;

/// The files that are open, as they are in the editor, in front of the disk.
#[derive(Clone, Default)]
pub(super) struct Overlay {
    documents: HashMap<PathBuf, Arc<Document>>,
    /// For YAML that is being typed: the last text that could be read. Half a key must not turn every rule of a project over.
    steady: HashMap<PathBuf, Arc<str>>,
}

impl Overlay {
    pub(super) fn open(&mut self, document: &Arc<Document>) {
        let Some(path) = &document.path else { return };
        self.documents.insert(path.clone(), Arc::clone(document));
        if is_yaml(path) && is_readable(path, &document.text) {
            self.steady.insert(path.clone(), Arc::from(document.text.as_str()));
        }
    }

    pub(super) fn close(&mut self, path: &Path) {
        self.documents.remove(path);
        self.steady.remove(path);
    }

    pub(super) fn get(&self, path: &Path) -> Option<&Arc<Document>> {
        self.documents.get(path)
    }

    /// What configs are made of: of YAML, the last text that could be read, or else what is saved.
    pub(super) fn settled(&self, path: &Path) -> io::Result<Arc<[u8]>> {
        match self.steady.get(path) {
            Some(text) => Ok(text.as_bytes().into()),
            None if is_yaml(path) => Disk.read(path),
            None => self.read(path),
        }
    }
}

impl Files for Overlay {
    fn read(&self, path: &Path) -> io::Result<Arc<[u8]>> {
        match self.documents.get(path) {
            Some(document) => Ok(document.text.as_bytes().into()),
            None => Disk.read(path),
        }
    }

    fn head(&self, path: &Path, length: usize) -> io::Result<Vec<u8>> {
        match self.documents.get(path) {
            Some(document) => Ok(document.text.bytes().take(length).collect()),
            None => Disk.head(path, length),
        }
    }
}

/// Whose text of a YAML file counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    /// The last that could be read: what drafts are checked by.
    Steady,
    /// What stands there now: what the file itself is checked as.
    AsTyped,
}

/// Files, with a memory of which ones were asked for.
struct Recorder {
    overlay: Arc<Overlay>,
    view: View,
    asked: Mutex<HashMap<PathBuf, Option<Stamp>>>,
}

impl Recorder {
    fn record(&self, path: &Path) {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.entry(path.to_owned()).or_insert_with(|| stamp(path));
    }
}

impl Files for Recorder {
    fn read(&self, path: &Path) -> io::Result<Arc<[u8]>> {
        self.record(path);
        match self.view {
            View::Steady => self.overlay.settled(path),
            View::AsTyped => self.overlay.read(path),
        }
    }

    fn head(&self, path: &Path, length: usize) -> io::Result<Vec<u8>> {
        // A search for drafts looks into every text there is; what counts here are the files that decide how drafts are checked.
        if is_yaml(path) {
            self.record(path);
        }
        self.overlay.head(path, length)
    }
}

/// The configs and rules of every project, from one state of the files.
pub(super) struct World {
    pub(super) configs: Configs,
    rule_sets: RuleSets,
    files: Arc<Recorder>,
}

impl World {
    pub(super) fn new(overlay: Arc<Overlay>, view: View) -> Self {
        let files = Arc::new(Recorder { overlay, view, asked: Mutex::default() });
        Self { configs: Configs::new(Arc::clone(&files) as Arc<dyn Files>), rule_sets: RuleSets::default(), files }
    }

    /// A project's rules, and the faults of its config and its rule files.
    pub(super) fn rules(&self, project: &Project) -> Arc<ProjectRules> {
        self.rule_sets.of(project, self.files.as_ref())
    }

    /// The files that are not as they were when they were read.
    pub(super) fn outdated(&self) -> Vec<PathBuf> {
        let asked = self.files.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let mut outdated: Vec<PathBuf> =
            asked.iter().filter(|(path, known)| stamp(path) != **known).map(|(path, _)| path.clone()).collect();
        outdated.sort();
        outdated
    }

    /// Whether a change of the file may make this world another.
    pub(super) fn depends_on(&self, path: &Path) -> bool {
        is_config(path)
            || path.components().any(|part| part.as_os_str() == ".tonfall")
            || [".tonfallignore", ".gitignore"].map(OsStr::new).contains(&path.file_name().unwrap_or_default())
            || self.files.asked.lock().unwrap_or_else(PoisonError::into_inner).contains_key(path)
            || self.configs.projects().iter().any(|project| is_yaml(path) && stands_in_rule_folder(project, path))
    }
}

/// By what a file's state is told from another: when it was written, and how long it is.
pub(super) type Stamp = (SystemTime, u64);

/// The state of a file; `None` where there is none.
pub(super) fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = path.metadata().ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

/// Whether a file bears the name of a config.
pub(super) fn is_config(path: &Path) -> bool {
    path.file_name().is_some_and(|name| CONFIG_NAMES.iter().any(|known| name == *known))
}

/// Whether a file says what a pack is.
pub(super) fn is_pack_of(project: &Project, path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == PACK_NAME) && stands_in_rule_folder(project, path)
}

/// Whether a file is one of a project's own rules.
pub(super) fn is_rule_of(project: &Project, path: &Path) -> bool {
    is_yaml(path) && !is_pack_of(project, path) && stands_in_rule_folder(project, path)
}

fn stands_in_rule_folder(project: &Project, path: &Path) -> bool {
    path.parent().is_some_and(|folder| project.rule_folders.iter().any(|known| known == folder))
}

pub(super) fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}

/// Whether a text can be read as what its file is.
fn is_readable(path: &Path, text: &str) -> bool {
    let Ok(node) = yaml::parse(text) else { return false };
    if is_config(path) {
        yaml::decode::<ConfigFile>(&node).0.is_some()
    } else if path.components().any(|part| part.as_os_str() == ".tonfall") {
        yaml::decode::<RuleFile>(&node).0.is_some()
    } else {
        true
    }
}
