//! A place in a phrase of a rule: the recogniser or the list that is being named there.

use super::{Step, Word};
use crate::rules::{recogniser_about, recogniser_names};
use crate::text::Span;

/// A name between `<` and `>`, or between `{` and `}`, as far as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lsp) struct Named<'a> {
    pub(in crate::lsp) kind: NameKind,
    pub(in crate::lsp) name: &'a str,
    /// The bytes of the name.
    pub(in crate::lsp) span: Span,
    /// Whether the closing mark is there.
    pub(in crate::lsp) is_closed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lsp) enum NameKind {
    Recogniser,
    List,
}

/// Keys under which phrases stand.
const PHRASES: [&str; 11] = [
    "find",
    "except",
    "unless-in-sentence",
    "unless-in-draft",
    "only-in-sentence",
    "only-in-draft",
    "words",
    "variants",
    "signals",
    "phrase",
    "add",
];

/// Whether a path leads to phrases.
pub(in crate::lsp) fn is_phrase(path: &[Step<'_>]) -> bool {
    path.iter().any(|step| matches!(step, Step::Key(key) if PHRASES.contains(key)))
        && !path.iter().any(|step| matches!(step, Step::Key("suggest" | "message" | "replace" | "regex")))
}

/// The name at a byte of a text. In YAML a brace also opens a map: one that stands where a value begins is none of ours.
pub(in crate::lsp) fn named(text: &str, offset: usize) -> Option<Named<'_>> {
    let is_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let before = text.get(..offset)?;
    let start = before.trim_end_matches(is_name).len();
    let end = offset + text.get(offset..)?.chars().take_while(|c| is_name(*c)).map(char::len_utf8).sum::<usize>();
    let line = before[..start].rsplit('\n').next().unwrap_or_default();
    let (kind, close) = match line.chars().next_back()? {
        '<' => (NameKind::Recogniser, '>'),
        '{' => {
            let inside = line[..line.len() - 1].trim_end();
            let opens_map = inside.is_empty() || inside.ends_with([':', ',', '[', '-', '{']);
            if opens_map {
                return None;
            }
            (NameKind::List, '}')
        }
        _ => return None,
    };
    Some(Named { kind, name: &text[start..end], span: Span::new(start, end), is_closed: text[end..].starts_with(close) })
}

/// The names that may stand there.
pub(in crate::lsp) fn names(kind: NameKind, text: &str) -> Vec<Word> {
    match kind {
        NameKind::Recogniser => recogniser_names().map(|name| Word::new(name, recogniser_about(name))).collect(),
        NameKind::List => lists(text).into_iter().map(|(name, entries)| Word::new(name, entries)).collect(),
    }
}

/// The lists of a rule file, by indentation alone: the text may be broken, as it is being typed.
fn lists(text: &str) -> Vec<(&str, &str)> {
    let mut out = Vec::new();
    let mut below: Option<usize> = None;
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        let Some((key, value)) = line.trim().split_once(':').filter(|(key, _)| !key.is_empty() && !key.starts_with(['-', '#'])) else {
            continue;
        };
        if below.is_some_and(|column| indent > column) {
            out.push((key, value.trim()));
        } else {
            below = (key == "words" && value.trim().is_empty()).then_some(indent);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(marked: &str) -> Option<(NameKind, String, bool)> {
        let offset = marked.find('¦').unwrap();
        let text = marked.replacen('¦', "", 1);
        named(&text, offset).map(|named| (named.kind, named.name.to_owned(), named.is_closed))
    }

    #[test]
    fn names_are_found_as_they_are_typed() {
        assert_eq!(shown("- um <ti¦"), Some((NameKind::Recogniser, "ti".to_owned(), false)));
        assert_eq!(shown("- um <ti¦me> an"), Some((NameKind::Recogniser, "time".to_owned(), true)));
        assert_eq!(shown("- \"{¦"), Some((NameKind::List, String::new(), false)));
        assert_eq!(shown("- an die {li¦}"), Some((NameKind::List, "li".to_owned(), true)));
        for other in ["- {phr¦", "find: {ad¦", "- um¦", "[{a: b}, {c¦", "¦"] {
            assert_eq!(shown(other), None, "{other}");
        }
    }

    #[test]
    fn lists_are_read_from_a_broken_text() {
        let text = "languages:\n  de:\n    words:\n      line: [Hotline]\n      who:\n        - wir\n    find:\n      - \"{\n";
        assert_eq!(lists(text), [("line", "[Hotline]"), ("who", "")]);
    }
}
