//! A project's rule folders become its rule set, and what is wrong in them becomes faults.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::configs::Project;
use super::fault::ConfigFault;
use super::files::Files;
use super::paths::display;
use crate::analysers::ANALYSERS;
use crate::rules::{Known, PackFile, RuleLayer, RuleSet, RuleSource, topic_ids};

/// The file by which a pack says what it is.
pub const PACK_NAME: &str = "pack.yaml";

/// A project's rules, and the faults of its config and of its rule files.
#[derive(Debug)]
pub struct ProjectRules {
    pub rules: Arc<RuleSet>,
    pub faults: Vec<ConfigFault>,
}

/// The rules of each project, made once.
#[derive(Debug, Default)]
pub struct RuleSets {
    made: Mutex<HashMap<PathBuf, Arc<ProjectRules>>>,
}

impl RuleSets {
    /// The rules of a project.
    #[must_use]
    pub fn of(&self, project: &Project, files: &dyn Files) -> Arc<ProjectRules> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(made.entry(project.root.clone()).or_insert_with(|| Arc::new(load(project, files))))
    }

    /// The rules of every project that was asked for, in the order of their roots.
    #[must_use]
    pub fn all(&self) -> Vec<Arc<ProjectRules>> {
        let made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<(&PathBuf, &Arc<ProjectRules>)> = made.iter().collect();
        all.sort_by_key(|(root, _)| *root);
        all.into_iter().map(|(_, loaded)| Arc::clone(loaded)).collect()
    }
}

/// Reads a project's rules: packs, then the project's own files, then what its configs say of phrases and messages.
#[must_use]
pub fn load(project: &Project, files: &dyn Files) -> ProjectRules {
    let mut faults = project.faults.clone();
    let mut layers = Vec::new();
    for folder in &project.rule_folders {
        faults.extend(pack_faults(folder, files));
        for path in rule_files(folder) {
            match text_of(&path, files) {
                Ok(text) => layers.push(RuleLayer::File(RuleSource { path: display(&path), text })),
                Err(fault) => faults.push(fault),
            }
        }
    }
    for (layer, text) in project.config.layers().iter().zip(project.config_texts()) {
        let source = RuleSource { path: layer.path.to_string(), text: text.to_owned() };
        layers.extend(layer.changed_rules().map(|rule| RuleLayer::Config { source: source.clone(), rule: rule.to_owned() }));
    }
    let rules = if layers.is_empty() {
        RuleSet::built_in()
    } else {
        let channels = project.config.settings("").channels.clone();
        let analysers: Vec<&str> = ANALYSERS.iter().map(|analyser| analyser.name()).collect();
        let topics: Vec<&str> = topic_ids().collect();
        let stem = |source: &RuleSource| Path::new(&source.path).file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let ids: Vec<String> = layers.iter().filter_map(|layer| stem(source_of(layer))).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let known = Known { analysers: &analysers, topics: &topics, channels: &channels.names(), rules: &ids };
        let (rules, problems) = RuleSet::layered(&layers, &known);
        let source = |path: &str| layers.iter().map(source_of).find(|source| source.path == path).map_or("", |source| source.text.as_str());
        // A config's path is as reports name it; the file itself is known to the project.
        let file = |path: &str| project.config_file(path).unwrap_or_else(|| Path::new(path)).to_owned();
        faults.extend(problems.into_iter().map(|fault| ConfigFault::new(&file(&fault.path), source(&fault.path), fault.problem)));
        Arc::new(rules)
    };
    faults.extend(project.check(rules.as_ref()));
    ProjectRules { rules, faults }
}

fn source_of(layer: &RuleLayer) -> &RuleSource {
    match layer {
        RuleLayer::File(source) | RuleLayer::Config { source, .. } => source,
    }
}

/// What is wrong with a pack's own description, where it has one.
fn pack_faults(folder: &Path, files: &dyn Files) -> Vec<ConfigFault> {
    let path = folder.join(PACK_NAME);
    if !path.is_file() {
        return Vec::new();
    }
    match text_of(&path, files) {
        Ok(text) => PackFile::parse(&text).1.into_iter().map(|problem| ConfigFault::new(&path, &text, problem)).collect(),
        Err(fault) => vec![fault],
    }
}

fn text_of(path: &Path, files: &dyn Files) -> Result<String, ConfigFault> {
    match files.read(path).map(|bytes| String::from_utf8(bytes.to_vec())) {
        Ok(Ok(text)) => Ok(text),
        Ok(Err(_)) => Err(ConfigFault::whole(path, "the file is not UTF-8 text, so it cannot be read: save it as UTF-8")),
        Err(error) => Err(ConfigFault::whole(path, &super::fault::reason(&error))),
    }
}

/// The rule files of a folder, in the order of their names: what names a pack and what sets it up stand among them.
fn rule_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_rule = |path: &PathBuf| {
        path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
            && path.file_stem().is_some_and(|stem| stem != "pack" && stem != "tonfall")
    };
    let mut files: Vec<PathBuf> = entries.filter(is_rule).collect();
    files.sort();
    files
}
