//! A byte of YAML becomes the path of keys that leads to it. By indentation alone: the text may be broken, as it is being typed.

use crate::text::{LineIndex, Span};

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lsp) enum Step<'a> {
    Key(&'a str),
    /// An entry of a list.
    Item,
}

/// What stands at a place, or would.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lsp) enum Role {
    /// A key of the map that the path leads to; in a list it may also be an entry.
    Key,
    /// The value that the path leads to.
    Value,
}

/// A place in YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::lsp) struct Place<'a> {
    pub(in crate::lsp) path: Vec<Step<'a>>,
    pub(in crate::lsp) role: Role,
    /// The word at the place, whole; empty where none is.
    pub(in crate::lsp) word: &'a str,
    /// Its bytes in the YAML.
    pub(in crate::lsp) span: Span,
    /// The keys that stand beside it.
    pub(in crate::lsp) siblings: Vec<&'a str>,
    /// Whether a colon follows the word.
    pub(in crate::lsp) has_colon: bool,
}

/// The place of a byte. `None` in comments and in texts of several lines.
pub(in crate::lsp) fn at(yaml: &str, offset: usize) -> Option<Place<'_>> {
    let lines = LineIndex::new(yaml);
    let current = lines.line(offset);
    let mut reader = Reader::default();
    for line in 1..current {
        reader.read(yaml, lines.line_span(line)?);
    }
    let span = lines.line_span(current)?;
    let here = Line::read(yaml, span);
    let comment = span.slice(yaml).find('#').map(|at| span.start() + at).filter(|at| yaml[..*at].ends_with([' ', '\n', '\r']) || *at == 0);
    if reader.is_in_text(&here) || comment.is_some_and(|at| at < offset) {
        return None;
    }
    let above = reader.marks.len();
    reader.read(yaml, span);
    // What stands on the line behind the place does not lead to it.
    let (marks, below) = reader.marks.split_at(above);
    let own: Vec<Mark<'_>> = below.iter().copied().filter(|mark| mark.at < offset && (mark.key.is_none() || mark.end < offset)).collect();
    let mut rest = Reader::default();
    let mut number = current;
    while let Some(span) = lines.line_span(number + 1) {
        rest.read(yaml, span);
        number += 1;
    }
    let mut before = marks.to_vec();
    before.extend(&own);
    Some(here.place(yaml, offset, &before, &rest.marks))
}

/// A dash or a key: what a path is made of.
#[derive(Clone, Copy, Debug)]
struct Mark<'a> {
    column: usize,
    /// `None`: a dash.
    key: Option<&'a str>,
    at: usize,
    /// Behind the colon.
    end: usize,
}

#[derive(Default)]
struct Reader<'a> {
    marks: Vec<Mark<'a>>,
    /// The column of the key whose text of several lines is being read.
    text_below: Option<usize>,
}

impl<'a> Reader<'a> {
    fn read(&mut self, yaml: &'a str, span: Span) {
        let line = Line::read(yaml, span);
        if line.is_blank || self.is_in_text(&line) {
            return;
        }
        self.text_below = None;
        self.marks.extend(&line.marks);
        if let Some(key) = line.marks.last().filter(|mark| mark.key.is_some())
            && line.value(yaml).starts_with(['|', '>'])
        {
            self.text_below = Some(key.column);
        }
    }

    fn is_in_text(&self, line: &Line<'_>) -> bool {
        self.text_below.is_some_and(|column| line.is_blank || line.indent > column)
    }
}

/// One line, taken apart.
struct Line<'a> {
    span: Span,
    indent: usize,
    marks: Vec<Mark<'a>>,
    /// Where what is neither dash nor key begins.
    rest: usize,
    is_blank: bool,
}

impl<'a> Line<'a> {
    fn read(yaml: &'a str, span: Span) -> Self {
        let text = span.slice(yaml);
        let indent = text.len() - text.trim_start_matches(' ').len();
        let mut at = span.start() + indent;
        let mut marks = Vec::new();
        loop {
            let rest = &yaml[at..span.end()];
            if rest.starts_with("- ") || rest == "-" {
                marks.push(Mark { column: at - span.start(), key: None, at, end: at + 1 });
                at += rest.len() - rest[1..].trim_start_matches(' ').len();
                continue;
            }
            if let Some(length) = key_length(rest) {
                let key = rest[..length].trim_matches(['"', '\'']);
                marks.push(Mark { column: at - span.start(), key: Some(key), at, end: at + length + 1 });
                at += length + 1;
            }
            break;
        }
        let is_blank = text.trim().is_empty() || text.trim_start().starts_with('#');
        Self { span, indent, marks, rest: at, is_blank }
    }

    /// What stands behind the last mark.
    fn value(&self, yaml: &'a str) -> &'a str {
        yaml[self.rest..self.span.end()].trim_start()
    }

    fn place(&self, yaml: &'a str, offset: usize, before: &[Mark<'a>], after: &[Mark<'a>]) -> Place<'a> {
        // A key under the place itself is the word; what leads to it are the marks before it.
        if let Some(key) = self.marks.last().filter(|mark| mark.key.is_some() && mark.at <= offset && offset < mark.end) {
            let path = path_to(before, key.column);
            let siblings = siblings(before, after, key.column);
            let word = key.key.unwrap_or_default();
            return Place { path, role: Role::Key, word, span: Span::new(key.at, key.end - 1), siblings, has_colon: true };
        }
        let start = self.rest.min(offset);
        if let Some(flow) = Flow::read(yaml, start, offset) {
            let mut path = path_of(before, self.marks.last(), offset, self.span);
            path.extend(flow.path);
            let span = word_at(yaml, flow.start, offset);
            return Place { path, role: flow.role, word: span.slice(yaml), span, siblings: flow.keys, has_colon: false };
        }
        let span = word_at(yaml, start + (yaml[start..offset].len() - yaml[start..offset].trim_start().len()), offset);
        let word = span.slice(yaml);
        match self.marks.last().filter(|mark| mark.end <= offset) {
            Some(mark) if mark.key.is_some() => Place {
                path: path_of(before, Some(mark), offset, self.span),
                role: Role::Value,
                word,
                span,
                siblings: Vec::new(),
                has_colon: false,
            },
            _ => {
                let column = span.start().min(offset) - self.span.start();
                let siblings = siblings(before, after, column);
                Place { path: path_to(before, column), role: Role::Key, word, span, siblings, has_colon: false }
            }
        }
    }
}

/// The path that leads to what stands behind a mark.
fn path_of<'a>(before: &[Mark<'a>], mark: Option<&Mark<'a>>, offset: usize, line: Span) -> Vec<Step<'a>> {
    let Some(Mark { key: Some(key), column, .. }) = mark else { return path_to(before, offset - line.start()) };
    let mut path = path_to(before, *column);
    path.push(Step::Key(key));
    path
}

/// The path that leads to a column below the marks.
fn path_to<'a>(before: &[Mark<'a>], column: usize) -> Vec<Step<'a>> {
    let mut path = Vec::new();
    let mut column = column;
    // The dashes of a list may stand right below its key.
    let mut may_be_level = false;
    for mark in before.iter().rev() {
        let leads = mark.column < column || (may_be_level && mark.column == column && mark.key.is_some());
        if leads {
            path.push(mark.key.map_or(Step::Item, Step::Key));
            column = mark.column;
            may_be_level = mark.key.is_none();
        }
    }
    path.reverse();
    path
}

/// The keys of a column, up and down to where another map begins.
fn siblings<'a>(before: &[Mark<'a>], after: &[Mark<'a>], column: usize) -> Vec<&'a str> {
    let belongs = |mark: &&Mark<'a>| mark.column >= column;
    let level = |mark: &Mark<'a>| if mark.column == column { mark.key } else { None };
    let above = before.iter().rev().take_while(belongs).filter_map(level);
    let below = after.iter().take_while(belongs).filter_map(level);
    above.chain(below).collect()
}

/// The length of the key that a text begins with, its colon left out.
fn key_length(text: &str) -> Option<usize> {
    let end = text.match_indices(':').map(|(at, _)| at).find(|at| matches!(text.as_bytes().get(at + 1), None | Some(b' ')))?;
    let key = &text[..end];
    let is_key = !key.is_empty() && !key.starts_with(['#', '{', '[', '|', '>']) && !key.contains(['{', '[', '#', '"', '\'']);
    let is_quoted =
        key.len() > 2 && key.starts_with(['"', '\'']) && key.ends_with(['"', '\'']) && !key[1..key.len() - 1].contains(['"', '\'']);
    (is_key || is_quoted).then_some(end)
}

/// The word around a place, from `start` on.
fn word_at(yaml: &str, start: usize, offset: usize) -> Span {
    let rest = &yaml[offset..];
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}' | ':' | '#')).map_or(yaml.len(), |at| offset + at);
    Span::new(start.min(offset), end)
}

/// The inside of braces and brackets that are open at a place.
struct Flow<'a> {
    path: Vec<Step<'a>>,
    role: Role,
    keys: Vec<&'a str>,
    /// Where the word begins.
    start: usize,
}

impl<'a> Flow<'a> {
    fn read(yaml: &'a str, start: usize, offset: usize) -> Option<Self> {
        /// One open bracket: whether it is a list, where its current part begins, and the keys before.
        struct Level<'a> {
            is_list: bool,
            part: usize,
            keys: Vec<&'a str>,
        }
        let mut levels: Vec<Level<'a>> = Vec::new();
        let mut quote = None;
        for (at, c) in yaml.get(start..offset)?.char_indices().map(|(at, c)| (start + at, c)) {
            match (quote, c) {
                (Some(open), _) => quote = (open != c).then_some(open),
                (None, '"' | '\'') => quote = Some(c),
                (None, '{' | '[') => levels.push(Level { is_list: c == '[', part: at + 1, keys: Vec::new() }),
                (None, '}' | ']') => drop(levels.pop()),
                (None, ',') => {
                    if let Some(level) = levels.last_mut() {
                        level.keys.extend(key_of(&yaml[level.part..at]));
                        level.part = at + 1;
                    }
                }
                (None, _) => {}
            }
        }
        let last = levels.last()?;
        let mut path = Vec::new();
        for (index, level) in levels.iter().enumerate() {
            let end = levels.get(index + 1).map_or(offset, |next| next.part - 1);
            if level.is_list {
                path.push(Step::Item);
            } else if let Some(key) = key_of(&yaml[level.part..end]) {
                path.push(Step::Key(key));
            }
        }
        let part = &yaml[last.part..offset];
        let value = part.find(':').filter(|_| !last.is_list);
        let from = value.map_or(last.part, |at| last.part + at + 1);
        let start = from + (yaml[from..offset].len() - yaml[from..offset].trim_start().len());
        let role = if value.is_some() || last.is_list { Role::Value } else { Role::Key };
        Some(Self { path, role, keys: last.keys.clone(), start })
    }
}

fn key_of(part: &str) -> Option<&str> {
    part.split_once(':').map(|(key, _)| key.trim().trim_matches(['"', '\'']))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The place of `¦` in a text, in short: path, role, word, siblings.
    fn shown(marked: &str) -> String {
        let offset = marked.find('¦').unwrap();
        let yaml = marked.replacen('¦', "", 1);
        let Some(place) = at(&yaml, offset) else { return "none".to_owned() };
        let path: Vec<&str> = place.path.iter().map(|step| if let Step::Key(key) = step { key } else { "-" }).collect();
        format!("{} {:?} `{}` [{}]", path.join("/"), place.role, place.word, place.siblings.join(" "))
    }

    #[test]
    fn keys_are_found_by_their_indentation() {
        assert_eq!(shown("ki¦"), " Key `ki` []");
        assert_eq!(shown("kind: reply\n¦\nlang: de\n"), " Key `` [kind lang]");
        assert_eq!(shown("complaint:\n  author: Mia\n  ra¦\nlang: de\n"), "complaint Key `ra` [author]");
        assert_eq!(shown("complaint:\n  au¦thor: Mia\n  rating: 1\n"), "complaint Key `author` [rating]");
        assert_eq!(shown("media:\n  - file: a\n    al¦\n  - file: b\n"), "media/- Key `al` [file]");
        assert_eq!(shown("media:\n- file: a\n- al¦\n"), "media/- Key `al` []");
        assert_eq!(shown("a:\n  b:\n    c: 1\n  ¦\n"), "a Key `` [b]");
    }

    #[test]
    fn values_are_found_behind_their_key() {
        assert_eq!(shown("kind: ¦"), "kind Value `` []");
        assert_eq!(shown("kind: re¦\nlang: de\n"), "kind Value `re` []");
        assert_eq!(shown("kind: re¦ply # so\n"), "kind Value `reply` []");
        assert_eq!(shown("complaint:\n  title: He¦"), "complaint/title Value `He` []");
        assert_eq!(shown("tonfall:\n  disable:\n    - va¦\n"), "tonfall/disable/- Key `va` []");
        assert_eq!(shown("media:\n  - decorative: t¦\n"), "media/-/decorative Value `t` []");
    }

    #[test]
    fn braces_and_brackets_may_be_open() {
        assert_eq!(shown("complaint: {author: Mia, ra¦"), "complaint Key `ra` [author]");
        assert_eq!(shown("rules: {vague-time: o¦}"), "rules/vague-time Value `o` []");
        assert_eq!(shown("tonfall: {disable: [a, va¦]}"), "tonfall/disable/- Value `va` []");
        assert_eq!(shown("a:\n  b: {c: {d¦"), "a/b/c Key `d` []");
        assert_eq!(shown("channels: [x, ¦"), "channels/- Value `` []");
    }

    #[test]
    fn texts_and_comments_are_left_alone() {
        assert_eq!(shown("complaint:\n  text: |\n    kind: ¦\n"), "none");
        assert_eq!(shown("# ki¦\n"), "none");
        assert_eq!(shown("text: >\n  Wo?\n\n  ki¦\nlang: de\n"), "none");
        assert_eq!(shown("text: >\n  Wo: da\nla¦\n"), " Key `la` [text]");
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(text in "(a|ä|👍|:| |\n|\r\n|-|\\{|\\[|\\}|\\]|,|#|\"|>|  ){0,24}") {
            for (offset, _) in text.char_indices() {
                at(&text, offset);
            }
            at(&text, text.len());
        }
    }
}
