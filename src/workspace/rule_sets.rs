//! A project's rule folders become its rule set, and what is wrong in them becomes faults.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::configs::Project;
use super::fault::ConfigFault;
use super::files::Files;
use super::paths::display;
use crate::analysers::ANALYSERS;
use crate::rules::{Known, RuleSet, RuleSource, topic_ids};

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

/// Reads a project's rules.
#[must_use]
pub fn load(project: &Project, files: &dyn Files) -> ProjectRules {
    let mut faults = project.faults.clone();
    let mut sources = Vec::new();
    for path in project.rule_folders.iter().flat_map(|folder| rule_files(folder)) {
        match files.read(&path).map(|bytes| String::from_utf8(bytes.to_vec())) {
            Ok(Ok(text)) => sources.push(RuleSource { path: display(&path), text }),
            Ok(Err(_)) => faults.push(ConfigFault::whole(&path, "the file is not UTF-8 text, so the rule cannot be read")),
            Err(error) => faults.push(ConfigFault::whole(&path, &super::fault::reason(&error))),
        }
    }
    let rules = if sources.is_empty() {
        RuleSet::built_in()
    } else {
        let channels = project.config.settings("").channels.clone();
        let analysers: Vec<&str> = ANALYSERS.iter().map(|analyser| analyser.name()).collect();
        let topics: Vec<&str> = topic_ids().collect();
        let (rules, problems) = RuleSet::with(&sources, &Known { analysers: &analysers, topics: &topics, channels: &channels.names() });
        let text = |path: &str| sources.iter().find(|source| source.path == path).map_or("", |source| source.text.as_str());
        faults.extend(problems.into_iter().map(|fault| ConfigFault::new(Path::new(&fault.path), text(&fault.path), fault.problem)));
        Arc::new(rules)
    };
    faults.extend(project.check(rules.as_ref()));
    ProjectRules { rules, faults }
}

/// The rule files of a folder, in the order of their names.
fn rule_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_rule = |path: &PathBuf| {
        path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
            && path.file_stem().is_some_and(|stem| stem != "pack")
    };
    let mut files: Vec<PathBuf> = entries.filter(is_rule).collect();
    files.sort();
    files
}
