//! A table becomes drafts, one per record. The header tells the columns; a record that cannot be read is one problem, and the next goes on.

mod columns;
mod scan;

use std::borrow::Cow;
use std::ops::Range;

use self::columns::Columns;
use self::scan::{Dialect, End, Field, Record};
use super::front_matter::Notation;
use super::layout::{self, Layout};
use super::source::Source;
use super::{Draft, record};
use crate::text::Language;
use crate::yaml::{Alignment, Node, Style, Value};

const QUOTE: u8 = b'"';

/// What separates fields, by how usual it is.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// A table's way of writing, and its columns: told by its beginning, good for every part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    dialect: Dialect,
    columns: Columns,
    /// What stands in front of the first line: a mark, and the separator where it is named.
    skip: usize,
}

/// The columns of a tool that is known by name.
pub(super) fn preset(name: &str) -> Option<Layout> {
    let preset = columns::PRESETS.iter().find(|preset| preset.name == name)?;
    let columns = preset.columns.iter().map(|(key, title)| ((*key).to_owned(), (*title).to_owned())).collect();
    Some(Layout { columns, delimiter: None })
}

/// The names of tools that are known.
pub(super) fn presets() -> impl Iterator<Item = &'static str> {
    columns::PRESETS.iter().map(|preset| preset.name)
}

impl Table {
    /// Reads the beginning of a table, which should hold its first record.
    pub(super) fn new(head: &[u8], layout: &Layout) -> Self {
        let mut skip = if head.starts_with("\u{FEFF}".as_bytes()) { '\u{FEFF}'.len_utf8() } else { 0 };
        let mut delimiter = layout.delimiter;
        // Spreadsheets write `sep=;` in a line of its own.
        if let Some(rest) = head[skip..].strip_prefix(b"sep=")
            && let [separator, end @ (b'\r' | b'\n'), ..] = rest
        {
            delimiter = delimiter.or(Some(*separator));
            skip += "sep=;".len() + if *end == b'\r' && rest.get(2) == Some(&b'\n') { 2 } else { 1 };
        }
        let dialect = |delimiter| Dialect { delimiter, quote: QUOTE };
        let count = |delimiter: &u8| dialect(*delimiter).record(head, skip).fields.len();
        // Of two that come equally often the more usual one.
        let delimiter = delimiter.or_else(|| DELIMITERS.into_iter().rev().max_by_key(count)).unwrap_or(b',');
        let dialect = dialect(delimiter);
        let first = dialect.record(head, skip);
        let titles: Vec<String> = first
            .fields
            .iter()
            .map(|field| value(&String::from_utf8_lossy(&head[field.start..field.end]), field.is_quoted).into_owned())
            .collect();
        let columns = Columns::find(layout, &titles);
        Self { dialect, columns, skip }
    }

    /// Where the first record starts in the text of the whole table.
    pub(super) fn start(&self, source: &Source) -> usize {
        let skip = self.skip.min(source.text.len());
        if self.columns.has_header { self.dialect.record(source.text.as_bytes(), skip).next } else { skip }
    }

    /// How many of these bytes are whole records.
    pub(super) fn whole(&self, bytes: &[u8]) -> usize {
        self.dialect.whole(bytes)
    }

    /// What is wrong with the header: a draft that holds nothing else.
    pub(super) fn fault(&self, source: &Source) -> Option<Draft> {
        let first = &source.text[self.skip.min(source.text.len())..self.start(source)];
        let header = self.skip..self.skip + first.trim_end().len();
        if let Some(missing) = self.columns.missing.first() {
            let hint = Some("name it under `formats` in tonfall.yaml as the first line has it".to_owned());
            return Some(record::broken(source, header, format!("there is no column `{missing}`"), hint));
        }
        let hint = || Some("say under `formats` in tonfall.yaml which column it is: `columns: {text: Message}`".to_owned());
        (!self.has_text()).then(|| record::broken(source, header, "no column holds the text of the drafts".to_owned(), hint()))
    }

    fn has_text(&self) -> bool {
        self.columns.fields.iter().any(|(key, _)| key == "text")
    }

    /// Reads the records of a part of a text, and where each ends. Without a column for the text there are none.
    pub(super) fn read(&self, source: &Source, range: Range<usize>) -> (Vec<Draft>, Vec<usize>) {
        let (mut drafts, mut ends) = (Vec::new(), Vec::new());
        let bytes = &source.text.as_bytes()[..range.end];
        let mut at = if self.has_text() { range.start } else { range.end };
        while at < range.end {
            let mut found = self.dialect.record(bytes, at);
            let draft = match found.end {
                End::Open(quote) => {
                    // The rest of the table is not one field: the next line begins anew.
                    found.next = memchr::memchr(b'\n', &bytes[quote..]).map_or(range.end, |length| quote + length + 1);
                    Some(record::broken(
                        source,
                        quote..quote + 1,
                        "this quote is never closed".to_owned(),
                        Some("close it, or double it inside of a field".to_owned()),
                    ))
                }
                End::Torn(quote) => {
                    let hint = Some("inside of a field a quote must be doubled".to_owned());
                    Some(record::broken(source, quote..quote + 1, "behind this quote the field should end".to_owned(), hint))
                }
                End::Closed => self.draft(source, at, &found),
            };
            at = found.next;
            if let Some(draft) = draft {
                drafts.push(draft);
                ends.push(at);
            }
        }
        (drafts, ends)
    }

    /// A record as a draft; `None` where it holds nothing, as the last line of many tables does, or no text: there nothing is to be said.
    fn draft(&self, source: &Source, start: usize, found: &Record) -> Option<Draft> {
        let end = found.fields.last().map_or(start, |field| field.end);
        let mut root = layout::map(&(start..end.max(start)));
        for (key, number) in &self.columns.fields {
            let Some(field) = found.fields.get(*number) else { continue };
            let raw = &source.text[field.start..field.end];
            let cell = cell(key, raw, field);
            let is_ours = !self.columns.is_guess || fits(key, cell.as_str().unwrap_or_default());
            if is_ours && !raw.trim().is_empty() || key == "text" {
                layout::put(&mut root, key, cell);
            }
        }
        let has_text = root.get("text").and_then(Node::as_str).is_some_and(|text| !text.trim().is_empty());
        has_text.then(|| record::read(source, root, Notation::Csv { delimiter: self.dialect.delimiter, quote: QUOTE }, &Layout::default()))
    }
}

/// A field as the value of one of Tonfall's keys.
fn cell(key: &str, raw: &str, field: &Field) -> Node {
    let span = field.start..field.end;
    let text = value(raw, field.is_quoted);
    let scalar = |text: String, style| Node { span: span.clone(), value: Value::Scalar { text, style } };
    match key {
        "text" | "complaint.text" => scalar(text.into_owned(), Style::DoubleQuoted),
        "channel" => scalar(channel(text.trim()), Style::DoubleQuoted),
        "kind" | "audience" | "address" => scalar(text.trim().to_lowercase(), Style::DoubleQuoted),
        // `de-DE`, `German`.
        "lang" => scalar(language(text.trim()), Style::DoubleQuoted),
        "complaint.rating" => scalar(text.trim().trim_end_matches(".0").to_owned(), Style::Plain),
        "sponsored" => scalar(text.trim().to_lowercase(), Style::Plain),
        "tonfall.disable" => {
            let ids = text.split([',', ';', ' ']).map(str::trim).filter(|id| !id.is_empty());
            Node { span: span.clone(), value: Value::List(ids.map(|id| scalar(id.to_owned(), Style::DoubleQuoted)).collect()) }
        }
        _ => scalar(text.trim().to_owned(), Style::DoubleQuoted),
    }
}

/// Whether a value is one that its key can have: other tools call other things a kind or a rating.
fn fits(key: &str, value: &str) -> bool {
    match key {
        "kind" => matches!(value, "post" | "reply"),
        "lang" => Language::ALL.iter().any(|language| language.code() == value),
        "complaint.rating" => value.parse().is_ok_and(|rating: u8| (1..=5).contains(&rating)),
        _ => true,
    }
}

/// A channel as people title it: `Google Business`, `Twitter`.
fn channel(title: &str) -> String {
    match title.to_lowercase().replace([' ', '_'], "-").as_str() {
        "twitter" | "x-(twitter)" | "twitter/x" => "x".to_owned(),
        "google" | "google-my-business" | "google-business-profile" => "google-business".to_owned(),
        other => other.to_owned(),
    }
}

fn language(title: &str) -> String {
    let title = title.to_lowercase();
    match title.split(['-', '_']).next().unwrap_or_default() {
        "deutsch" | "german" => "de".to_owned(),
        "englisch" | "english" => "en".to_owned(),
        other => other.to_owned(),
    }
}

/// A field's value: inside of quotes, doubled quotes are one.
fn value(raw: &str, is_quoted: bool) -> Cow<'_, str> {
    if is_quoted && raw.contains("\"\"") { Cow::Owned(raw.replace("\"\"", "\"")) } else { Cow::Borrowed(raw) }
}

/// The way from a field's value back to the source.
pub(super) fn steps(text: &str, span: &Range<usize>, is_quoted: bool) -> Vec<(u32, u32)> {
    let mut alignment = Alignment::default();
    alignment.piece(0, span.start..span.start);
    let mut at = span.start;
    for (index, _) in text[span.clone()].match_indices("\"\"").filter(|_| is_quoted) {
        let quote = span.start + index;
        alignment.piece(quote - at, at..quote);
        alignment.piece(1, quote..quote + 2);
        at = quote + 2;
    }
    alignment.piece(span.end - at, at..span.end);
    alignment.finish()
}
