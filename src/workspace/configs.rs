//! A file's path becomes the project that it belongs to: the config is looked for from the file upwards, whatever the working directory.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::fault::ConfigFault;
use super::files::Files;
use super::loader::{self, Loaded};
use super::paths::{absolute, relative};
use crate::config::{Config, Problem, RuleCatalogue, Settings};

/// The names of config files; the first is the one that Tonfall writes.
pub const CONFIG_NAMES: [&str; 2] = ["tonfall.yaml", "tonfall.yml"];

/// A folder whose drafts share a config and rules of their own.
#[derive(Debug)]
pub struct Project {
    /// The folder of the config; without one the folder that holds `.tonfall`, else the one that was asked for.
    /// Globs start here, and no draft may lead out of it.
    pub root: PathBuf,
    /// The config that applies.
    pub config_path: Option<PathBuf>,
    pub config: Config,
    /// The folders of the project's own rules, in the order in which they are read.
    pub rule_folders: Vec<PathBuf>,
    /// What is wrong with the config and the files that it names.
    pub faults: Vec<ConfigFault>,
    /// The file and the text of each layer.
    files: Vec<(PathBuf, Arc<str>)>,
}

impl Project {
    /// What applies to a file. One that lies outside of the project has no overrides.
    #[must_use]
    pub fn settings(&self, path: &Path) -> Arc<Settings> {
        self.config.settings(&self.relative(path).unwrap_or_default())
    }

    /// A file's path from the root, with `/` between its parts; `None` where it lies outside.
    #[must_use]
    pub fn relative(&self, path: &Path) -> Option<String> {
        relative(&self.root, &absolute(path))
    }

    /// Holds the rules and channels that the config names against those that exist.
    #[must_use]
    pub fn check(&self, rules: &dyn RuleCatalogue) -> Vec<ConfigFault> {
        let locate = |(layer, problem): (usize, Problem)| self.files.get(layer).map(|(path, text)| ConfigFault::new(path, text, problem));
        self.config.check(rules).into_iter().filter_map(locate).collect()
    }

    /// Every file that the config was read from, weakest first: where one of them changes, the config does.
    pub fn config_files(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|(path, _)| path.as_path())
    }

    /// The text of a layer, by the path that origins of settings name.
    #[must_use]
    pub fn config_text(&self, path: &str) -> Option<&str> {
        let layer = self.config.layers().iter().position(|layer| &*layer.path == path)?;
        self.files.get(layer).map(|(_, text)| &**text)
    }

    /// The text of each layer, weakest first.
    pub(super) fn config_texts(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|(_, text)| &**text)
    }

    /// The file of a layer, by the path that reports name it by.
    pub(super) fn config_file(&self, path: &str) -> Option<&Path> {
        let layer = self.config.layers().iter().position(|layer| &*layer.path == path)?;
        self.files.get(layer).map(|(path, _)| path.as_path())
    }

    fn loaded(root: PathBuf, config_path: &Path, files: &dyn Files) -> Self {
        let Loaded { config, files: layers, packs, mut faults } = loader::load(config_path, files);
        if let Some(second) = other_config(config_path).filter(|path| exists(files, path)) {
            let hint = Some("keep one of the two".to_owned());
            let message = "there is also a `tonfall.yaml` beside this file".to_owned();
            faults.push(ConfigFault::new(&second, "", Problem { span: 0..0, message, hint }));
        }
        let mut rule_folders = packs;
        rule_folders.extend(own_rules(&root, files));
        Self { root, config_path: Some(config_path.to_owned()), config, rule_folders, faults, files: layers }
    }

    fn without_config(root: PathBuf, files: &dyn Files) -> Self {
        let rule_folders = own_rules(&root, files).into_iter().collect();
        Self { root, config_path: None, config: Config::default(), rule_folders, faults: Vec::new(), files: Vec::new() }
    }
}

/// Finds the project of each file, and remembers it folder by folder.
pub struct Configs {
    files: Arc<dyn Files>,
    source: ConfigSource,
    cache: Mutex<Cache>,
}

/// Which config applies.
#[derive(Debug)]
enum ConfigSource {
    /// The one that is found from the file upwards.
    Found,
    /// The one that somebody has named, for every file.
    Named(PathBuf),
    /// None: neither config nor rules of a project.
    None,
}

#[derive(Default)]
struct Cache {
    /// The project that a folder belongs to, if any.
    found: HashMap<PathBuf, Option<Arc<Project>>>,
    /// The projects whose root was given rather than found, by their root.
    given: HashMap<PathBuf, Arc<Project>>,
}

impl Configs {
    #[must_use]
    pub fn new(files: Arc<dyn Files>) -> Self {
        Self { files, source: ConfigSource::Found, cache: Mutex::default() }
    }

    /// Takes one config for every file, instead of looking for it.
    #[must_use]
    pub fn named(files: Arc<dyn Files>, config: &Path) -> Self {
        Self { files, source: ConfigSource::Named(absolute(config)), cache: Mutex::default() }
    }

    /// Takes no config for any file, and no rules but the built-in ones.
    #[must_use]
    pub fn none(files: Arc<dyn Files>) -> Self {
        Self { files, source: ConfigSource::None, cache: Mutex::default() }
    }

    /// Where files come from.
    #[must_use]
    pub fn files(&self) -> &dyn Files {
        self.files.as_ref()
    }

    /// The project that a file or folder belongs to. Where nothing above it says so, that is the folder `otherwise`.
    #[must_use]
    pub fn project(&self, path: &Path, otherwise: &Path) -> Arc<Project> {
        let path = absolute(path);
        let folder = if self.files.is_folder(&path) { path.as_path() } else { path.parent().unwrap_or(&path) };
        self.project_of_folder(folder, otherwise)
    }

    /// As [`Configs::project`], for a path that is known to be a folder.
    #[must_use]
    pub fn project_of_folder(&self, folder: &Path, otherwise: &Path) -> Arc<Project> {
        let folder = absolute(folder);
        // A panic elsewhere cannot leave the cache half-written: each entry is put in whole.
        let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        let (found, named) = match &self.source {
            ConfigSource::Found => (self.above(&mut cache, &folder), None),
            ConfigSource::Named(config) => (None, Some(config.as_path())),
            ConfigSource::None => (None, None),
        };
        found.unwrap_or_else(|| {
            // A named config may lie far from the drafts, such as in a folder for CI: then its globs start where the drafts are looked for.
            let beside_config = named.and_then(Path::parent).filter(|home| folder.starts_with(home));
            let root = beside_config.map_or_else(|| absolute(otherwise), Path::to_owned);
            let given = cache.given.entry(root.clone()).or_insert_with(|| {
                Arc::new(match (&self.source, named) {
                    (_, Some(config)) => Project::loaded(root, config, self.files()),
                    (ConfigSource::None, None) => Project { rule_folders: Vec::new(), ..Project::without_config(root, self.files()) },
                    (_, None) => Project::without_config(root, self.files()),
                })
            });
            Arc::clone(given)
        })
    }

    /// The projects that have been asked for, in the order of their roots.
    #[must_use]
    pub fn projects(&self) -> Vec<Arc<Project>> {
        let cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        let mut projects: Vec<Arc<Project>> = cache.found.values().flatten().chain(cache.given.values()).cloned().collect();
        projects.sort_by(|a, b| a.root.cmp(&b.root));
        projects.dedup_by(|a, b| Arc::ptr_eq(a, b));
        projects
    }

    /// The project of a folder: its own, else that of the folder above.
    fn above(&self, cache: &mut Cache, folder: &Path) -> Option<Arc<Project>> {
        let mut asked = Vec::new();
        let mut result = None;
        for folder in folder.ancestors() {
            if let Some(known) = cache.found.get(folder) {
                result.clone_from(known);
                break;
            }
            asked.push(folder);
            result = self.at(folder);
            if result.is_some() {
                break;
            }
        }
        cache.found.extend(asked.into_iter().map(|folder| (folder.to_owned(), result.clone())));
        result
    }

    /// The project whose root a folder is.
    fn at(&self, folder: &Path) -> Option<Arc<Project>> {
        let files = self.files();
        let config = CONFIG_NAMES.map(|name| folder.join(name)).into_iter().find(|path| exists(files, path));
        match config {
            Some(config) => Some(Project::loaded(folder.to_owned(), &config, files)),
            None if files.is_folder(&folder.join(".tonfall")) => Some(Project::without_config(folder.to_owned(), files)),
            None => None,
        }
        .map(Arc::new)
    }
}

/// `tonfall.yml` beside `tonfall.yaml`: which one applies would be a guess.
fn other_config(config: &Path) -> Option<PathBuf> {
    let [first, second] = CONFIG_NAMES;
    (config.file_name()? == first).then(|| config.with_file_name(second))
}

fn own_rules(root: &Path, files: &dyn Files) -> Option<PathBuf> {
    Some(root.join(".tonfall").join("rules")).filter(|folder| files.is_folder(folder))
}

/// Whether there is a file; one that cannot be read is there, and says so when it is read.
fn exists(files: &dyn Files, path: &Path) -> bool {
    match files.head(path, 0) {
        Ok(_) => true,
        Err(error) => !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory),
    }
}
