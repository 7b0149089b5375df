//! What may be written at a place: keys and values of YAML, the customer's name after a greeting, rules in exceptions, whole new drafts.

mod exception;
mod greeting;
mod snippets;
mod yaml;

use std::sync::Arc;

use tower_lsp::lsp_types::{CompletionItem, CompletionItemKind, CompletionTextEdit, Documentation, MarkupContent, MarkupKind, TextEdit};

use super::analysis::{Analysis, SettingsKind};
use super::document::LanguageId;
use super::keys::{self, Around, Kind, Word};
use super::session::Buffer;
use super::setup::Setup;
use super::world::is_config;
use crate::config::Settings;
use crate::rules::RuleSet;
use crate::text::Span;

/// What may be written at a byte of a document.
pub(super) fn at(buffer: &Buffer, offset: usize, setup: &Setup) -> Vec<CompletionItem> {
    let document = &buffer.document;
    let desk = Desk { buffer, setup };
    if document.language == LanguageId::Yaml {
        let Some(kind) = yaml_kind(buffer) else { return Vec::new() };
        return desk.with_project(|around| yaml::at(&desk, kind, 0..document.text.len(), offset, around));
    }
    if let Some(yaml) = keys::front_matter(&document.text).filter(|yaml| yaml.contains(&offset) || yaml.end == offset) {
        return desk.with_project(|around| yaml::at(&desk, Kind::FrontMatter, yaml, offset, around));
    }
    let exceptions = desk.with_project(|around| exception::at(&desk, offset, around));
    if !exceptions.is_empty() {
        return exceptions;
    }
    match buffer.analysis() {
        Analysis::Drafts(drafts) => greeting::at(&desk, drafts, offset),
        Analysis::Settings(_) | Analysis::Nothing => snippets::at(&desk, offset),
    }
}

/// What kind of YAML a document is.
pub(super) fn yaml_kind(buffer: &Buffer) -> Option<Kind> {
    let path = buffer.document.path.as_deref()?;
    match buffer.analysis() {
        Analysis::Settings(settings) => match settings.kind {
            SettingsKind::Config => Some(Kind::Config),
            SettingsKind::Rule => Some(Kind::Rule),
            SettingsKind::Pack => Some(Kind::Pack),
            SettingsKind::Other => None,
        },
        _ => is_config(path).then_some(Kind::Config),
    }
}

/// A request, and what is needed to answer it.
struct Desk<'a> {
    buffer: &'a Buffer,
    setup: &'a Setup,
}

impl Desk<'_> {
    fn text(&self) -> &str {
        &self.buffer.document.text
    }

    fn with_project<T>(&self, work: impl FnOnce(&Around<'_>) -> T) -> T {
        let (settings, rules) = project_of(self.buffer);
        work(&Around { settings: &settings, rules: &rules })
    }

    /// A word to be written over a span.
    fn item(&self, word: &Word, insert: String, span: Span, kind: CompletionItemKind) -> CompletionItem {
        let range = self.buffer.document.places(self.setup.encoding).range(span);
        let about = MarkupContent { kind: MarkupKind::Markdown, value: word.about.clone() };
        CompletionItem {
            label: word.text.clone(),
            kind: Some(kind),
            documentation: (!word.about.is_empty()).then_some(Documentation::MarkupContent(about)),
            // Clients filter by what they would replace.
            filter_text: Some(insert.clone()),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, insert))),
            ..CompletionItem::default()
        }
    }
}

/// The settings and rules that hold for a document, whatever it is.
pub(super) fn project_of(buffer: &Buffer) -> (Arc<Settings>, Arc<RuleSet>) {
    match buffer.analysis() {
        Analysis::Drafts(drafts) => (Arc::clone(&drafts.source.settings), Arc::clone(&drafts.rules)),
        Analysis::Settings(settings) => {
            let path = buffer.document.path.as_deref().unwrap_or(&settings.project.root);
            (settings.project.settings(path), Arc::clone(&settings.rules))
        }
        Analysis::Nothing => {
            let context = &buffer.context;
            let folder = context.folder.clone().unwrap_or_default();
            let path = buffer.document.path.clone().unwrap_or_else(|| folder.join("draft.md"));
            let project = context.world.configs.project(&path, &context.home(&path));
            (project.settings(&path), Arc::clone(&context.world.rules(&project).rules))
        }
    }
}
