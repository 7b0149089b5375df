//! JSON becomes the nodes that YAML becomes, each with its bytes, so that one reader serves both. A text knows the way back into its escapes.

use std::ops::Range;

use crate::yaml::{Alignment, Node, Problem, Style, Value};

/// How deep lists and groups may stand in each other.
const DEPTH: usize = 64;

/// Reads the JSON value that stands in a part of a text; nothing may stand behind it.
pub(super) fn parse(text: &str, range: Range<usize>) -> Result<Node, Problem> {
    let mut parser = Parser { text, at: range.start, end: range.end };
    parser.white_space();
    let node = parser.value(0)?;
    parser.white_space();
    if parser.at < parser.end {
        Err(parser.fault("something stands behind the record", Some("write one record per line")))
    } else {
        Ok(node)
    }
}

/// The way from a string's value back to the source, which starts at the quote.
pub(super) fn steps(text: &str, span: &Range<usize>) -> Vec<(u32, u32)> {
    let mut alignment = Alignment::default();
    // An empty value has a place as well.
    alignment.piece(0, span.start + 1..span.start + 1);
    let inner = span.start + 1..span.end.saturating_sub(1).max(span.start + 1);
    decode(text, inner, |piece, source| alignment.piece(piece.len(), source));
    alignment.finish()
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied().filter(|_| self.at < self.end)
    }

    fn white_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    fn fault(&self, message: &str, hint: Option<&str>) -> Problem {
        let width = self.text[self.at..self.end].chars().next().map_or(0, char::len_utf8);
        Problem { span: self.at..self.at + width, message: format!("this is not JSON: {message}"), hint: hint.map(str::to_owned) }
    }

    fn value(&mut self, depth: usize) -> Result<Node, Problem> {
        if depth > DEPTH {
            return Err(self.fault("too many brackets stand in each other", None));
        }
        match self.peek() {
            Some(b'"') => self.string(),
            Some(b'{') => self.map(depth),
            Some(b'[') => self.list(depth),
            Some(byte) if byte == b'-' || byte.is_ascii_alphanumeric() => self.word(),
            Some(b'\'') => Err(self.fault("a text must stand in double quotes", Some("write \"…\""))),
            Some(_) => Err(self.fault("a value is missing here", None)),
            None => Err(self.fault("the line ends too early", Some("write the whole record on one line"))),
        }
    }

    /// `null`, `true`, `false`, or a number.
    fn word(&mut self) -> Result<Node, Problem> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.')) {
            self.at += 1;
        }
        let word = &self.text[start..self.at];
        let is_number =
            word.starts_with(|c: char| c == '-' || c.is_ascii_digit()) && serde_json::from_str::<serde_json::Number>(word).is_ok();
        if !is_number && !matches!(word, "null" | "true" | "false") {
            self.at = start;
            return Err(self.fault("a text must stand in double quotes", Some("write \"…\"")));
        }
        Ok(Node { span: start..self.at, value: Value::Scalar { text: word.to_owned(), style: Style::Plain } })
    }

    fn string(&mut self) -> Result<Node, Problem> {
        let start = self.at;
        let bytes = &self.text.as_bytes()[..self.end];
        let mut at = start + 1;
        loop {
            match memchr::memchr2(b'"', b'\\', &bytes[at.min(bytes.len())..]) {
                None => return Err(self.fault("this text is never closed", Some("put a `\"` behind it"))),
                Some(found) if bytes[at + found] == b'"' => {
                    at += found;
                    break;
                }
                Some(found) => at += found + 2,
            }
        }
        let mut text = String::with_capacity(at - start);
        decode(self.text, start + 1..at, |piece, _| text.push_str(piece));
        self.at = at + 1;
        Ok(Node { span: start..self.at, value: Value::Scalar { text, style: Style::DoubleQuoted } })
    }

    fn list(&mut self, depth: usize) -> Result<Node, Problem> {
        let start = self.at;
        let mut items = Vec::new();
        self.at += 1;
        self.white_space();
        if self.peek() != Some(b']') {
            loop {
                self.white_space();
                items.push(self.value(depth + 1)?);
                if self.next_is(b']')? {
                    break;
                }
            }
        }
        self.at += 1;
        Ok(Node { span: start..self.at, value: Value::List(items) })
    }

    fn map(&mut self, depth: usize) -> Result<Node, Problem> {
        let start = self.at;
        let mut entries = Vec::new();
        self.at += 1;
        self.white_space();
        if self.peek() != Some(b'}') {
            loop {
                self.white_space();
                if self.peek() != Some(b'"') {
                    return Err(self.fault("a key must stand in double quotes", Some("write \"…\":")));
                }
                let key = self.string()?;
                self.white_space();
                if self.peek() != Some(b':') {
                    return Err(self.fault("a `:` is missing behind the key", None));
                }
                self.at += 1;
                self.white_space();
                entries.push((key, self.value(depth + 1)?));
                if self.next_is(b'}')? {
                    break;
                }
            }
        }
        self.at += 1;
        Ok(Node { span: start..self.at, value: Value::Map(entries) })
    }

    /// Whether the bracket closes here; else a comma is passed.
    fn next_is(&mut self, close: u8) -> Result<bool, Problem> {
        self.white_space();
        match self.peek() {
            Some(byte) if byte == close => Ok(true),
            Some(b',') => {
                self.at += 1;
                Ok(false)
            }
            Some(_) => Err(self.fault("a comma or a bracket is missing", None)),
            None => Err(self.fault("the line ends too early", Some("write the whole record on one line"))),
        }
    }
}

/// Gives a string's value piece by piece, each with its bytes in the source. What JSON does not know stands for itself.
fn decode(text: &str, range: Range<usize>, mut piece: impl FnMut(&str, Range<usize>)) {
    let mut at = range.start;
    while at < range.end {
        let rest = &text[at..range.end];
        let run = memchr::memchr(b'\\', rest.as_bytes()).unwrap_or(rest.len());
        if run > 0 {
            piece(&rest[..run], at..at + run);
            at += run;
            continue;
        }
        let (character, length) = escape(rest);
        let length = length.min(rest.len());
        piece(character.encode_utf8(&mut [0; 4]), at..at + length);
        at += length;
    }
}

/// What an escape stands for, and how long it is.
fn escape(rest: &str) -> (char, usize) {
    match rest.as_bytes().get(1) {
        Some(b'n') => ('\n', 2),
        Some(b'r') => ('\r', 2),
        Some(b't') => ('\t', 2),
        Some(b'b') => ('\u{8}', 2),
        Some(b'f') => ('\u{c}', 2),
        Some(b'u') => unicode(rest),
        Some(_) => {
            let character = rest[1..].chars().next().unwrap_or('\\');
            (character, 1 + character.len_utf8())
        }
        None => ('\\', 1),
    }
}

/// `\u00fc`, or the two halves of a character that lies beyond: `\ud83d\udc4d`. Half of one is U+FFFD.
fn unicode(rest: &str) -> (char, usize) {
    let unit = |at: usize| rest.get(at..at + 4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let Some(first) = unit(2) else { return (char::REPLACEMENT_CHARACTER, 2) };
    let second = rest.get(6..8).filter(|mark| *mark == "\\u").and_then(|_| unit(8));
    match (first, second) {
        (0xD800..0xDC00, Some(second @ 0xDC00..0xE000)) => {
            let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
            (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 12)
        }
        _ => (char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER), 6),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fault(text: &str) -> (usize, String) {
        let problem = parse(text, 0..text.len()).unwrap_err();
        (problem.span.start, problem.message.trim_start_matches("this is not JSON: ").to_owned())
    }

    #[test]
    fn faults_stand_at_their_places() {
        let table = [
            ("", 0, "the line ends too early"),
            ("{\"a\": \"ü}", 6, "this text is never closed"),
            ("{\"a\" 1}", 5, "a `:` is missing behind the key"),
            ("{a: 1}", 1, "a key must stand in double quotes"),
            ("{\"a\": x}", 6, "a text must stand in double quotes"),
            ("{\"a\": 1 \"b\"}", 8, "a comma or a bracket is missing"),
            ("[1, ]", 4, "a value is missing here"),
            ("{} {}", 3, "something stands behind the record"),
            ("\"a\\", 0, "this text is never closed"),
            ("{\"a\": 'b'}", 6, "a text must stand in double quotes"),
            ("{\"a\": 01}", 6, "a text must stand in double quotes"),
        ];
        for (text, at, message) in table {
            assert_eq!(fault(text), (at, message.to_owned()), "{text}");
        }
        assert_eq!(fault(&"[".repeat(1_000)).1, "too many brackets stand in each other");
    }

    #[test]
    fn escapes_know_where_they_stand() {
        let text = r#"x"a\u00fcb\ud83d\udc4dc\"\ud83dd\/""#;
        let node = parse(text, 1..text.len()).unwrap();
        assert_eq!(node.as_str(), Some("aüb👍c\"\u{fffd}d/"));
        let steps = steps(text, &node.span);
        let source = |at: usize| {
            let (from, to) = steps[steps.partition_point(|step| step.0 as usize <= at) - 1];
            to as usize + at - from as usize
        };
        for word in ["b", "c", "d"] {
            assert_eq!(
                source(node.as_str().unwrap().find(word).unwrap()),
                text.find(&format!("{word}{}", if word == "d" { "\\/" } else { "\\" })).unwrap()
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_serde_writes_is_read_alike(texts in prop::collection::vec(any::<String>(), 0..6), number in any::<f64>().prop_filter("finite", |n| n.is_finite())) {
            let value = serde_json::json!({"a": texts, "b": {"c": null, "d": true, "e": number}, "f": []});
            let text = value.to_string();
            let node = parse(&text, 0..text.len()).unwrap();
            prop_assert_eq!(node.get("a").unwrap().items().iter().map(|node| node.as_str().unwrap().to_owned()).collect::<Vec<_>>(), texts);
            prop_assert_eq!(node.at(&[crate::yaml::Step::Key("b"), crate::yaml::Step::Key("d")]).unwrap().to_json(), serde_json::Value::Bool(true));
        }

        #[test]
        fn whatever_we_read_serde_reads_too_or_neither(text in "[\\[\\]{},:\"a1.eE+\\-\\\\nu0 tf]{0,14}") {
            if serde_json::from_str::<serde_json::Value>(&text).is_ok() {
                prop_assert!(parse(&text, 0..text.len()).is_ok(), "{}", text);
            }
            let _ = parse(&text, 0..text.len());
        }
    }
}
