//! Findings are held against a baseline: what is known is left out, what is gone is told.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::output::complain;
use crate::report::FileFindings;
use crate::workspace::{Baseline, Stale, absolute, display, relative};

/// The most stale entries that are told one by one.
const FEW: usize = 5;

/// A baseline, and what has been found of it.
pub(super) struct Known {
    path: PathBuf,
    folder: PathBuf,
    left: Baseline,
    checked: BTreeSet<String>,
}

impl Known {
    /// Reads a baseline file.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let fault = |reason: &dyn std::fmt::Display| format!("{}: {reason}", display(path));
        let text = fs::read_to_string(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => fault(&"there is no such file: `tonfall baseline` writes one"),
            _ => fault(&error),
        })?;
        Ok(Self::of(path, Baseline::parse(&text).map_err(|reason| fault(&reason))?))
    }

    /// Holds findings against a baseline that is or will be in this file.
    pub(super) fn of(path: &Path, baseline: Baseline) -> Self {
        let file = absolute(path);
        let folder = file.parent().unwrap_or(&file);
        let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        Self { path: path.to_owned(), folder, left: baseline, checked: BTreeSet::new() }
    }

    /// Takes out of a file's findings what the baseline has.
    pub(super) fn retain(&mut self, file: &mut FileFindings) {
        let path = self.name(file);
        for draft in &mut file.drafts {
            draft.findings.retain(|finding| !self.left.take(&path, finding.rule.as_str(), text(file.text.as_ref(), finding)));
        }
        self.checked.insert(path);
    }

    /// Puts every finding of a file into a baseline.
    pub(super) fn add_to(&self, file: &FileFindings, baseline: &mut Baseline) {
        let path = self.name(file);
        for finding in file.drafts.iter().flat_map(|draft| &draft.findings) {
            baseline.add(&path, finding.rule.as_str(), text(&file.text, finding));
        }
    }

    /// The entries that nothing answers to any more, in files that were checked or are gone.
    pub(super) fn stale(&self) -> Vec<Stale> {
        self.left.stale(|path| self.checked.contains(path) || !self.folder.join(path).exists())
    }

    /// Tells on standard error which entries are stale.
    pub(super) fn complain(&self) {
        let stale = self.stale();
        if stale.is_empty() {
            return;
        }
        let file = display(&self.path);
        let count: usize = stale.iter().map(|stale| stale.count).sum();
        let entries = if count == 1 { "1 entry is".to_owned() } else { format!("{count} entries are") };
        complain(&format!("{file}: {entries} not found any more: `tonfall baseline update --file {file}` takes them out"));
        for Stale { path, rule, text, .. } in stale.iter().take(FEW) {
            complain(&format!("  {path}: {rule}: {text}"));
        }
        if stale.len() > FEW {
            complain(&format!("  and {} more", stale.len() - FEW));
        }
    }

    /// A file's name in the baseline: from the baseline's folder, so that it does not matter where Tonfall is run.
    fn name(&self, file: &FileFindings) -> String {
        let path = absolute(Path::new(&*file.path));
        let folder = path.parent().and_then(|folder| fs::canonicalize(folder).ok());
        let real = folder.zip(path.file_name()).map(|(folder, name)| folder.join(name));
        let real = real.unwrap_or(path);
        let from_above = |(up, folder)| relative(folder, &real).map(|rest| format!("{}{rest}", "../".repeat(up)));
        self.folder.ancestors().enumerate().find_map(from_above).unwrap_or_else(|| file.path.to_string())
    }
}

fn text<'a>(text: &'a str, finding: &crate::finding::Finding) -> &'a str {
    text.get(finding.span.start()..finding.span.end()).unwrap_or_default()
}
