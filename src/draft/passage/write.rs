//! A replacement becomes what must be written in the file, so that the text reads as intended.

use std::borrow::Cow;

use super::{Encoding, Passage};
use crate::finding::Edit;
use crate::text::Span;

impl Passage {
    /// What must be written at `to_file(at)`, so that the text reads as `replacement` there. The file's line ends are kept.
    ///
    /// Not every text fits into every place: a plain YAML value cannot hold `: `, nor a folded one a line break at its edge.
    /// [`Passage::edit`] writes the whole value anew then.
    #[must_use]
    pub fn encode(&self, replacement: &str, at: Span) -> String {
        let (_, replacement) = self.inside_content(at, replacement);
        let replacement = replacement.as_ref();
        match self.encoding {
            Encoding::Verbatim => self.with_line_ends(replacement, |_| ""),
            Encoding::Quoted => self.with_line_ends(replacement, |_| "> "),
            Encoding::YamlPlain => self.folded(&readable(replacement), ""),
            Encoding::YamlSingleQuoted => self.folded(&readable(replacement).replace('\'', "''"), ""),
            Encoding::YamlDoubleQuoted => escape_double_quoted(replacement),
            Encoding::YamlBlock { indent } => {
                let indentation = " ".repeat(indent);
                let continues = !self.text.get(at.end()..).unwrap_or_default().trim_start_matches('\n').is_empty();
                // A blank line needs no indentation, but text that follows the replacement does.
                self.with_line_ends(&readable(replacement), |rest| match rest.as_bytes().first() {
                    Some(b'\n' | b'\r') => "",
                    None if !continues => "",
                    _ => &indentation,
                })
            }
            Encoding::YamlFolded { indent } => self.folded(&readable(replacement), &" ".repeat(indent)),
            Encoding::Json => escape_json(replacement),
            Encoding::CsvField { quote, quoted, .. } => {
                let quote = char::from(quote).to_string();
                if quoted { replacement.replace(&quote, &quote.repeat(2)) } else { replacement.to_owned() }
            }
        }
    }

    /// The edit of the file after which the text reads as `replacement` at a span. Where the replacement does not fit the way in which
    /// the value is written, the edit writes the whole value in one that it does fit.
    #[must_use]
    pub fn edit(&self, at: Span, replacement: &str) -> Edit {
        let (at, replacement) = self.keep_block_start(at, replacement);
        let (at, replacement) = self.inside_content(at, replacement);
        let replacement = replacement.as_ref();
        if self.takes(replacement, at) {
            return Edit { span: self.to_file(at), text: self.encode(replacement, at) };
        }
        let changed = self.changed(at, replacement);
        match self.encoding {
            Encoding::YamlFolded { indent } => {
                let content = self.text.len() - self.text.trim_start_matches('\n').len();
                let span = self.to_file(Span::new(content, self.text.len()));
                Edit { span, text: self.folded(changed.trim_matches('\n'), &" ".repeat(indent)) }
            }
            Encoding::CsvField { quote, .. } => {
                let quote = char::from(quote).to_string();
                Edit { span: self.span, text: format!("{quote}{}{quote}", changed.replace(&quote, &quote.repeat(2))) }
            }
            Encoding::YamlSingleQuoted | Encoding::YamlDoubleQuoted => {
                let span = Span { start: self.span.start.saturating_sub(1), end: self.span.end.saturating_add(1) };
                Edit { span, text: format!("\"{}\"", escape_double_quoted(&changed)) }
            }
            _ => Edit { span: self.span, text: format!("\"{}\"", escape_double_quoted(&changed)) },
        }
    }

    /// Whether a replacement can be written without touching the rest of the value.
    fn takes(&self, replacement: &str, at: Span) -> bool {
        let keeps_folds = !self.has_line_breaks || self.is_between_folds(replacement, at);
        match self.encoding {
            Encoding::YamlPlain => keeps_folds && is_plain(&self.changed(at, replacement), &self.text),
            Encoding::YamlSingleQuoted => keeps_folds && !replacement.contains(|c: char| c.is_control() || c == '\u{FEFF}'),
            Encoding::YamlDoubleQuoted => keeps_folds,
            Encoding::YamlFolded { .. } => self.is_between_folds(replacement, at),
            // Whatever some program might take for the end of the field goes into quotes.
            Encoding::CsvField { delimiter, quote, quoted: false } => {
                let ends =
                    |c: char| c == char::from(quote) || c == char::from(delimiter) || matches!(c, ',' | ';' | '\t' | '|' | '\n' | '\r');
                !replacement.contains(ends)
            }
            Encoding::Verbatim | Encoding::Quoted | Encoding::YamlBlock { .. } | Encoding::Json | Encoding::CsvField { .. } => true,
        }
    }

    /// Whether an edit leaves the line breaks of a folded value alone, and puts no blank beside one, where it would be dropped.
    fn is_between_folds(&self, replacement: &str, at: Span) -> bool {
        let is_inner = |text: &str| !text.is_empty() && text.trim_matches([' ', '\t', '\n', '\r']).len() == text.len();
        let neighbours = [
            self.text.get(..at.start()).unwrap_or_default().chars().next_back(),
            self.text.get(at.end()..).unwrap_or_default().chars().next(),
        ];
        let replaces_words = if at.is_empty() { !neighbours.contains(&Some('\n')) } else { is_inner(at.slice(&self.text)) };
        replaces_words && is_inner(replacement) && !replacement.contains(['\n', '\r'])
    }

    fn changed(&self, at: Span, replacement: &str) -> String {
        let (before, after) = (self.text.get(..at.start()).unwrap_or_default(), self.text.get(at.end()..).unwrap_or_default());
        format!("{before}{replacement}{after}")
    }

    /// A block's first line tells its indentation, so that it cannot begin with a blank: such blanks go.
    fn keep_block_start<'r>(&self, at: Span, replacement: &'r str) -> (Span, &'r str) {
        if !self.is_block() || !self.text.get(..at.start()).unwrap_or_default().bytes().all(|byte| byte == b'\n') {
            return (at, replacement);
        }
        let replacement = replacement.trim_start_matches([' ', '\t']);
        let rest = self.text.get(at.end()..).unwrap_or_default();
        let blanks = if replacement.is_empty() { rest.len() - rest.trim_start_matches([' ', '\t']).len() } else { 0 };
        (Span::new(at.start(), at.end() + blanks), replacement)
    }

    /// The line breaks that end a block stay in the file whatever the edit, and stand in the file at the end of its content:
    /// what is meant for behind them goes in front of them.
    fn inside_content<'r>(&self, at: Span, replacement: &'r str) -> (Span, Cow<'r, str>) {
        let content = self.text.trim_end_matches('\n').len();
        if !self.is_block() || at.end() <= content {
            return (at, Cow::Borrowed(replacement));
        }
        let replacement = replacement.trim_end_matches(['\n', '\r']);
        let kept = at.start().saturating_sub(content);
        if kept == 0 || replacement.is_empty() {
            return (at, Cow::Borrowed(replacement));
        }
        (Span::new(content, at.end()), Cow::Owned(format!("{}{replacement}", "\n".repeat(kept))))
    }

    fn is_block(&self) -> bool {
        matches!(self.encoding, Encoding::YamlBlock { .. } | Encoding::YamlFolded { .. })
    }

    /// Line breaks as the file has them, each with what must stand in front of the line that follows.
    fn with_line_ends<'p>(&self, text: &str, prefix: impl Fn(&str) -> &'p str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(index) = rest.find(['\n', '\r']) {
            out.push_str(&rest[..index]);
            out.push_str(self.line_end.as_str());
            rest = &rest[index + if rest[index..].starts_with("\r\n") { 2 } else { 1 }..];
            out.push_str(prefix(rest));
        }
        out.push_str(rest);
        out
    }

    /// Lines for a place where a single break is read as a space: one more break than are meant, but none more beside a line that
    /// starts with a blank, where breaks are kept.
    fn folded(&self, text: &str, indentation: &str) -> String {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let starts_with_blank = |line: &str| line.starts_with([' ', '\t']);
        let mut out = String::with_capacity(text.len());
        let (mut before, mut breaks) = ("", 0);
        for (index, line) in text.split('\n').enumerate() {
            breaks += usize::from(index > 0);
            if line.is_empty() {
                continue;
            }
            if breaks > 0 {
                let kept = out.is_empty() || starts_with_blank(before) || starts_with_blank(line);
                out.push_str(&self.line_end.as_str().repeat(breaks + usize::from(!kept)));
                out.push_str(indentation);
            }
            out.push_str(line);
            (before, breaks) = (line, 0);
        }
        out
    }
}

/// Whether a value can be written without quotes. `,[]{}` separate values inside `[…]` and `{…}`:
/// where the old value had one, it does not stand there.
fn is_plain(value: &str, old: &str) -> bool {
    const SEPARATORS: [char; 5] = [',', '[', ']', '{', '}'];
    let Some(first) = value.chars().next() else { return false };
    let may_be_key = |text: &str| text.contains(": ") || text.contains(":\t") || text.ends_with(':');
    !value.starts_with(['-', '?', ':', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`', '~'])
        && !SEPARATORS.contains(&first)
        && !matches!(value, "null" | "Null" | "NULL")
        && value.trim_matches([' ', '\t']).len() == value.len()
        && !value.contains(|c: char| c.is_control() || c == '\u{FEFF}')
        && !may_be_key(value)
        && !value.contains(" #")
        && !value.contains("\t#")
        && (old.contains(SEPARATORS) || !value.contains(SEPARATORS))
        && !value.starts_with("...")
}

/// Without the characters that YAML cannot hold outside of double quotes.
fn readable(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\0' | '\u{FEFF}')).collect()
}

fn escape_double_quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{FEFF}' => out.push_str("\\uFEFF"),
            c if c.is_control() => out.push_str(&format!("\\x{:02x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

fn escape_json(text: &str) -> String {
    let quoted = serde_json::to_string(text).expect("every text can be written as JSON");
    quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or_default().to_owned()
}
