//! Actions that change the project instead of the draft: a rule is turned off, a word allowed, a customer made known.

use std::path::{Path, PathBuf};

use tower_lsp::lsp_types::{Url, WorkspaceEdit};

use super::super::analysis::Drafts;
use super::super::convert::Places;
use super::super::edits::{self, Target};
use super::super::session::Buffer;
use super::super::setup::Setup;
use super::yaml_write::{Written, scalar, write};
use crate::config::Person;
use crate::draft::Draft;
use crate::engine;
use crate::finding::{Edit, Finding};
use crate::text::{LineIndex, Span};
use crate::workspace::{CONFIG_NAMES, Files, absolute, roster_row};

/// The most words that are worth an entry of their own.
const WORDS: usize = 6;

/// Whether a rule is one that configs know.
pub(super) fn can_turn_off(drafts: &Drafts, rule: &str) -> bool {
    drafts.rules.get(rule).is_some() || engine::OWN_RULES.contains(&rule)
}

/// Whether there is a config, or one can be made.
pub(super) fn is_writable(drafts: &Drafts, setup: &Setup) -> bool {
    drafts.source.project.config_path.is_some() || setup.can.create_files
}

/// What a finding flags, where allowing it would help: a few words, found as a phrase.
pub(super) fn word<'a>(buffer: &'a Buffer, drafts: &Drafts, finding: &Finding) -> Option<&'a str> {
    let word = finding.span.slice(&buffer.document.text);
    let is_short = !word.trim().is_empty() && word.split_whitespace().count() <= WORDS && !word.contains(['\n', '\r']);
    let is_phrase = drafts.rules.get(finding.rule.as_str()).is_some_and(|rule| {
        let parts = crate::text::Language::ALL.map(|language| rule.part(language));
        parts.iter().flatten().any(|part| !part.find().is_empty()) && !rule.looks_in(crate::rules::Place::Allowed)
    });
    (is_short && is_phrase).then_some(word)
}

/// The customer of a draft, where a span touches the name and nobody knows it.
pub(super) fn stranger<'a>(drafts: &Drafts, draft: &'a Draft, span: Span) -> Option<&'a str> {
    let author = draft.complaint.as_ref()?.author.as_ref()?;
    let speaks_of_names = |finding: &Finding| finding.rule.as_str().contains("name") && touches(finding.span, span);
    let is_at = touches(author.span, span) || drafts.findings.iter().any(|(_, finding)| speaks_of_names(finding));
    let is_known = drafts.source.settings.people.iter().any(|person| person.name == author.value);
    (is_at && !is_known && !author.value.trim().is_empty()).then_some(author.value.as_str())
}

pub(super) fn turn_off(buffer: &Buffer, drafts: &Drafts, rule: &str, setup: &Setup) -> Option<WorkspaceEdit> {
    change_config(buffer, drafts, &["rules", rule], &Written::Value("off"), setup)
}

pub(super) fn allow(buffer: &Buffer, drafts: &Drafts, word: &str, setup: &Setup) -> Option<WorkspaceEdit> {
    change_config(buffer, drafts, &["allow"], &Written::Entry(&scalar(word)), setup)
}

/// Puts a draft's customer where the config has its people: in itself, or in the list that it names.
pub(super) fn add_person(buffer: &Buffer, drafts: &Drafts, draft: &Draft, setup: &Setup) -> Option<WorkspaceEdit> {
    let complaint = draft.complaint.as_ref()?;
    let value = |field: &Option<crate::draft::Field<String>>| field.as_ref().map(|field| field.value.clone());
    let person = Person { name: value(&complaint.author)?, title: value(&complaint.title), handle: value(&complaint.handle) };
    let project = &drafts.source.project;
    let list = project.config.layers().last().and_then(|layer| layer.paths("people").first().map(|(name, _)| (*name).to_owned()));
    let Some(list) = list else { return change_config(buffer, drafts, &["people"], &Written::Entry(&entry(&person)), setup) };
    let path = absolute(&project.config_path.as_ref()?.parent()?.join(list));
    change_file(buffer, &path, setup, |text| {
        if path.extension().is_some_and(|extension| extension == "csv" || extension == "tsv") {
            let gap = if text.ends_with('\n') { "" } else { "\n" };
            Some(Edit { span: Span::at(text.len()), text: format!("{gap}{}\n", roster_row(text, &person)?) })
        } else {
            write(text, &[], &Written::Entry(&entry(&person)))
        }
    })
}

/// A person on one line of YAML.
fn entry(person: &Person) -> String {
    let fields = [("name", Some(&person.name)), ("title", person.title.as_ref()), ("handle", person.handle.as_ref())];
    let fields: Vec<String> = fields.into_iter().filter_map(|(key, value)| Some(format!("{key}: {}", scalar(value?)))).collect();
    format!("{{{}}}", fields.join(", "))
}

fn change_config(buffer: &Buffer, drafts: &Drafts, path: &[&str], written: &Written<'_>, setup: &Setup) -> Option<WorkspaceEdit> {
    let project = &drafts.source.project;
    match &project.config_path {
        Some(config) => change_file(buffer, config, setup, |text| write(text, path, written)),
        None => {
            let uri = Url::from_file_path(project.root.join(CONFIG_NAMES[0])).ok()?;
            setup.can.create_files.then(|| Some(edits::new_file(uri, write("", path, written)?.text)))?
        }
    }
}

/// An edit of another file, as it is in the editor where it is open there.
fn change_file(buffer: &Buffer, path: &Path, setup: &Setup, change: impl FnOnce(&str) -> Option<Edit>) -> Option<WorkspaceEdit> {
    let files = &buffer.context.files;
    let bytes = files.read(path).ok()?;
    let text = std::str::from_utf8(&bytes).ok()?;
    let lines = LineIndex::new(text);
    let open = files.get(path);
    let uri = open.map(|document| document.uri.clone()).or_else(|| Url::from_file_path(PathBuf::from(path)).ok())?;
    let places = Places { text, lines: &lines, encoding: setup.encoding };
    let target = Target { uri, version: open.map(|document| document.version), places };
    Some(edits::of_file(&target, &[change(text)?], setup))
}

fn touches(a: Span, b: Span) -> bool {
    a.start <= b.end && b.start <= a.end
}
