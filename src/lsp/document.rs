//! What an editor has open: text, version and lines, kept up to date by edits. Knows no drafts and no rules.

use std::path::PathBuf;

use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Url};

use super::convert::{Encoding, Places};
use crate::text::LineIndex;

/// The languages that clients speak of and that matter here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LanguageId {
    Markdown,
    PlainText,
    Yaml,
    Other,
}

impl LanguageId {
    fn new(name: &str) -> Self {
        match name {
            "markdown" => Self::Markdown,
            "plaintext" | "text" => Self::PlainText,
            "yaml" => Self::Yaml,
            _ => Self::Other,
        }
    }
}

/// An open document, at one version.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub(super) uri: Url,
    /// The file, unless it has never been saved.
    pub(super) path: Option<PathBuf>,
    pub(super) language: LanguageId,
    pub(super) version: i32,
    pub(super) text: String,
    pub(super) lines: LineIndex,
}

impl Document {
    pub(super) fn new(item: TextDocumentItem) -> Self {
        let path = path_of(&item.uri);
        let lines = LineIndex::new(&item.text);
        Self { path, language: LanguageId::new(&item.language_id), uri: item.uri, version: item.version, text: item.text, lines }
    }

    /// The document after an edit.
    pub(super) fn edited(&self, version: i32, changes: Vec<TextDocumentContentChangeEvent>, encoding: Encoding) -> Self {
        let text = apply(&self.text, changes, encoding);
        let lines = LineIndex::new(&text);
        Self { uri: self.uri.clone(), path: self.path.clone(), language: self.language, version, text, lines }
    }

    pub(super) fn places(&self, encoding: Encoding) -> Places<'_> {
        Places { text: &self.text, lines: &self.lines, encoding }
    }
}

/// The file of a URI, where it is one.
pub(super) fn path_of(uri: &Url) -> Option<PathBuf> {
    (uri.scheme() == "file").then(|| uri.to_file_path().ok()).flatten()
}

/// A text after the changes, each made to what the one before it has left.
pub(super) fn apply(text: &str, changes: Vec<TextDocumentContentChangeEvent>, encoding: Encoding) -> String {
    // Whatever stands before a change of the whole text is gone with it.
    let whole = changes.iter().rposition(|change| change.range.is_none());
    let mut changes = changes.into_iter().skip(whole.unwrap_or_default());
    let mut text = if whole.is_some() { changes.next().map_or_else(String::new, |change| change.text) } else { text.to_owned() };
    for change in changes {
        let Some(range) = change.range else { continue };
        let lines = LineIndex::new(&text);
        let span = Places { text: &text, lines: &lines, encoding }.span(range);
        text.replace_range(span.start()..span.end(), &change.text);
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tower_lsp::lsp_types::{Position, Range};

    use super::*;

    fn change(range: Option<Range>, text: &str) -> TextDocumentContentChangeEvent {
        TextDocumentContentChangeEvent { range, range_length: None, text: text.to_owned() }
    }

    fn range(start: (u32, u32), end: (u32, u32)) -> Range {
        Range::new(Position::new(start.0, start.1), Position::new(end.0, end.1))
    }

    #[test]
    fn changes_build_on_each_other() {
        let changes =
            vec![change(Some(range((0, 0), (0, 4))), "lost"), change(None, "a👍🏽b\r\nc"), change(Some(range((0, 5), (1, 0))), "-")];
        assert_eq!(apply("old text", changes, Encoding::Utf16), "a👍🏽-c");
    }

    /// An editor's own view of a text: a list of characters, with no idea of bytes.
    struct Editor {
        characters: Vec<char>,
    }

    impl Editor {
        fn text(&self) -> String {
            self.characters.iter().collect()
        }

        /// The position of a character, counted from scratch.
        fn position(&self, at: usize, encoding: Encoding) -> Position {
            let (mut line, mut column) = (0, 0);
            for (index, &c) in self.characters.iter().enumerate().take(at) {
                let ends_line = c == '\n' || (c == '\r' && self.characters.get(index + 1) != Some(&'\n'));
                if ends_line {
                    (line, column) = (line + 1, 0);
                } else {
                    column += match encoding {
                        Encoding::Utf8 => c.len_utf8(),
                        Encoding::Utf16 => c.len_utf16(),
                        Encoding::Utf32 => 1,
                    } as u32;
                }
            }
            Position::new(line, column)
        }

        /// Whether a place lies between CR and LF, which has no position of its own.
        fn splits_line_break(&self, at: usize) -> bool {
            at > 0 && self.characters.get(at - 1) == Some(&'\r') && self.characters.get(at) == Some(&'\n')
        }
    }

    fn piece() -> impl Strategy<Value = String> {
        let parts = prop::sample::select(vec![
            "ä",
            "e\u{301}",
            "👍🏽",
            "👩‍👩‍👧",
            "\r\n",
            "\r",
            "\n",
            "\u{2028}",
            "\u{2029}",
            "a",
            "Straße ",
            "🇩🇪",
            "\u{feff}",
            "\0",
        ]);
        prop::collection::vec(parts, 0..8).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn edits_in_pieces_equal_the_whole_text(
            start in piece(),
            edits in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), piece()), 1..20),
            encoding in prop::sample::select(vec![Encoding::Utf8, Encoding::Utf16, Encoding::Utf32]),
        ) {
            let mut editor = Editor { characters: start.chars().collect() };
            let mut text = start;
            for (from, to, new) in edits {
                let length = editor.characters.len() + 1;
                let (a, b) = (from.index(length), to.index(length));
                let (a, b) = (a.min(b), a.max(b));
                if editor.splits_line_break(a) || editor.splits_line_break(b) {
                    continue;
                }
                let range = Range::new(editor.position(a, encoding), editor.position(b, encoding));
                text = apply(&text, vec![change(Some(range), &new)], encoding);
                editor.characters.splice(a..b, new.chars());
                prop_assert_eq!(&text, &editor.text());
            }
            let lines = LineIndex::new(&text);
            let places = Places { text: &text, lines: &lines, encoding };
            for (index, (offset, _)) in text.char_indices().enumerate() {
                if !editor.splits_line_break(index) {
                    prop_assert_eq!(places.position(offset), editor.position(index, encoding));
                    prop_assert_eq!(places.offset(places.position(offset)), offset);
                }
            }
        }

        #[test]
        fn no_position_panics(text in piece(), line in 0u32..9, column in any::<u32>(), line2 in any::<u32>(), column2 in 0u32..9) {
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                apply(&text, vec![change(Some(range((line, column), (line2, column2))), "x")], encoding);
            }
        }
    }
}
