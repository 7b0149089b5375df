//! The parser's complaints become sentences that say what to write instead.

use std::ops::Range;

use super::Problem;
use super::fault::shorten;

/// Words a fault of syntax, found at a byte of the source.
pub(super) fn explain(source: &str, at: usize, info: &str) -> Problem {
    let mut place = Place::new(source, at);
    if info.contains("simple key expect") || (info.contains("mapping values are not allowed") && place.continues_line_above()) {
        // At the end of the text, the place is on the line itself already.
        if !source[at.min(source.len())..].trim().is_empty() {
            place = place.line_above();
        }
        return place
            .problem("this is neither `key: value` nor an entry of a list", "put `: ` between key and value, and a space after the colon");
    }
    let (message, hint) =
        if place.is_indented_by_tab() { ("a tab cannot indent YAML".to_owned(), Some("use spaces".to_owned())) } else { place.words(info) };
    Problem { span: place.span, message, hint }
}

/// The line where the parser gave up. Where that is past the last line of text, the last line of text.
struct Place<'a> {
    source: &'a str,
    line: Range<usize>,
    at: usize,
    span: Range<usize>,
}

impl<'a> Place<'a> {
    fn new(source: &'a str, at: usize) -> Self {
        let mut at = at.min(source.len());
        while !source.is_char_boundary(at) {
            at -= 1;
        }
        if source[at..].trim().is_empty() {
            at = source.trim_end().len();
        }
        let start = source[..at].rfind(['\n', '\r']).map_or(0, |index| index + 1);
        let end = source[at..].find(['\n', '\r']).map_or(source.len(), |index| at + index);
        let line = start..start + source[start..end].trim_end().len();
        let indent = source[line.clone()].len() - source[line.clone()].trim_start().len();
        let span = if at < line.end { at..line.end } else { line.start + indent..line.end };
        Self { source, line, at, span }
    }

    fn problem(&self, message: &str, hint: &str) -> Problem {
        Problem { span: self.span.clone(), message: message.to_owned(), hint: Some(hint.to_owned()) }
    }

    /// The last line of text above this one; this one where there is none.
    fn line_above(&self) -> Self {
        let above = self.source[..self.line.start].trim_end();
        if above.is_empty() {
            Self::new(self.source, self.at)
        } else {
            Self::new(self.source, above.rfind(['\n', '\r']).map_or(0, |index| index + 1))
        }
    }

    /// A line that should be a key of its own, but was read as the rest of the line above, which lacks its colon.
    fn continues_line_above(&self) -> bool {
        let above = self.line_above();
        !self.stands_in_value() && above.line.start < self.line.start && above.indent() == self.indent()
    }

    fn indent(&self) -> usize {
        self.line().len() - self.line().trim_start().len()
    }

    fn line(&self) -> &'a str {
        &self.source[self.line.clone()]
    }

    fn is_indented_by_tab(&self) -> bool {
        self.line().trim_start_matches(' ').starts_with('\t')
    }

    /// Whether the line already had a `key: ` in front of the place.
    fn stands_in_value(&self) -> bool {
        self.source[self.line.start..self.at.max(self.line.start)].contains(": ")
    }

    fn words(&self, info: &str) -> (String, Option<String>) {
        let say = |message: &str, hint: &str| (message.to_owned(), Some(hint.to_owned()));
        let has = |part: &str| info.contains(part);
        if has("tab") && !has("expected") {
            return say("a tab cannot indent YAML", "use spaces");
        }
        if has("unexpected character") || has("unknown anchor") || has("alphabetic or numeric") || has("tag") || has("TAG") {
            return self.special_character();
        }
        if has("mapping values are not allowed") {
            return if self.stands_in_value() {
                say("a value that contains `: ` must stand in quotes", "write the value as \"…\"")
            } else {
                say("this line is indented differently from the lines it belongs to", "start it in the same column as the other keys")
            };
        }
        if has("unexpected end of stream") || has("document indicator") || has("quoted scalar") && has("indentation") {
            return say("the quotation mark that opens here is never closed", "close it at the end of the value");
        }
        if has("trailing content") {
            return say(
                "nothing may follow the closing quotation mark",
                "put the whole value in one pair of quotes; inside \"…\", write \\\" for a quotation mark",
            );
        }
        if has("escape") || has("hexadecimal") {
            return say("this escape (`\\…`) is not known", "write \\\\ for a backslash, or put the value in single quotes");
        }
        if has("',' or ']'")
            || has("',' or '}'")
            || has("misplaced bracket")
            || has("illegal placement")
            || has("flow")
            || has("plain scalar")
        {
            return say("a bracket or a comma is missing or too much here", "close every `[` and `{`, or put the value in quotes");
        }
        if has("sequence entries are not allowed") {
            return say("a list does not start on the line of its key", "put each `- …` on a line of its own below");
        }
        if has("comment") && has("whitespace") {
            return say("a comment needs a space in front of its `#`", "put a space there, or the value in quotes");
        }
        if has("comment") {
            return say("a comment cuts this text in two", "put the text in quotes, or the comment on a line of its own");
        }
        if has("byte order mark") || has("unprintable") {
            return say("an invisible character stands here", "delete it (U+FEFF)");
        }
        if has("recursion") {
            return ("this is nested too deep".to_owned(), None);
        }
        if has("block scalar") {
            return say(
                "this line is indented less or more than the text it belongs to",
                "indent every line of the text by the same number of spaces",
            );
        }
        if let Some(value) = self.bracketed_value() {
            let first = value.chars().next().unwrap_or_default();
            let message = format!("a text that starts with `{first}` must stand in quotes");
            let quotes = if value.contains(['"', '\\']) {
                "put it in single quotes: '…'".to_owned()
            } else {
                format!("write \"{}\"", shorten(value))
            };
            return (message, Some(quotes));
        }
        let message = format!("`{}` does not fit here", shorten(self.source[self.span.clone()].trim_end()));
        (message, Some("check the indentation: keys that belong together start in the same column".to_owned()))
    }

    /// The value of this line where it starts with a bracket that is closed before the place: text that was read as a list or a group of keys.
    fn bracketed_value(&self) -> Option<&'a str> {
        let before = &self.source[self.line.start..self.at.max(self.line.start)];
        let start = [": ", "- "].iter().filter_map(|mark| before.find(mark)).min()? + 2;
        let value = self.line().get(start..)?.trim_start();
        value.starts_with(['{', '[']).then_some(value)
    }

    fn special_character(&self) -> (String, Option<String>) {
        let value = &self.source[self.span.clone()];
        let first = value.chars().next().unwrap_or_default();
        let hint =
            if value.contains(['"', '\\']) { "put it in single quotes: '…'".to_owned() } else { format!("write \"{}\"", shorten(value)) };
        (format!("a value that starts with `{first}` must stand in quotes"), Some(hint))
    }
}
