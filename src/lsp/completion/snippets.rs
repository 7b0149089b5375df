//! A new reply or a new post, in a document where nothing stands yet.

use tower_lsp::lsp_types::{CompletionItem, CompletionItemKind, InsertTextFormat};

use super::super::document::LanguageId;
use super::super::keys::Word;
use super::Desk;
use crate::text::{Language, Span};

const REPLY: &str = "---\nkind: reply\nchannel: ${1:facebook}\ncomplaint:\n  author: ${2}\n  text: |\n    ${3}\n---\n$0\n";
const POST: &str = "---\nkind: post\nchannel: ${1:facebook}\n---\n$0\n";

pub(super) fn at(desk: &Desk<'_>, offset: usize) -> Vec<CompletionItem> {
    let document = &desk.buffer.document;
    let text = desk.text();
    let is_text = matches!(document.language, LanguageId::Markdown | LanguageId::PlainText);
    // A first word may have been typed to find them by.
    if !is_text || text.trim().contains(char::is_whitespace) || offset < text.trim_end().len() {
        return Vec::new();
    }
    let words = match desk.setup.language(Language::En) {
        Language::De => [("Antwort", "Eine neue Antwort mit ihrer Beschwerde."), ("Beitrag", "Ein neuer Beitrag.")],
        Language::En => [("reply", "A new reply with its complaint."), ("post", "A new post.")],
    };
    let item = |((label, about), snippet): ((&str, &str), &str)| {
        let insert = if desk.setup.can.snippets { snippet.to_owned() } else { plain(snippet) };
        let format = if desk.setup.can.snippets { InsertTextFormat::SNIPPET } else { InsertTextFormat::PLAIN_TEXT };
        let item = desk.item(&Word::new(label, about), insert, Span::new(0, text.len()), CompletionItemKind::SNIPPET);
        CompletionItem { filter_text: Some(label.to_owned()), insert_text_format: Some(format), ..item }
    };
    words.into_iter().zip([REPLY, POST]).map(item).collect()
}

/// A snippet without its stops.
fn plain(snippet: &str) -> String {
    snippet.replace("${1:facebook}", "facebook").replace("${2}", "").replace("${3}", "").replace("$0", "")
}
