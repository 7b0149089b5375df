//! A file becomes its drafts, with the settings that apply to them and the complaints that stand in other files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::configs::Project;
use super::discovery::Found;
use super::fault::{self, PathFault};
use super::files::Files;
use super::paths::{absolute, display, without_dots};
use crate::config::{FormatEntry, Settings};
use crate::draft::{self, Draft, Field, Format, Layout, Passage, Problem, SourceFile};
use crate::finding::Severity;

/// A file with its drafts, and what applies to them.
#[derive(Clone, Debug)]
pub struct Source {
    pub file: SourceFile,
    pub drafts: Vec<Draft>,
    pub project: Arc<Project>,
    pub settings: Arc<Settings>,
}

/// Reads a file's drafts, and the complaints that they name by a path.
///
/// # Errors
/// Where the file itself cannot be read. What is wrong with a complaint's file is a problem of its draft.
pub fn read_source(found: &Found, files: &dyn Files) -> Result<Source, PathFault> {
    let bytes = files.read(&found.path).map_err(|error| PathFault::new(&found.path, &error))?;
    let (format, layout) = form_of(found);
    let mut drafts = draft::read_as(&bytes, format, &layout);
    read_complaints(&mut drafts, found, files);
    let file = SourceFile { path: Arc::from(display(&found.path)), bytes };
    Ok(Source { file, drafts, project: Arc::clone(&found.project), settings: found.project.settings(&found.path) })
}

/// The format of a file by its extension; what is not known is text.
#[must_use]
pub fn format_of(path: &Path) -> Format {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    Format::of_extension(extension).unwrap_or(Format::Text)
}

/// The format of a file, and which of its columns or keys holds what: as the user says, else as its config or its name does.
#[must_use]
pub fn form_of(found: &Found) -> (Format, Layout) {
    let entry = found.project.relative(&found.path).and_then(|place| found.project.config.format(&place));
    (found.format.unwrap_or_else(|| format_of(&found.path)), entry.map(FormatEntry::layout).unwrap_or_default())
}

/// Puts the complaints that a file's drafts name by a path into the drafts.
pub fn read_complaints(drafts: &mut [Draft], found: &Found, files: &dyn Files) {
    drafts.iter_mut().for_each(|draft| read_complaint(draft, &found.path, &found.project.root, files));
}

/// Puts the text of `complaint.file` where the text of a complaint stands.
fn read_complaint(draft: &mut Draft, path: &Path, root: &Path, files: &dyn Files) {
    let Some(complaint) = &mut draft.complaint else { return };
    let Some(file) = complaint.file.clone() else { return };
    match complaint_text(&file, path, root, files) {
        Ok(passage) if passage.text.trim().is_empty() => {
            let hint = Some("what the customer wrote should stand there".to_owned());
            draft.problems.push(problem(&file, Severity::Warning, format!("`{}` is empty", file.value), hint));
        }
        Ok(passage) => complaint.message = passage,
        Err((message, hint)) => draft.problems.push(problem(&file, Severity::Error, message, hint)),
    }
}

fn complaint_text(file: &Field<String>, draft: &Path, root: &Path, files: &dyn Files) -> Result<Passage, (String, Option<String>)> {
    let path = inside(&file.value, draft, root, files)?;
    let bytes = files.read(&path).map_err(|error| (format!("`{}`: {}", file.value, fault::reason(&error)), None))?;
    let text =
        std::str::from_utf8(&bytes).map_err(|_| (format!("`{}` is not UTF-8 text", file.value), Some("save it as UTF-8".to_owned())))?;
    let (mark, text) = text.strip_prefix('\u{feff}').map_or((0, text), |text| ('\u{feff}'.len_utf8(), text));
    let mut passage = Passage::verbatim(text, mark);
    passage.path = Some(Arc::from(display(&path)));
    Ok(passage)
}

/// Where a draft's path leads. A draft may come from anybody: it must not reach what lies outside of its project, neither by `..` nor by a link.
fn inside(name: &str, draft: &Path, root: &Path, files: &dyn Files) -> Result<PathBuf, (String, Option<String>)> {
    let outside = || (format!("`{name}` leads out of the project"), Some(format!("keep complaints inside of `{}`", display(root))));
    let draft = absolute(draft);
    let path = draft.parent().unwrap_or(&draft).join(name);
    match files.canonical(&path) {
        Ok(canonical) => {
            let canonical_root = files.canonical(root).unwrap_or_else(|_| root.to_owned());
            // The root as the user knows it, whatever links lead to it.
            canonical.strip_prefix(canonical_root).map(|rest| root.join(rest)).map_err(|_| outside())
        }
        // Whether something exists outside is nobody's business either.
        Err(_) if !without_dots(&path).starts_with(root) => Err(outside()),
        Err(error) => Err((format!("`{name}`: {}", fault::reason(&error)), None)),
    }
}

fn problem(file: &Field<String>, severity: Severity, message: String, hint: Option<String>) -> Problem {
    Problem { rule: "complaint-file", severity, span: file.span, message, hint }
}
