//! What was asked for becomes a choice among files, drafts and findings: changed ones, staged ones, an author's, new ones.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{ConfigSourceArguments, ScopeArguments};
use super::known::Known;
use super::output::complain;
use crate::draft::Draft;
use crate::report::FileFindings;
use crate::workspace::{Changes, Configs, Disk, Files, Found, Git, GitFault, Lines, absolute, discover_among};

/// Which drafts are checked, and which of their findings count.
pub(super) struct Scope {
    changes: Option<Changes>,
    /// Only lines that are new count.
    only_new_lines: bool,
    author: Option<Author>,
    /// Where files come from.
    pub(super) files: Arc<dyn Files>,
}

/// Whose drafts are checked.
struct Author {
    /// In lower case.
    name: String,
    /// Who wrote a file, in lower case.
    by_file: HashMap<PathBuf, String>,
}

impl Scope {
    /// Asks git what it must know.
    ///
    /// # Errors
    /// Why git cannot tell, or what was asked for makes no sense.
    pub(super) fn new(arguments: &ScopeArguments, paths: &[PathBuf]) -> Result<Self, String> {
        let needs_git = arguments.since.is_some() || arguments.staged;
        if arguments.changed_lines && !needs_git {
            return Err("`--changed-lines` needs `--since REF` or `--staged`".to_owned());
        }
        let git = if needs_git { Some(repository(paths).map_err(|fault| fault.to_string())?) } else { None };
        let changes = match (&git, &arguments.since) {
            (Some(git), Some(reference)) => Some(git.since(reference)),
            (Some(git), None) => Some(git.staged()),
            (None, _) => None,
        };
        let files: Arc<dyn Files> = match git.filter(|_| arguments.staged) {
            Some(git) => Arc::new(git.index().map_err(|fault| fault.to_string())?),
            None => Arc::new(Disk),
        };
        Ok(Self {
            changes: changes.transpose().map_err(|fault| fault.to_string())?,
            only_new_lines: arguments.changed_lines,
            author: arguments.author.as_ref().map(|name| Author { name: name.to_lowercase(), by_file: HashMap::new() }),
            files,
        })
    }

    /// Takes the files out that were not asked for, and adds those that only git still has.
    pub(super) fn narrow(&mut self, found: &mut Vec<Found>, paths: &[PathBuf], configs: &Configs) {
        if let Some(changes) = &self.changes {
            found.retain(|found| changes.files.contains_key(&real(&found.path)));
            let there: BTreeSet<PathBuf> = found.iter().map(|found| real(&found.path)).collect();
            let gone: Vec<PathBuf> = changes.files.keys().filter(|path| !there.contains(*path) && !path.exists()).cloned().collect();
            found.extend(discover_among(&gone, paths, configs));
            found.sort_by(|a, b| a.path.cmp(&b.path));
        }
        if let Some(author) = &mut self.author {
            let files: Vec<PathBuf> = found.iter().map(|found| real(&found.path)).collect();
            // Without a repository, the front matter alone tells.
            let authors = repository(paths).and_then(|git| git.authors(&files)).unwrap_or_default();
            author.by_file = authors.into_iter().map(|(path, author)| (path, author.to_lowercase())).collect();
        }
    }

    /// Whether a draft was asked for.
    pub(super) fn wants(&self, path: &Path, draft: &Draft) -> bool {
        let Some(author) = &self.author else { return true };
        match &draft.front.author {
            Some(stated) => stated.value.to_lowercase().contains(&author.name),
            None => author.by_file.get(&real(path)).is_some_and(|known| known.contains(&author.name)),
        }
    }

    /// Takes the findings out that do not count.
    pub(super) fn retain(&self, file: &mut FileFindings) {
        let Some(changes) = self.changes.as_ref().filter(|_| self.only_new_lines) else { return };
        let Some(Lines::Some(lines)) = changes.files.get(&real(Path::new(&*file.path))) else { return };
        let lines = Lines::Some(lines.clone());
        let numbers = LineNumbers::new(&file.text, file.at.lines);
        for draft in &mut file.drafts {
            draft.findings.retain(|finding| {
                let last = finding.span.end().max(finding.span.start() + 1) - 1;
                lines.touch(numbers.of(finding.span.start()), numbers.of(last))
            });
        }
    }
}

/// The repository of what was named.
fn repository(paths: &[PathBuf]) -> Result<Git, GitFault> {
    let path = paths.first().filter(|path| path.exists()).map_or(Path::new("."), PathBuf::as_path);
    let folder = if path.is_dir() { path } else { path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new(".")) };
    Git::at(folder)
}

/// Lines as git counts them: from 1, ended by LF alone.
struct LineNumbers {
    ends: Vec<usize>,
    /// How many lines stand in front of the text.
    before: u32,
}

impl LineNumbers {
    fn new(text: &str, before: u32) -> Self {
        Self { ends: memchr::memchr_iter(b'\n', text.as_bytes()).collect(), before }
    }

    fn of(&self, offset: usize) -> u32 {
        self.before + self.ends.partition_point(|&end| end < offset) as u32 + 1
    }
}

/// A path as git knows it: its folder without links.
fn real(path: &Path) -> PathBuf {
    let path = absolute(path);
    let folder = path.parent().and_then(|folder| std::fs::canonicalize(folder).ok());
    match (folder, path.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => path,
    }
}

/// The configs that the arguments choose.
pub(super) fn configs(arguments: &ConfigSourceArguments, files: Arc<dyn Files>) -> Configs {
    match arguments {
        ConfigSourceArguments { no_config: true, .. } => Configs::none(files),
        ConfigSourceArguments { config: Some(path), .. } => Configs::named(files, path),
        ConfigSourceArguments { config: None, .. } => Configs::new(files),
    }
}

/// The findings that are known already, where a baseline was named.
pub(super) fn known(arguments: &ScopeArguments) -> Result<Option<Known>, String> {
    arguments.baseline.as_deref().map(Known::read).transpose()
}

/// Tells why what was asked for cannot be done.
pub(super) fn refuse(fault: &str) -> super::Outcome {
    complain(fault);
    super::Outcome::Failure
}
