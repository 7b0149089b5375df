//! What may be written in a comment that allows something: the directive, and the rules that it allows.

use tower_lsp::lsp_types::{CompletionItem, CompletionItemKind};

use super::super::analysis::Analysis;
use super::super::keys::{Around, Word};
use super::Desk;
use crate::draft::{self, Draft, Format};
use crate::engine;
use crate::text::Span;

/// The directives, with what each allows.
const DIRECTIVES: [(&str, &str); 5] = [
    ("tonfall-disable-next-line", "Allows what the rules find on the next line."),
    ("tonfall-disable-line", "Allows what the rules find on this line."),
    ("tonfall-disable-file", "Allows what the rules find in the whole text."),
    ("tonfall-disable", "Allows what the rules find from here on."),
    ("tonfall-enable", "Ends what `tonfall-disable` began."),
];

pub(super) fn at(desk: &Desk<'_>, offset: usize, around: &Around<'_>) -> Vec<CompletionItem> {
    let text = desk.text();
    let before = text.get(..offset).unwrap_or_default();
    let Some(open) = before.rfind("<!--") else { return Vec::new() };
    let inner = &before[open + "<!--".len()..];
    if inner.contains("-->") || inner.contains(['\n', '\r']) {
        return Vec::new();
    }
    let start = before.rfind(|c: char| c.is_whitespace() || c == ',').map_or(0, |at| at + 1).max(open + "<!--".len());
    let span = Span::new(start, offset);
    let directive = inner.split_whitespace().next().filter(|word| DIRECTIVES.iter().any(|(known, _)| known == word));
    match directive {
        Some(directive) if inner.trim_start().len() > directive.len() => {
            // A reason is the writer's own.
            if inner.contains(':') {
                return Vec::new();
            }
            let found = found_without(desk, open, offset);
            let item = |word: Word| {
                let rank = if found.contains(&word.text) { "0" } else { "1" };
                let sort_text = Some(format!("{rank}{}", word.text));
                CompletionItem { sort_text, ..desk.item(&word, word.text.clone(), span, CompletionItemKind::ENUM_MEMBER) }
            };
            around.rule_ids().into_iter().map(item).collect()
        }
        _ => {
            let words = DIRECTIVES.iter().map(|(text, about)| Word::new(*text, *about));
            words.map(|word| desk.item(&word, format!("{} ", word.text), span, CompletionItemKind::KEYWORD)).collect()
        }
    }
}

/// The rules that find something where the comment that is being written allows nothing: most likely one of them is meant.
fn found_without(desk: &Desk<'_>, open: usize, offset: usize) -> Vec<String> {
    let Analysis::Drafts(drafts) = desk.buffer.analysis() else { return Vec::new() };
    let text = desk.text();
    let line_end = text[offset..].find(['\n', '\r']).map_or(text.len(), |at| offset + at);
    let end = text[offset..line_end].find("-->").map_or(offset, |at| offset + at + "-->".len());
    let without = format!("{}{}{}", &text[..open], " ".repeat(end - open), &text[end..]);
    let lint = |draft: &Draft| engine::lint(draft, &drafts.rules, &drafts.source.settings);
    let found = draft::read(without.as_bytes(), Format::Markdown);
    found.iter().flat_map(lint).map(|finding| finding.rule.to_string()).collect()
}
