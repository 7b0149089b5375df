//! A value is written into YAML that people keep: one edit, with every comment and every other line left as it is.

use crate::finding::Edit;
use crate::text::Span;
use crate::yaml::{self, Node, Value};

/// What is written behind a key.
pub(super) enum Written<'a> {
    /// As it stands: a scalar or a flow, on one line.
    Value(&'a str),
    /// One more entry of a list.
    Entry(&'a str),
    /// The lines of a literal block.
    Block(&'a str),
}

/// Writes a value behind a path of keys, and every key that is not there yet. `None` where the YAML is broken or has another shape.
pub(super) fn write(text: &str, path: &[&str], written: &Written<'_>) -> Option<Edit> {
    let root = yaml::parse(text).ok()?;
    let writer = Writer { text, line_end: if text.contains("\r\n") { "\r\n" } else { "\n" } };
    if root.entries().is_empty() && root.items().is_empty() && root.span.is_empty() {
        return Some(writer.at_end(&writer.keys(path, 0, written)));
    }
    writer.descend(&root, None, path, written)
}

/// A text as a YAML scalar: in quotes where it would be read as something else.
pub(in crate::lsp) fn scalar(text: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '\'' | '’' | '/');
    let reserved = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let is_plain = text.starts_with(char::is_alphabetic)
        && text.chars().all(is_word)
        && !text.ends_with(' ')
        && !reserved.iter().any(|word| text.eq_ignore_ascii_case(word));
    if is_plain { text.to_owned() } else { serde_json::to_string(text).unwrap_or_default() }
}

struct Writer<'a> {
    text: &'a str,
    line_end: &'static str,
}

impl Writer<'_> {
    /// Writes into a value; `key` is the key that it stands behind.
    fn descend(&self, node: &Node, key: Option<&Node>, path: &[&str], written: &Written<'_>) -> Option<Edit> {
        if node.is_null() {
            let indent = key.map_or(0, |key| self.column(key.span.start) + 2);
            let inner = self.inside(path, indent, written);
            if node.span.is_empty() {
                return Some(self.below(key?.span.end, indent, &inner));
            }
            return Some(Edit { span: span_of(node), text: format!("{}{}{inner}", self.line_end, " ".repeat(indent)) });
        }
        let Some((first, rest)) = path.split_first() else { return self.put(node, written) };
        let Value::Map(entries) = &node.value else { return None };
        if let Some((key, value)) = node.entry(first) {
            return self.descend(value, Some(key), rest, written);
        }
        if self.is_flow(node) {
            let comma = if entries.is_empty() { "" } else { ", " };
            return Some(Edit { span: Span::at(node.span.start + 1), text: format!("{}{comma}", flow(path, written)?) });
        }
        let (first_key, _) = entries.first()?;
        let indent = self.column(first_key.span.start);
        let inner = self.keys(path, indent, written);
        if key.is_none() {
            return Some(self.at_end(&inner));
        }
        let (last_key, last) = entries.last()?;
        Some(self.below(last.span.end.max(last_key.span.end), indent, &inner))
    }

    /// Writes to where the path ends.
    fn put(&self, node: &Node, written: &Written<'_>) -> Option<Edit> {
        match (written, &node.value) {
            (Written::Value(value), Value::Scalar { .. }) => Some(Edit { span: span_of(node), text: (*value).to_owned() }),
            // A rule with parameters of its own keeps them.
            (Written::Value(_), Value::Map(_)) => {
                self.descend(node, None, &["severity"], written).map(|edit| self.inside_map(node, edit, written))
            }
            (Written::Entry(entry), Value::List(items)) if self.is_flow(node) => Some(match items.last() {
                Some(last) => Edit { span: Span::at(last.span.end), text: format!(", {entry}") },
                None => Edit { span: Span::at(node.span.start + 1), text: (*entry).to_owned() },
            }),
            (Written::Entry(entry), Value::List(items)) => {
                let (first, last) = (items.first()?, items.last()?);
                let line = self.line_start(first.span.start);
                let dash = self.text.get(line..first.span.start)?.rfind('-')?;
                Some(self.below(last.span.end, dash, &format!("- {entry}")))
            }
            _ => None,
        }
    }

    /// A map that is no file of its own gets its new key where its keys stand, not at the end of the file.
    fn inside_map(&self, node: &Node, edit: Edit, written: &Written<'_>) -> Edit {
        let (Some((first, _)), Written::Value(value)) = (node.entries().first(), written) else { return edit };
        if self.is_flow(node) || node.entry("severity").is_some() {
            return edit;
        }
        let indent = self.column(first.span.start);
        Edit { span: Span::at(first.span.start), text: format!("severity: {value}{}{}", self.line_end, " ".repeat(indent)) }
    }

    /// The keys of a path with what stands behind them, for a place that is indented already.
    fn keys(&self, path: &[&str], indent: usize, written: &Written<'_>) -> String {
        let Some((first, rest)) = path.split_first() else { return self.inside(path, indent, written) };
        let gap = match (rest, written) {
            ([], Written::Value(_)) => " ".to_owned(),
            ([], Written::Block(_)) => " |".to_owned(),
            _ => String::new(),
        };
        let below = match (rest, written) {
            ([], Written::Value(_)) => String::new(),
            _ => format!("{}{}", self.line_end, " ".repeat(indent + 2)),
        };
        format!("{first}:{gap}{below}{}", self.inside(rest, indent + 2, written))
    }

    fn inside(&self, path: &[&str], indent: usize, written: &Written<'_>) -> String {
        match (path, written) {
            ([], Written::Value(value)) => (*value).to_owned(),
            ([], Written::Entry(entry)) => format!("- {entry}"),
            ([], Written::Block(block)) => {
                let lines = block.lines().map(|line| if line.is_empty() { String::new() } else { format!("{}{line}", " ".repeat(indent)) });
                lines.collect::<Vec<_>>().join(self.line_end).trim_start_matches(' ').to_owned()
            }
            _ => self.keys(path, indent, written),
        }
    }

    /// On a line of its own below the line of a place.
    fn below(&self, offset: usize, indent: usize, inner: &str) -> Edit {
        let end = self.text[offset..].find(['\n', '\r']).map_or(self.text.len(), |at| offset + at);
        Edit { span: Span::at(end), text: format!("{}{}{inner}", self.line_end, " ".repeat(indent)) }
    }

    fn at_end(&self, inner: &str) -> Edit {
        let gap = if self.text.is_empty() || self.text.ends_with(['\n', '\r']) { "" } else { self.line_end };
        Edit { span: Span::at(self.text.len()), text: format!("{gap}{inner}{}", self.line_end) }
    }

    fn is_flow(&self, node: &Node) -> bool {
        self.text[node.span.start..].starts_with(['{', '['])
    }

    fn line_start(&self, offset: usize) -> usize {
        self.text[..offset].rfind(['\n', '\r']).map_or(0, |at| at + 1)
    }

    fn column(&self, offset: usize) -> usize {
        offset - self.line_start(offset)
    }
}

/// On one line, as it stands between braces.
fn flow(path: &[&str], written: &Written<'_>) -> Option<String> {
    match (path, written) {
        ([], Written::Value(value)) => Some((*value).to_owned()),
        ([], Written::Entry(entry)) => Some(format!("[{entry}]")),
        ([], Written::Block(_)) => None,
        ([key], _) => Some(format!("{key}: {}", flow(&[], written)?)),
        ([key, rest @ ..], _) => Some(format!("{key}: {{{}}}", flow(rest, written)?)),
    }
}

fn span_of(node: &Node) -> Span {
    Span::new(node.span.start, node.span.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, path: &[&str], written: &Written<'_>, expected: &str) {
        let edit = write(text, path, written).expect("it can be written");
        let mut found = text.to_owned();
        found.replace_range(edit.span.start()..edit.span.end(), &edit.text);
        assert_eq!(found, expected);
        assert!(yaml::parse(&found).is_ok(), "{found}");
    }

    #[test]
    fn a_value_goes_where_its_key_is() {
        let off = Written::Value("off");
        let path = ["rules", "vague-time"];
        check("", &path, &off, "rules:\n  vague-time: off\n");
        check("language: de", &path, &off, "language: de\nrules:\n  vague-time: off\n");
        check("rules:\n", &path, &off, "rules:\n  vague-time: off\n");
        check("rules: # ours\nallow: []\n", &path, &off, "rules: # ours\n  vague-time: off\nallow: []\n");
        check("rules: {}\n", &path, &off, "rules: {vague-time: off}\n");
        check("rules: {a: off}\n", &path, &off, "rules: {vague-time: off, a: off}\n");
        check("rules: ~\n", &path, &off, "rules: \n  vague-time: off\n");
        check(
            "rules:\r\n    a: off # why\r\nallow: [x]\r\n",
            &path,
            &off,
            "rules:\r\n    a: off # why\r\n    vague-time: off\r\nallow: [x]\r\n",
        );
        check("rules:\n  vague-time: error # so\n", &path, &off, "rules:\n  vague-time: off # so\n");
        check("rules:\n  vague-time: {max: 3}\n", &path, &off, "rules:\n  vague-time: {severity: off, max: 3}\n");
        check("rules:\n  vague-time:\n    max: 3\nx: 1\n", &path, &off, "rules:\n  vague-time:\n    severity: off\n    max: 3\nx: 1\n");
        check(
            "rules:\n  vague-time:\n    max: 3\n    severity: info\n",
            &path,
            &off,
            "rules:\n  vague-time:\n    max: 3\n    severity: off\n",
        );
    }

    #[test]
    fn an_entry_goes_to_the_end_of_its_list() {
        let word = Written::Entry("Straße");
        check("", &["allow"], &word, "allow:\n  - Straße\n");
        check("allow: []\n", &["allow"], &word, "allow: [Straße]\n");
        check("allow: [a, b]\n", &["allow"], &word, "allow: [a, b, Straße]\n");
        check("allow:\n- a\n- b # why\n", &["allow"], &word, "allow:\n- a\n- b # why\n- Straße\n");
        check("allow:\n    - a\nx: 1\n", &["allow"], &word, "allow:\n    - a\n    - Straße\nx: 1\n");
        check("- name: a\n- name: b\n", &[], &Written::Entry("{name: c}"), "- name: a\n- name: b\n- {name: c}\n");
        check("kind: post\n", &["tonfall", "disable"], &Written::Entry("x"), "kind: post\ntonfall:\n  disable:\n    - x\n");
        check("a: {b: {}}\n", &["a", "b", "c"], &word, "a: {b: {c: [Straße]}}\n");
    }

    #[test]
    fn a_block_is_indented() {
        let block = Written::Block("Wo?\n\nWann?");
        check("kind: reply\n", &["complaint", "text"], &block, "kind: reply\ncomplaint:\n  text: |\n    Wo?\n\n    Wann?\n");
        let text = "complaint:\n  author: Mia\nlang: de\n";
        check(text, &["complaint", "text"], &block, "complaint:\n  author: Mia\n  text: |\n    Wo?\n\n    Wann?\nlang: de\n");
    }

    #[test]
    fn what_is_of_another_shape_is_left_alone() {
        assert!(write("rules: [a]\n", &["rules", "b"], &Written::Value("off")).is_none());
        assert!(write("allow: a\n", &["allow"], &Written::Entry("b")).is_none());
        assert!(write("a: [\n", &["allow"], &Written::Entry("b")).is_none());
    }

    #[test]
    fn scalars_are_quoted_where_they_must() {
        let quoted = ["a: b", "#x", "@schleeh", "yes", "12", "a, b", " a", "a \"b\"", ""];
        assert!(quoted.iter().all(|text| scalar(text).starts_with('"')));
        assert!(["Straße 3", "O'Brien", "Dr. Yıldız"].iter().all(|text| scalar(text) == *text));
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(text in "(rules|allow|a)?:?( |\n|\r\n  |- |\\{|\\[|\\}|\\]|ä|x: y|#|~){0,12}") {
            write(&text, &["rules", "x"], &Written::Value("off"));
            write(&text, &["allow"], &Written::Entry("b"));
            write(&text, &["a", "b"], &Written::Block("c"));
        }
    }
}
