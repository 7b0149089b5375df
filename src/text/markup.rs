//! Markup becomes zones: the parts of a text that are not the writer's own running words. Knows no rules: what a zone is good for is theirs.

use std::ops::Range;

use memchr::memmem;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Span, quote};

/// How the text is marked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    Markdown,
    Plain,
}

/// Why a part of the text is set apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ZoneKind {
    /// Between quotation marks, marks included: „…“, “…”, "…", »…«, «…».
    Quote,
    /// A quoted line or block: `> …`.
    BlockQuote,
    /// Inline code and code blocks.
    Code,
    /// `<!-- … -->`.
    Comment,
    /// The target of a Markdown link or image.
    LinkTarget,
}

/// A part of the text that is set apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone {
    pub kind: ZoneKind,
    pub span: Span,
}

/// The zones of a text, in order of their start; of two that start together, the longer first.
pub(super) fn zones(text: &str, markup: Markup) -> Vec<Zone> {
    let mut out: Vec<Zone> = quote::quotes(text).into_iter().map(|span| Zone { kind: ZoneKind::Quote, span }).collect();
    match markup {
        Markup::Markdown if may_hold_zones(text) => markdown_zones(text, &mut out),
        Markup::Markdown => {}
        Markup::Plain => quoted_lines(text, &mut out),
    }
    if !out.is_sorted_by_key(order) {
        out.sort_by_key(order);
    }
    out
}

fn order(zone: &Zone) -> (u32, std::cmp::Reverse<u32>) {
    (zone.span.start, std::cmp::Reverse(zone.span.end))
}

/// Whether anything in a text may be code, a quote, a comment or a link: most posts hold none and need no parser.
fn may_hold_zones(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, b'`' | b'<' | b'>' | b'[' | b'~' | b'\t')) || memmem::find(text.as_bytes(), b"    ").is_some()
}

fn markdown_zones(text: &str, out: &mut Vec<Zone>) {
    let mut parser =
        Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS).into_offset_iter();
    let mut push = |kind, range: Range<usize>| out.push(Zone { kind, span: Span::new(range.start, range.end) });
    // Where the visible text of the links and images that are open ends.
    let mut visible_ends: Vec<usize> = Vec::new();
    for (event, range) in parser.by_ref() {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => visible_ends.push(range.start),
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let from = visible_ends.pop().unwrap_or(range.start);
                if let Some(target) = link_target(text, from..range.end) {
                    push(ZoneKind::LinkTarget, target);
                }
                if let Some(outer) = visible_ends.last_mut() {
                    *outer = range.end;
                }
                continue;
            }
            Event::Start(Tag::BlockQuote(_)) => push(ZoneKind::BlockQuote, trimmed(text, range.clone())),
            Event::Start(Tag::CodeBlock(_)) => push(ZoneKind::Code, trimmed(text, range.clone())),
            Event::Code(_) => push(ZoneKind::Code, range.clone()),
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => comments(text, range.clone(), &mut push),
            _ => {}
        }
        if let Some(end) = visible_ends.last_mut().filter(|_| !matches!(event, Event::Start(_))) {
            *end = (*end).max(range.end);
        }
    }
    for (_, definition) in parser.reference_definitions().iter() {
        push(ZoneKind::LinkTarget, trimmed(text, definition.span.clone()));
    }
}

/// The target in what follows a link's visible text: `](target)` or `][label]`.
fn link_target(text: &str, rest: Range<usize>) -> Option<Range<usize>> {
    let after = text.get(rest.clone())?;
    let open = memmem::find(after.as_bytes(), b"](").or_else(|| memmem::find(after.as_bytes(), b"]["))?;
    let target = rest.start + open + 2..rest.end.checked_sub(1)?;
    (target.start < target.end).then_some(target)
}

/// The comments in a piece of HTML.
fn comments(text: &str, html: Range<usize>, push: &mut impl FnMut(ZoneKind, Range<usize>)) {
    let mut at = html.start;
    while let Some(start) = text.get(at..html.end).and_then(|rest| rest.find("<!--")).map(|offset| at + offset) {
        at = text[start..html.end].find("-->").map_or(html.end, |offset| start + offset + 3);
        push(ZoneKind::Comment, start..at);
    }
}

/// A block without the white space at its end.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let length = text.get(range.clone()).map_or(0, |block| block.trim_end().len());
    range.start..range.start + length
}

/// Runs of lines that start with `>`, the way mail quotes.
fn quoted_lines(text: &str, out: &mut Vec<Zone>) {
    if memchr::memchr(b'>', text.as_bytes()).is_none() {
        return;
    }
    let mut open: Option<Span> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let is_quoted = line.trim_start_matches([' ', '\t']).starts_with('>');
        if is_quoted {
            let content = Span::new(start + line.len() - line.trim_start().len(), start + line.trim_end().len());
            open = Some(open.map_or(content, |block| block.cover(content)));
        } else {
            out.extend(open.take().map(|span| Zone { kind: ZoneKind::BlockQuote, span }));
        }
        start += line.len();
    }
    out.extend(open.map(|span| Zone { kind: ZoneKind::BlockQuote, span }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, markup: Markup) -> Vec<(ZoneKind, &str)> {
        zones(text, markup).into_iter().map(|zone| (zone.kind, zone.span.slice(text))).collect()
    }

    #[test]
    fn finds_the_zones_of_markdown() {
        use ZoneKind::{BlockQuote, Code, Comment, LinkTarget, Quote};
        for (text, zones) in [
            ("Das `x = 1` da", vec![(Code, "`x = 1`")]),
            ("Da:\n\n```\ncode\n```\n\nEnde", vec![(Code, "```\ncode\n```")]),
            ("> Es geht\n> nicht\n\nDoch", vec![(BlockQuote, "> Es geht\n> nicht")]),
            ("Ja <!-- intern --> nein", vec![(Comment, "<!-- intern -->")]),
            ("<!-- a\nb -->\n\nJa", vec![(Comment, "<!-- a\nb -->")]),
            ("Der [Status](https://firma.de/ä) hier", vec![(LinkTarget, "https://firma.de/ä")]),
            ("![Das Team](team.jpg) und [![a](b)](c)", vec![(LinkTarget, "team.jpg"), (LinkTarget, "b"), (LinkTarget, "c")]),
            ("[a][b]\n\n[b]: https://x.de", vec![(LinkTarget, "b"), (LinkTarget, "[b]: https://x.de")]),
            ("<https://x.de> und [frei]", vec![]),
            ("Er sagt „Ja“.", vec![(Quote, "„Ja“")]),
            ("> „Ja“", vec![(BlockQuote, "> „Ja“"), (Quote, "„Ja“")]),
        ] {
            assert_eq!(found(text, Markup::Markdown), zones, "{text}");
        }
    }

    #[test]
    fn finds_the_zones_of_plain_text() {
        use ZoneKind::{BlockQuote, Quote};
        assert_eq!(found("`x` [a](b)\n> a\r\n> b\n\n„Ja“ 1 > 0", Markup::Plain), [(BlockQuote, "> a\r\n> b"), (Quote, "„Ja“")]);
        assert_eq!(found("> a\n\n> b", Markup::Plain), [(BlockQuote, "> a"), (BlockQuote, "> b")]);
    }
}
