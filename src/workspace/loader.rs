//! A config's file becomes its layers: what it extends, file by file, with rosters read and packs found.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::fault::{self, ConfigFault};
use super::files::Files;
use super::paths::{absolute, display};
use super::roster;
use crate::config::{Config, Layer, Person, Problem};

/// Everything that one config file leads to.
pub(super) struct Loaded {
    pub config: Config,
    /// For each layer its file and its text.
    pub files: Vec<(PathBuf, Arc<str>)>,
    /// The folders of further rules that the layers name.
    pub packs: Vec<PathBuf>,
    pub faults: Vec<ConfigFault>,
}

/// Reads a config file with everything that it names.
pub(super) fn load(path: &Path, disk: &dyn Files) -> Loaded {
    let (layers, files, people, packs, faults) = Default::default();
    let mut loader = Loader { disk, layers, files, people, packs, faults, open: Vec::new() };
    match text(path, disk) {
        Ok(text) => loader.add(path, &text),
        Err(problem) => loader.faults.push(ConfigFault::new(path, "", problem)),
    }
    let Loader { layers, files, people, packs, faults, .. } = loader;
    Loaded { config: Config::new(layers, people), files, packs, faults }
}

struct Loader<'a> {
    disk: &'a dyn Files,
    layers: Vec<Layer>,
    files: Vec<(PathBuf, Arc<str>)>,
    people: Vec<Person>,
    packs: Vec<PathBuf>,
    faults: Vec<ConfigFault>,
    /// The files that are being read, each extended by the one before it: who stands here twice goes round in a circle.
    open: Vec<PathBuf>,
}

impl Loader<'_> {
    /// Adds the layers that a file extends, then its own.
    fn add(&mut self, path: &Path, text: &str) {
        let (layer, problems) = Layer::parse(&display(path), text);
        self.faults.extend(problems.into_iter().map(|problem| ConfigFault::new(path, text, problem)));
        self.open.push(path.to_owned());
        for (name, span) in layer.paths("extend") {
            let base = beside(path, name);
            match self.extended(&base, name) {
                Ok(Some(base_text)) => self.add(&base, &base_text),
                Ok(None) => {}
                Err((message, hint)) => self.faults.push(ConfigFault::new(path, text, Problem { span, message, hint })),
            }
        }
        self.open.pop();
        for (name, span) in layer.paths("packs") {
            let folder = beside(path, name);
            if self.disk.is_folder(&folder) {
                self.packs.push(folder);
            } else {
                let (message, hint) = (format!("there is no folder `{name}`"), Some("a pack is a folder of rule files".to_owned()));
                self.faults.push(ConfigFault::new(path, text, Problem { span, message, hint }));
            }
        }
        // A list of people has names too, but no paths.
        for (name, span) in layer.paths("people") {
            if let Err((message, hint)) = self.roster(&beside(path, name), name) {
                self.faults.push(ConfigFault::new(path, text, Problem { span, message, hint }));
            }
        }
        self.layers.push(layer);
        self.files.push((path.to_owned(), Arc::from(text)));
    }

    /// The text of a file that another extends; `None` where it has been read already.
    fn extended(&self, base: &Path, name: &str) -> Result<Option<String>, (String, Option<String>)> {
        if let Some(start) = self.open.iter().position(|open| open == base) {
            let circle: Vec<String> = self.open.iter().skip(start).map(|path| display(path)).chain([display(base)]).collect();
            return Err((
                "these configs extend each other in a circle".to_owned(),
                Some(format!("take one of these `extend` out: {}", circle.join(" → "))),
            ));
        }
        if self.files.iter().any(|(path, _)| path == base) {
            return Ok(None);
        }
        text(base, self.disk).map(Some).map_err(|problem| (format!("`{name}`: {}", problem.message), None))
    }

    fn roster(&mut self, path: &Path, name: &str) -> Result<(), (String, Option<String>)> {
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        let read = match extension.as_deref() {
            Some("csv" | "tsv") => roster::from_csv,
            Some("yml" | "yaml") => roster::from_yaml,
            _ => {
                return Err((
                    format!("`{name}` is neither CSV nor YAML"),
                    Some("people stand in a `.csv` or `.yaml` file, or in a list here".to_owned()),
                ));
            }
        };
        let hint = || Some("a path starts at the folder of this file".to_owned());
        let text = text(path, self.disk).map_err(|problem| (format!("`{name}`: {}", problem.message), hint()))?;
        let (people, problems) = read(&text);
        self.people.extend(people);
        self.faults.extend(problems.into_iter().map(|problem| ConfigFault::new(path, &text, problem)));
        Ok(())
    }
}

/// A path that a config names, from the folder that the config stands in.
fn beside(config: &Path, name: &str) -> PathBuf {
    absolute(&config.parent().unwrap_or(config).join(name))
}

fn text(path: &Path, disk: &dyn Files) -> Result<String, Problem> {
    let problem = |message| Problem { span: 0..0, message, hint: None };
    let bytes = disk.read(path).map_err(|error| problem(fault::reason(&error)))?;
    match std::str::from_utf8(&bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => Err(problem(format!("it is not UTF-8 text (byte {}): save it as UTF-8", error.valid_up_to() + 1))),
    }
}
