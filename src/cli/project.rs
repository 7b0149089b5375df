//! The project that a folder belongs to, for commands that speak of rules and settings rather than of drafts.

use std::path::Path;
use std::sync::Arc;

use super::output::complain_of;
use crate::rules::RuleSet;
use crate::workspace::{self, Configs, Disk, ProjectRules};

pub(super) struct Project {
    pub(super) project: Arc<workspace::Project>,
    pub(super) loaded: Arc<ProjectRules>,
}

impl Project {
    /// The project of a file or folder.
    pub(super) fn of(path: &Path) -> Self {
        let configs = Configs::new(Arc::new(Disk));
        let project = configs.project(path, Path::new("."));
        let loaded = Arc::new(workspace::load_rules(&project, &Disk));
        Self { project, loaded }
    }

    pub(super) fn rules(&self) -> &RuleSet {
        &self.loaded.rules
    }

    /// Tells what is wrong with the project's config and rules; whether anything is.
    pub(super) fn complain(&self) -> bool {
        complain_of(&self.loaded.faults);
        !self.loaded.faults.is_empty()
    }
}
