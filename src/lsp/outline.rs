//! The shape of a document: its parts as symbols, what can be folded, what leads to other files.

use std::path::Path;

use tower_lsp::lsp_types::{
    DocumentLink, DocumentSymbol, DocumentSymbolResponse, FoldingRange, FoldingRangeKind, Location, SymbolInformation, SymbolKind, Url,
};

use super::analysis::{Analysis, SettingsKind};
use super::convert::Places;
use super::session::Buffer;
use super::setup::Setup;
use crate::draft::{Draft, Field, Kind};
use crate::text::{Language, LineIndex, Span};
use crate::workspace::absolute;

/// How much of a paragraph names it.
const NAME_WORDS: usize = 6;

/// A part of a draft, by its bytes.
struct Part {
    name: String,
    detail: Option<String>,
    kind: SymbolKind,
    span: Span,
    parts: Vec<Part>,
}

/// The parts of a document's drafts.
pub(super) fn symbols(buffer: &Buffer, setup: &Setup) -> Option<DocumentSymbolResponse> {
    let Analysis::Drafts(drafts) = buffer.analysis() else { return None };
    let places = buffer.document.places(setup.encoding);
    let of_draft = |(number, draft)| parts(draft, setup.language(drafts.language(number)));
    let parts: Vec<Part> = drafts.source.drafts.iter().enumerate().flat_map(of_draft).collect();
    if setup.can.nested_symbols {
        return Some(DocumentSymbolResponse::Nested(parts.into_iter().map(|part| nested(part, places)).collect()));
    }
    let mut flat_symbols = Vec::new();
    parts.into_iter().for_each(|part| flat(part, None, &buffer.document.uri, places, &mut flat_symbols));
    Some(DocumentSymbolResponse::Flat(flat_symbols))
}

fn parts(draft: &Draft, language: Language) -> Vec<Part> {
    let say = |german: &str, english: &str| if language == Language::De { german.to_owned() } else { english.to_owned() };
    let mut parts = Vec::new();
    let complaint = draft.complaint.as_ref().filter(|complaint| complaint.message.path.is_none() && !complaint.message.text.is_empty());
    let mut complaint = complaint.map(|complaint| Part {
        name: say("Beschwerde", "Complaint"),
        detail: complaint.author.as_ref().map(|author| author.value.clone()),
        kind: SymbolKind::STRING,
        span: complaint.message.span,
        parts: Vec::new(),
    });
    if let Some(span) = draft.front.span {
        let inner = complaint.take_if(|complaint| span.contains(complaint.span)).into_iter().collect();
        let detail = draft.channel().map(str::to_owned);
        parts.push(Part { name: say("Angaben", "Front matter"), detail, kind: SymbolKind::OBJECT, span, parts: inner });
    }
    parts.extend(complaint);
    if !draft.body.text.is_empty() && draft.body.path.is_none() {
        let name = if draft.kind == Kind::Post { say("Beitrag", "Post") } else { say("Antwort", "Reply") };
        let paragraphs = paragraphs(&draft.body.text).into_iter().map(|span| Part {
            name: name_of(span.slice(&draft.body.text)),
            detail: None,
            kind: SymbolKind::STRING,
            span: draft.body.to_file(span),
            parts: Vec::new(),
        });
        parts.push(Part { name, detail: draft.id.clone(), kind: SymbolKind::FILE, span: draft.body.span, parts: paragraphs.collect() });
    }
    parts
}

/// The bytes of a text's paragraphs.
fn paragraphs(text: &str) -> Vec<Span> {
    let lines = LineIndex::new(text);
    let mut out: Vec<Span> = Vec::new();
    let mut is_open = false;
    for span in (1..).map_while(|line| lines.line_span(line)) {
        let is_blank = span.slice(text).trim().is_empty();
        match out.last_mut().filter(|_| is_open) {
            Some(last) if !is_blank => last.end = span.end,
            _ if !is_blank => out.push(span),
            _ => {}
        }
        is_open = !is_blank;
    }
    out
}

fn name_of(paragraph: &str) -> String {
    let words: Vec<&str> = paragraph.split_whitespace().take(NAME_WORDS + 1).collect();
    let more = if words.len() > NAME_WORDS { " …" } else { "" };
    format!("{}{more}", words[..words.len().min(NAME_WORDS)].join(" "))
}

#[expect(deprecated, reason = "the type has a field that has been replaced, and no other way to be made")]
fn nested(part: Part, places: Places<'_>) -> DocumentSymbol {
    let range = places.range(part.span);
    let children: Vec<DocumentSymbol> = part.parts.into_iter().map(|part| nested(part, places)).collect();
    DocumentSymbol {
        name: part.name,
        detail: part.detail,
        kind: part.kind,
        tags: None,
        deprecated: None,
        range,
        selection_range: range,
        children: (!children.is_empty()).then_some(children),
    }
}

#[expect(deprecated, reason = "the type has a field that has been replaced, and no other way to be made")]
fn flat(part: Part, parent: Option<&str>, uri: &Url, places: Places<'_>, out: &mut Vec<SymbolInformation>) {
    let location = Location::new(uri.clone(), places.range(part.span));
    let container_name = parent.map(str::to_owned);
    out.push(SymbolInformation { name: part.name.clone(), kind: part.kind, tags: None, deprecated: None, location, container_name });
    part.parts.into_iter().for_each(|inner| flat(inner, Some(&part.name), uri, places, out));
}

/// What can be folded: the front matter, and the complaint.
pub(super) fn folding(buffer: &Buffer, setup: &Setup) -> Vec<FoldingRange> {
    let Analysis::Drafts(drafts) = buffer.analysis() else { return Vec::new() };
    let places = buffer.document.places(setup.encoding);
    let fold = |span: Span, kind: FoldingRangeKind| {
        let range = places.range(span);
        (range.start.line < range.end.line).then(|| FoldingRange {
            start_line: range.start.line,
            end_line: range.end.line,
            kind: Some(kind),
            ..FoldingRange::default()
        })
    };
    let of_draft = |draft: &Draft| {
        let complaint = draft.complaint.as_ref().filter(|complaint| complaint.message.path.is_none());
        let complaint = complaint.and_then(|complaint| fold(complaint.message.span, FoldingRangeKind::Comment));
        let front = draft.front.span.and_then(|span| fold(span, FoldingRangeKind::Region));
        [front, complaint].into_iter().flatten()
    };
    drafts.source.drafts.iter().flat_map(of_draft).collect()
}

/// The files that a document names.
pub(super) fn links(buffer: &Buffer, setup: &Setup) -> Vec<DocumentLink> {
    let Some(path) = &buffer.document.path else { return Vec::new() };
    let places = buffer.document.places(setup.encoding);
    let folder = path.parent().unwrap_or(path);
    let link =
        |span: Span, name: &str| Some(DocumentLink { range: places.range(span), target: target(folder, name), tooltip: None, data: None });
    match buffer.analysis() {
        Analysis::Drafts(drafts) => {
            let of_field = |field: &Field<String>| link(field.span, &field.value);
            let of_draft = |draft: &Draft| {
                let complaint = draft.complaint.as_ref().and_then(|complaint| complaint.file.as_ref()).and_then(of_field);
                let media = draft.front.media.iter().filter_map(|media| media.file.as_ref()).filter_map(of_field);
                complaint.into_iter().chain(media).collect::<Vec<_>>()
            };
            drafts.source.drafts.iter().flat_map(of_draft).filter(|link| link.target.is_some()).collect()
        }
        Analysis::Settings(settings) if settings.kind == SettingsKind::Config => {
            let name = crate::workspace::display(path);
            let layer = settings.project.config.layers().iter().find(|layer| *layer.path == *name);
            let paths = layer.into_iter().flat_map(|layer| ["extend", "packs", "people"].into_iter().flat_map(|key| layer.paths(key)));
            paths.filter_map(|(name, range)| link(Span::new(range.start, range.end), name)).filter(|link| link.target.is_some()).collect()
        }
        Analysis::Settings(_) | Analysis::Nothing => Vec::new(),
    }
}

/// The file of a name, where it is there.
fn target(folder: &Path, name: &str) -> Option<Url> {
    let path = absolute(&folder.join(name));
    path.exists().then(|| Url::from_file_path(path).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_what_stands_between_blank_lines() {
        let text = "Hallo!\r\n\r\nEins\nzwei\n \n\nDrei";
        let found: Vec<&str> = paragraphs(text).into_iter().map(|span| span.slice(text)).collect();
        assert_eq!(found, ["Hallo!", "Eins\nzwei", "Drei"]);
        assert_eq!(name_of("a b c d e f g"), "a b c d e f …");
    }
}
