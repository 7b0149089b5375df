//! A comment for a pull request: the numbers, then draft by draft what was found, as far as a comment may be long.

use std::io::{self, Write};

use super::words::{Words, count};
use super::{Context, DraftFindings, FileFindings, Report, Summary, excerpt, place};
use crate::finding::{Finding, Severity};
use crate::text::{Language, LineIndex, Span};

/// The most bytes of findings. GitHub takes comments of 65,536 characters.
const ROOM: usize = 60_000;
/// The most characters of a line on either side of what is marked.
const AROUND: usize = 80;
/// The most fixes that are named under one finding.
const FIXES: usize = 3;
/// By this, whoever posts the comment finds the one that it posted before.
const MARKER: &str = "<!-- tonfall -->";

/// The comment's numbers come first, and its words are in the language of most drafts: so what was found waits until all is known.
#[derive(Default)]
pub(super) struct Markdown {
    drafts: Vec<Noted>,
    size: usize,
    with_findings: usize,
    left_out: usize,
}

/// A draft's findings, in parts that need no words.
struct Noted {
    title: String,
    score: u8,
    findings: Vec<Described>,
}

/// A finding, in parts that need no words.
struct Described {
    severity: Severity,
    line: u32,
    message: String,
    quote: String,
    related: Vec<String>,
    instead: Vec<String>,
}

impl Described {
    fn size(&self) -> usize {
        let lists = self.related.iter().chain(&self.instead);
        // What the words around it take.
        lists.map(|part| part.len() + 20).sum::<usize>() + self.message.len() + self.quote.len() + 60
    }
}

impl Report for Markdown {
    fn file(&mut self, file: &FileFindings, context: &Context<'_>, _out: &mut dyn Write) -> io::Result<()> {
        let index = file.lines();
        for draft in file.drafts.iter().filter(|draft| !draft.findings.is_empty()) {
            self.with_findings += 1;
            let mut noted = Noted { title: title(file, draft), score: draft.score().points(), findings: Vec::new() };
            let mut size = self.size + noted.title.len() + 20;
            for finding in &draft.findings {
                let described = (size < ROOM).then(|| describe(file, draft, finding, &index, context));
                match described.filter(|described| size + described.size() <= ROOM) {
                    Some(described) => {
                        size += described.size();
                        noted.findings.push(described);
                    }
                    None => {
                        // What comes later is not shown either: a reader would think that all of it is.
                        size = ROOM;
                        self.left_out += 1;
                    }
                }
            }
            self.size = size;
            if !noted.findings.is_empty() {
                self.drafts.push(noted);
            }
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, _context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
        let words = Words::of(summary.language());
        let tally = words.tally(summary.errors, summary.warnings, summary.infos);
        writeln!(out, "{MARKER}\n### Tonfall: {tally}\n")?;
        let (checked, clean) = (count(summary.drafts, words.drafts), summary.drafts.saturating_sub(self.with_findings));
        writeln!(out, "{checked}. {}: {clean}. {}: **{}** {}.", words.clean, words.score, words.number(summary.score), words.of_100)?;
        for draft in &self.drafts {
            writeln!(out, "\n#### {} · {} {}\n", draft.title, draft.score, words.of_100)?;
            draft.findings.iter().try_for_each(|finding| show(finding, words, out))?;
        }
        if self.left_out > 0 {
            writeln!(out, "\n{}: {}.", words.more_findings, self.left_out)?;
        }
        Ok(())
    }
}

fn show(finding: &Described, words: &Words, out: &mut dyn Write) -> io::Result<()> {
    let (sign, severity) = (sign(finding.severity), words.severity(finding.severity));
    writeln!(out, "- {sign} **{severity}**, {} {}: {}\n  > {}", words.line, finding.line, finding.message, finding.quote)?;
    if !(finding.related.is_empty() && finding.instead.is_empty()) {
        // A list right behind a quote would belong to it.
        writeln!(out)?;
    }
    finding.related.iter().try_for_each(|related| writeln!(out, "  - {} {related}", words.see_also))?;
    finding.instead.iter().try_for_each(|instead| writeln!(out, "  - {}: {instead}", words.instead))
}

fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "⛔",
        Severity::Warning => "⚠️",
        Severity::Info => "ℹ️",
    }
}

fn title(file: &FileFindings, draft: &DraftFindings) -> String {
    let number = match &draft.id {
        Some(id) => Some(escaped(id)),
        None => file.holds_more_than(draft).then(|| format!("{}.", draft.index + 1)),
    };
    let about = [number, draft.about.channel.as_deref().map(escaped), draft.about.author.as_deref().map(escaped)];
    let parts: Vec<String> = [escaped(&file.path)].into_iter().chain(about.into_iter().flatten()).collect();
    parts.join(" · ")
}

fn describe(file: &FileFindings, draft: &DraftFindings, finding: &Finding, index: &LineIndex, context: &Context<'_>) -> Described {
    let rule = finding.rule.as_str();
    let quote = quoted(&file.text, finding.span, index);
    let related = |related: &crate::finding::Related| {
        let lines = place::related_lines(related, &file.text, index, context.sources);
        let path = related.path.as_deref().unwrap_or(&file.path);
        format!("{}:{}: {}", escaped(path), lines.line, escaped(&place::one_line(&related.message)))
    };
    Described {
        severity: finding.severity,
        line: index.line(finding.span.start()),
        message: format!("{} ([{}]({}))", escaped(&place::one_line(&finding.message)), escaped(rule), finding.rule.url()),
        quote: match draft.about.language {
            Language::De => format!("„{quote}“"),
            Language::En => format!("“{quote}”"),
        },
        related: finding.related.iter().map(related).collect(),
        instead: finding.fixes.iter().take(FIXES).map(|fix| escaped(&place::one_line(&fix.title))).collect(),
    }
}

/// The line of a finding, or as much of it as stands close to the mark, which is strong.
fn quoted(text: &str, span: Span, index: &LineIndex) -> String {
    let line = index.line_span(index.line(span.start())).unwrap_or_default();
    let marked = excerpt::on_borders(text, Span { start: span.start, end: span.end.min(line.end).max(span.start) });
    let before = text.get(line.start()..marked.start()).unwrap_or_default();
    let after = text.get(marked.end()..line.end()).unwrap_or_default();
    let from = before.char_indices().rev().take(AROUND).last().map_or(before.len(), |(at, _)| at);
    let to = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    let cut = |is_cut: usize| if is_cut > 0 { "…" } else { "" };
    let strong = if marked.is_empty() { String::new() } else { format!("<strong>{}</strong>", escaped(marked.slice(text))) };
    let (before, rest) = (escaped(before[from..].trim_start()), escaped(after[..to].trim_end()));
    format!("{}{before}{strong}{rest}{}", cut(from), cut(after.len() - to))
}

/// A text in which nothing is Markdown, and nobody is called: a draft's `@name` or `#12` must not reach people or tickets of the forge.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        if c.is_control() {
            out.push(' ');
            continue;
        }
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' | '$' | '(' | ')' => out.extend(['\\', c]),
            c => out.push(c),
        }
        let calls = matches!(c, '@' | '#' | '!' | '~' | '%' | '$' | '&') && characters.peek().is_some_and(|next| next.is_alphanumeric());
        let links = (c == ':' && characters.peek() == Some(&'/')) || (c == 'w' && characters.peek() == Some(&'.'));
        if calls || links {
            // The word joiner is not seen, and ends what looks like a name or a link.
            out.push('\u{2060}');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_called_and_nothing_is_markup() {
        assert_eq!(escaped("@mk #12 *x* <b> [a](b) `c`"), "@\u{2060}mk \\#\u{2060}12 \\*x\\* &lt;b&gt; \\[a\\]\\(b\\) \\`c\\`");
        assert_eq!(escaped("https://a.de www.b.de\u{1}"), "https:\u{2060}//a.de www\u{2060}.b.de ");
    }

    #[test]
    fn a_long_line_is_cut_around_its_mark() {
        let text = format!("{}MARK{}\nnext", "ä".repeat(200), "ß".repeat(200));
        let index = LineIndex::new(&text);
        let shown = quoted(&text, Span::new(400, 404), &index);
        assert_eq!(shown, format!("…{}<strong>MARK</strong>{}…", "ä".repeat(80), "ß".repeat(80)));
    }
}
