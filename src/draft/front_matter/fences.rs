//! Where a text's front matter begins and ends, and whether it is Tonfall's: told by its lines, without reading the YAML.

use std::ops::Range;

use crate::draft::lines::{Line, lines};

/// Keys that show by themselves that a file is a draft.
const KEYS: [&str; 12] = [
    "kind",
    "channel",
    "audience",
    "address",
    "received",
    "publish",
    "signature",
    "incident",
    "sponsored",
    "complaint",
    "media",
    "tonfall",
];
/// Keys that a blog's front matter has too: they show it where none stands there that Tonfall does not know.
const COMMON_KEYS: [&str; 2] = ["lang", "author"];

/// The place of a front matter in its text.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::draft) struct Fences {
    /// From the first fence to the last.
    pub(in crate::draft) whole: Range<usize>,
    pub(in crate::draft) yaml: Range<usize>,
    /// Where the text behind it begins.
    pub(in crate::draft) body: usize,
    pub(in crate::draft) end: FenceEnd,
}

#[derive(Debug, PartialEq, Eq)]
pub(in crate::draft) enum FenceEnd {
    Closed,
    /// The last fence is missing: the front matter ends where the lines cease to look like it.
    Open,
}

/// Finds the front matter that begins at `start`. `None` where the text begins with something else.
pub(in crate::draft) fn find(text: &str, start: usize) -> Option<Fences> {
    let mut rest = lines(text, start);
    let first = rest.next().filter(|line| is_opening(&text[line.content.clone()]))?;
    let mut block: Vec<Line> = Vec::new();
    for line in rest {
        if is_closing(&text[line.content.clone()]) {
            let end = line.content.start + 3;
            return Some(Fences {
                whole: first.content.start..end,
                yaml: first.next..line.content.start,
                body: line.next,
                end: FenceEnd::Closed,
            });
        }
        block.push(line);
    }
    open_ended(text, &first, &block)
}

/// Whether a file with this beginning is a draft: its front matter has one of Tonfall's keys.
///
/// Cheap: meant for the first bytes of every Markdown and text file in a folder.
#[must_use]
pub fn is_draft(prefix: &[u8]) -> bool {
    let text = String::from_utf8_lossy(prefix);
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let mut rest = lines(text, 0).map(|line| &text[line.content]);
    if !rest.next().is_some_and(is_opening) {
        return false;
    }
    let keys: Vec<&str> = rest.take_while(|line| !is_closing(line)).filter_map(key_of).collect();
    keys.iter().any(|key| KEYS.contains(key)) || (!keys.is_empty() && keys.iter().all(|key| COMMON_KEYS.contains(key)))
}

/// Without its last fence a front matter is told from a line of dashes above a text by its first line, which must be a key.
/// It goes on to a blank line, and beyond where one of Tonfall's keys follows.
fn open_ended(text: &str, first: &Line, block: &[Line]) -> Option<Fences> {
    let content = |line: &Line| &text[line.content.clone()];
    key_of(content(block.first()?)).filter(|key| KEYS.contains(key) || COMMON_KEYS.contains(key))?;
    let mut last = block.first()?;
    let mut after_blank = false;
    for line in block {
        let text = content(line);
        let belongs = match key_of(text) {
            Some(key) => !after_blank || KEYS.contains(&key) || COMMON_KEYS.contains(&key),
            None => text.starts_with([' ', '\t']) || (!after_blank && text.starts_with(['#', '-'])),
        };
        if text.trim().is_empty() {
            after_blank = true;
        } else if belongs {
            last = line;
        } else {
            break;
        }
    }
    Some(Fences { whole: first.content.start..last.content.end, yaml: first.next..last.next, body: last.next, end: FenceEnd::Open })
}

fn is_opening(line: &str) -> bool {
    line.trim_end() == "---"
}

fn is_closing(line: &str) -> bool {
    matches!(line.trim_end(), "---" | "...")
}

/// The key that a line of YAML starts with, where it stands in the first column.
fn key_of(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    let key = key.trim_end().trim_matches(['"', '\'']);
    let is_word = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    (is_word && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::FrontMatterFile;

    fn split(text: &str) -> Option<(&str, &str, &str)> {
        find(text, 0).map(|fences| (&text[fences.whole], &text[fences.yaml], &text[fences.body..]))
    }

    #[test]
    fn fences_stand_at_the_very_top() {
        assert_eq!(split("---\nlang: de\n---\nHallo\n"), Some(("---\nlang: de\n---", "lang: de\n", "Hallo\n")));
        assert_eq!(split("---  \r\nlang: de\r\n...\r\nHallo"), Some(("---  \r\nlang: de\r\n...", "lang: de\r\n", "Hallo")));
        assert_eq!(split("---\rlang: de\r---\rHallo"), Some(("---\rlang: de\r---", "lang: de\r", "Hallo")));
        assert_eq!(split("---\n---"), Some(("---\n---", "", "")));
        for text in ["", "\n---\nlang: de\n---\n", " ---\nlang: de\n---\n", "----\nlang: de\n---\n", "Hallo\n---\n"] {
            assert_eq!(split(text), None, "{text:?}");
        }
    }

    #[test]
    fn an_open_end_is_where_the_lines_cease_to_look_like_front_matter() {
        let text = "---\nchannel: x\ncomplaint:\n  text: |\n    Wo?\n\n    Wann?\n\nlang: de\n\nHallo Herr Schlee,\nkind: regards\n";
        let (_, yaml, body) = split(text).unwrap();
        assert!(yaml.ends_with("lang: de\n"), "{yaml:?}");
        assert!(body.starts_with("\nHallo"), "{body:?}");
        assert_eq!(split("---\nlang: de\nHallo: du\nda\n"), Some(("---\nlang: de\nHallo: du", "lang: de\nHallo: du\n", "da\n")));
        for text in ["---\n", "---\n\nEin Gedicht\n", "---\nHinweis: heute\n"] {
            assert_eq!(split(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_draft_is_told_by_its_keys() {
        for text in [
            "---\nchannel: x\n---\n",
            "\u{FEFF}---\r\n\"kind\": reply\r\n---",
            "---\ntitle: x\ncomplaint:\n  author: y\n",
            "---\nlang: de\n---\n",
            "---\nlang: de\nauthor: mk\n",
        ] {
            assert!(is_draft(text.as_bytes()), "{text:?}");
        }
        let none = [
            "",
            "# README\n",
            "---\ntitle: x\nlang: de\nauthor: y\n---\nkind: x\n",
            "---\n---\nchannel: x\n",
            "---\n  channel: x\n---\n",
            "---\nchannel:x\n",
            "channel: x\n",
        ];
        for text in none {
            assert!(!is_draft(text.as_bytes()), "{text:?}");
        }
        assert!(is_draft(b"---\nchannel: x\nsignature: \xFC"));
    }

    #[test]
    fn every_key_of_the_front_matter_is_known_here() {
        let schema = schemars::schema_for!(FrontMatterFile).to_value();
        let mut keys: Vec<&str> = schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        let mut known: Vec<&str> = KEYS.into_iter().chain(COMMON_KEYS).collect();
        keys.sort_unstable();
        known.sort_unstable();
        assert_eq!(keys, known);
    }
}
