//! What there is to know about a place: of a finding, its rule; of a key, its meaning; of a draft's end, its length.

use std::ops::Range;

use tower_lsp::lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind};

use super::analysis::{Analysis, Drafts};
use super::completion::yaml_kind;
use super::keys::{self, Kind, Role, Step};
use super::length;
use super::session::Buffer;
use super::setup::Setup;
use crate::draft::Draft;
use crate::finding::Finding;
use crate::rules::reason;
use crate::text::{Language, Span};

/// What to show at a byte of a document.
pub(super) fn at(buffer: &Buffer, offset: usize, setup: &Setup) -> Option<Hover> {
    let document = &buffer.document;
    let (span, text) = match buffer.analysis() {
        Analysis::Drafts(drafts) => of_findings(drafts, offset, setup)
            .or_else(|| of_key(&document.text, Kind::FrontMatter, keys::front_matter(&document.text)?, offset))
            .or_else(|| of_end(drafts, offset, setup))?,
        Analysis::Settings(_) => of_key(&document.text, yaml_kind(buffer)?, 0..document.text.len(), offset)?,
        Analysis::Nothing => return None,
    };
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: text });
    Some(Hover { contents, range: Some(buffer.document.places(setup.encoding).range(span)) })
}

/// What a key means, or the value of one.
fn of_key(text: &str, kind: Kind, yaml: Range<usize>, offset: usize) -> Option<(Span, String)> {
    let inside = offset.checked_sub(yaml.start).filter(|inside| *inside <= yaml.len())?;
    let place = keys::at(text.get(yaml.clone())?, inside)?;
    if kind == Kind::Rule
        && keys::is_phrase(&place.path)
        && let Some(named) = keys::named(text.get(yaml.clone())?, inside)
        && let Some(word) = keys::names(named.kind, text).into_iter().find(|word| word.text == named.name && !word.about.is_empty())
    {
        return Some((named.span.shifted(yaml.start), format!("`{}`: {}", word.text, word.about)));
    }
    let (kind, path) = keys::of_rule_in_config(kind, &place.path);
    let mut path = path.to_vec();
    let about = match place.role {
        Role::Key => {
            path.push(Step::Key(place.word));
            kind.schema().describe(&path)?
        }
        Role::Value => {
            let value = kind.schema().values(&path).into_iter().find(|word| word.text == place.word && !word.about.is_empty());
            value.map(|word| word.about).or_else(|| kind.schema().describe(&path))?
        }
    };
    let name: Vec<&str> = path.iter().filter_map(|step| if let Step::Key(key) = step { Some(*key) } else { None }).collect();
    (!place.word.is_empty()).then(|| (place.span.shifted(yaml.start), format!("`{}`: {about}", name.join("."))))
}

/// How long a draft is, at its end.
fn of_end(drafts: &Drafts, offset: usize, setup: &Setup) -> Option<(Span, String)> {
    let is_at_end = |draft: &&Draft| {
        let last = draft.body.text.char_indices().next_back().map_or(0, |(_, c)| c.len_utf8());
        draft.body.path.is_none() && (draft.body.span.end().saturating_sub(last)..=draft.body.span.end()).contains(&offset)
    };
    let (number, draft) = drafts.source.drafts.iter().enumerate().find(|(_, draft)| is_at_end(draft))?;
    let language = setup.language(drafts.language(number));
    let lengths = length::of(draft, drafts);
    let sentences: Vec<String> = lengths.iter().map(|length| length.sentence(language)).collect();
    (!sentences.is_empty()).then(|| (Span::at(draft.body.span.end()), sentences.join("\n\n")))
}

/// The findings at a place, the narrowest first; each rule is explained once.
fn of_findings(drafts: &Drafts, offset: usize, setup: &Setup) -> Option<(Span, String)> {
    let mut found: Vec<&(usize, Finding)> =
        drafts.findings.iter().filter(|(_, finding)| finding.span.start() <= offset && offset <= finding.span.end()).collect();
    found.sort_by_key(|(_, finding)| finding.span.len());
    let mut told: Vec<&str> = Vec::new();
    let mut parts = Vec::new();
    for (draft, finding) in &found {
        let rule = finding.rule.as_str();
        if !told.contains(&rule) {
            told.push(rule);
            parts.push(of_rule(drafts, finding, setup.language(drafts.language(*draft))));
        }
    }
    Some((found.first()?.1.span, parts.join("\n\n---\n\n")))
}

fn of_rule(drafts: &Drafts, finding: &Finding, language: Language) -> String {
    let rule = finding.rule.as_str();
    let heading = format!("**[{rule}]({})**: {}", finding.rule.url(), finding.message);
    match drafts.rules.file(rule) {
        // Why, and no more: examples and settings stand behind the link, and a hover covers the text.
        Some(file) => format!("{heading}\n\n{}", reason(&file, language)),
        None => heading,
    }
}
