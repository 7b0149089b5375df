//! A document's events become a tree: character offsets become bytes, aliases what they stand for, limits are kept.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::explain::explain;
use super::{Node, Problem, Style, Value, scalar};

const MAX_BYTES: usize = 1 << 20;
const MAX_DEPTH: usize = 64;
const MAX_NODES: usize = 200_000;
/// Text that aliases may repeat, in bytes.
const MAX_REPEATED_BYTES: usize = 4 << 20;

/// Reads one YAML document. An empty one is an empty map.
///
/// # Errors
/// The first fault of syntax; a second document; a duplicate key; more than 64 levels, 200,000 nodes (aliases counted as what they stand for) or 1 MiB.
/// Also what YAML knows and Tonfall does not read: tags (`!name`), merge keys (`<<`), directives (`%`), keys that are not plain text.
pub fn parse(source: &str) -> Result<Node, Problem> {
    if source.len() > MAX_BYTES {
        return Err(problem(0..0, "this YAML is larger than 1 MiB", Some("split it into several files")));
    }
    if let Some(at) = source.find('\0') {
        return Err(problem(at..at + 1, "this is not text: a zero byte stands here", None));
    }
    refuse_directives(source)?;
    let mut builder = Builder::new(source);
    for event in Parser::new_from_str(source) {
        let (event, span) = event.map_err(|error| explain(source, builder.offsets.byte(error.marker().index()), error.info()))?;
        builder.take(event, span)?;
    }
    Ok(builder.root.filter(|root| !is_empty(root)).unwrap_or(Node { span: 0..0, value: Value::Map(Vec::new()) }))
}

fn is_empty(node: &Node) -> bool {
    node.span.is_empty() && node.as_str() == Some("")
}

fn refuse_directives(source: &str) -> Result<(), Problem> {
    let mut start = 0;
    for line in source.split_inclusive(['\n', '\r']) {
        if line.starts_with('%') {
            let message = "a line that starts with `%` is a directive, and directives are not read here";
            return Err(problem(start..start + line.trim_end().len(), message, Some("delete the line, or put the value in quotes")));
        }
        if !line.trim().is_empty() && !line.starts_with('#') {
            break;
        }
        start += line.len();
    }
    Ok(())
}

/// What a node costs, with everything in it.
#[derive(Clone, Copy, Default)]
struct Weight {
    nodes: usize,
    bytes: usize,
    depth: usize,
}

impl Weight {
    fn add(&mut self, child: Self) {
        self.nodes += child.nodes;
        self.bytes += child.bytes;
        self.depth = self.depth.max(child.depth + 1);
    }
}

/// A list or a map whose end has not come yet.
struct Open {
    anchor: usize,
    span: Range<usize>,
    /// A block has no closing mark: it ends where its last entry ends.
    is_flow: bool,
    weight: Weight,
    content: Content,
}

enum Content {
    List(Vec<Node>),
    Map { entries: Vec<(Node, Node)>, key: Option<Node>, seen: HashSet<String> },
}

struct Builder<'a> {
    source: &'a str,
    offsets: Offsets,
    open: Vec<Open>,
    anchors: BTreeMap<usize, (Node, Weight)>,
    nodes: usize,
    repeated_bytes: usize,
    root: Option<Node>,
    documents: usize,
}

impl<'a> Builder<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            offsets: Offsets::new(source),
            open: Vec::new(),
            anchors: BTreeMap::new(),
            nodes: 0,
            repeated_bytes: 0,
            root: None,
            documents: 0,
        }
    }

    fn take(&mut self, event: Event, span: Span) -> Result<(), Problem> {
        let span = self.offsets.byte(span.start.index())..self.offsets.byte(span.end.index());
        match event {
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
            Event::DocumentStart(_) => {
                self.documents += 1;
                let message = "only one YAML document may stand here";
                if self.documents > 1 { Err(problem(span, message, Some("delete the second `---` and what follows"))) } else { Ok(()) }
            }
            Event::Scalar(text, style, anchor, tag) => {
                refuse_tag(self.source, &span, tag.is_some())?;
                let node = self.scalar(text.into_owned(), style, span, anchor);
                let weight = Weight { nodes: 1, bytes: node.as_str().map_or(0, str::len), depth: 0 };
                self.count(1, &node.span)?;
                self.finish(node, weight, anchor)
            }
            Event::SequenceStart(anchor, tag) => {
                refuse_tag(self.source, &span, tag.is_some())?;
                self.start(span, anchor, Content::List(Vec::new()))
            }
            Event::MappingStart(anchor, tag) => {
                refuse_tag(self.source, &span, tag.is_some())?;
                self.start(span, anchor, Content::Map { entries: Vec::new(), key: None, seen: HashSet::new() })
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(anchor) => self.alias(anchor, span),
        }
    }

    fn scalar(&self, text: String, style: ScalarStyle, span: Range<usize>, anchor: usize) -> Node {
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted => Style::SingleQuoted,
            ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
        };
        let start = self.after_anchor(span.start, anchor).min(span.end);
        let span = match style {
            // Nothing stands behind the colon or the dash: the place is right after it.
            Style::Plain if text.is_empty() => {
                let start = start + usize::from(matches!(self.source.as_bytes().get(start), Some(b':' | b'-')));
                start..start
            }
            Style::Literal | Style::Folded => self.block_span(&text, style, start, span.end),
            Style::Plain | Style::SingleQuoted | Style::DoubleQuoted => start..span.end,
        };
        Node { span, value: Value::Scalar { text, style } }
    }

    /// The parser lets a block begin at its anchor and reach into the next line: the span is cut to the content.
    fn block_span(&self, text: &str, style: Style, start: usize, end: usize) -> Range<usize> {
        let mut start = start;
        if matches!(self.source.as_bytes().get(start), Some(b'|' | b'>')) && text.bytes().any(|byte| byte != b'\n') {
            let content = self.source[start..end].find(['\n', '\r']).map_or(end, |header| start + header);
            start = self.source[content..end].find(|c: char| !c.is_ascii_whitespace()).map_or(end, |index| content + index);
        }
        start..scalar::trace(self.source, start, text, style).source_end().clamp(start, end.max(start))
    }

    /// An anchored node's span begins with its anchor; the node itself begins behind it.
    fn after_anchor(&self, start: usize, anchor: usize) -> usize {
        let rest = &self.source[start..];
        if anchor == 0 || !rest.starts_with('&') {
            return start;
        }
        let mut at = start + rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, ',' | '[' | ']' | '{' | '}')).unwrap_or(rest.len());
        loop {
            let rest = &self.source[at..];
            at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
            if !self.source[at..].starts_with('#') {
                return at;
            }
            at += self.source[at..].find(['\n', '\r']).unwrap_or(self.source.len() - at);
        }
    }

    fn start(&mut self, span: Range<usize>, anchor: usize, content: Content) -> Result<(), Problem> {
        let start = self.after_anchor(span.start, anchor);
        let span = start..span.end.max(start);
        self.count(1, &span)?;
        if self.open.len() >= MAX_DEPTH {
            return Err(problem(span, "this is nested more than 64 levels deep", None));
        }
        let is_flow = matches!(self.source.as_bytes().get(start), Some(b'[' | b'{'));
        self.open.push(Open { anchor, span, is_flow, weight: Weight { nodes: 1, ..Weight::default() }, content });
        Ok(())
    }

    fn end(&mut self, span: Range<usize>) -> Result<(), Problem> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let (value, last) = match open.content {
            Content::List(items) => {
                let last = items.last().map(|node| node.span.end);
                (Value::List(items), last)
            }
            Content::Map { entries, .. } => {
                let last = entries.last().map(|(key, value)| value.span.end.max(key.span.end));
                (Value::Map(entries), last)
            }
        };
        let end = if open.is_flow { span.end } else { last.unwrap_or(open.span.end) };
        self.finish(Node { span: open.span.start..end.max(open.span.start), value }, open.weight, open.anchor)
    }

    fn alias(&mut self, anchor: usize, span: Range<usize>) -> Result<(), Problem> {
        let Some((node, weight)) = self.anchors.get(&anchor).cloned() else {
            return Err(problem(span, "this alias stands inside what it repeats", None));
        };
        self.repeat(weight, &span)?;
        if self.open.len() + weight.depth > MAX_DEPTH {
            return Err(problem(span, "this is nested more than 64 levels deep", None));
        }
        self.finish(node, weight, 0)
    }

    /// Puts a complete node where it belongs: into the list or map that is open, or at the root.
    fn finish(&mut self, node: Node, weight: Weight, anchor: usize) -> Result<(), Problem> {
        if anchor > 0 {
            self.repeat(weight, &node.span)?;
            self.anchors.insert(anchor, (node.clone(), weight));
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        open.weight.add(weight);
        match &mut open.content {
            Content::List(items) => items.push(node),
            Content::Map { entries, key, seen } => match key.take() {
                Some(key) => entries.push((key, node)),
                None => *key = Some(check_key(node, seen)?),
            },
        }
        Ok(())
    }

    /// Copies are counted too, so that a small file cannot grow large.
    fn repeat(&mut self, weight: Weight, span: &Range<usize>) -> Result<(), Problem> {
        self.repeated_bytes += weight.bytes;
        self.count(weight.nodes, span)
    }

    fn count(&mut self, nodes: usize, span: &Range<usize>) -> Result<(), Problem> {
        self.nodes += nodes;
        if self.nodes > MAX_NODES || self.repeated_bytes > MAX_REPEATED_BYTES {
            return Err(problem(span.clone(), "this YAML holds too much: more than 200,000 values, or aliases that repeat too much", None));
        }
        Ok(())
    }
}

fn check_key(key: Node, seen: &mut HashSet<String>) -> Result<Node, Problem> {
    let Value::Scalar { text, style } = &key.value else {
        return Err(problem(key.span, "a key must be plain text, not a list or a group of keys", Some("put `{…}` and `[…]` in quotes")));
    };
    if text.is_empty() && *style == Style::Plain {
        return Err(problem(key.span, "a key is missing in front of this colon", None));
    }
    if text == "<<" && *style == Style::Plain {
        return Err(problem(key.span, "merge keys (`<<`) are not read here", Some("write the keys out")));
    }
    if !seen.insert(text.clone()) {
        let message = format!("`{text}` stands here a second time");
        return Err(Problem { span: key.span, message, hint: Some("keep one of the two".to_owned()) });
    }
    Ok(key)
}

fn refuse_tag(source: &str, span: &Range<usize>, has_tag: bool) -> Result<(), Problem> {
    if !has_tag {
        return Ok(());
    }
    let rest = source.get(span.start..).unwrap_or_default();
    let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let message = format!("`{}` is a tag, and tags are not read here", &rest[..length]);
    Err(Problem { span: span.start..span.start + length, message, hint: Some("put the value in quotes".to_owned()) })
}

fn problem(span: Range<usize>, message: &str, hint: Option<&str>) -> Problem {
    Problem { span, message: message.to_owned(), hint: hint.map(str::to_owned) }
}

/// Where each character of the source stands in bytes; nothing to keep where every character is one byte.
struct Offsets {
    table: Vec<u32>,
    length: usize,
}

impl Offsets {
    fn new(source: &str) -> Self {
        let offset = |(index, _)| u32::try_from(index).expect("a source is at most 1 MiB");
        let table = if source.is_ascii() { Vec::new() } else { source.char_indices().map(offset).collect() };
        Self { table, length: source.len() }
    }

    fn byte(&self, character: usize) -> usize {
        if self.table.is_empty() {
            character.min(self.length)
        } else {
            self.table.get(character).map_or(self.length, |&byte| byte as usize)
        }
    }
}
