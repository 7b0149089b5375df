//! A draft becomes an article of the page: its text with the marks in place, and beside it what they mean.

use std::io::{self, Write};

use super::markup::Escaped;
use crate::finding::{Finding, Severity};
use crate::report::excerpt::{self, Piece};
use crate::report::words::Words;
use crate::report::{DraftFindings, FileFindings, Sources, place};
use crate::text::{LineIndex, Span};

/// The most fixes that are named under one finding.
const FIXES: usize = 3;

/// The most bytes of a related place that are quoted.
const QUOTED: usize = 80;

/// Where an article stands on the page, and what it needs of its file and of others.
pub(super) struct Place<'a> {
    /// The number of the draft on the page, from 1.
    pub(super) number: usize,
    pub(super) index: &'a LineIndex,
    pub(super) sources: &'a dyn Sources,
}

/// What a draft is called: its file, and where that holds more than the draft, its id or its number.
pub(super) fn name(file: &FileFindings, draft: &DraftFindings) -> String {
    match &draft.id {
        Some(id) => format!("{} · {id}", file.path),
        None if draft.about.span.len() < file.text.len() => format!("{} · {}", file.path, draft.index + 1),
        None => file.path.to_string(),
    }
}

pub(super) fn tally(words: &Words, draft: &DraftFindings) -> String {
    words.tally(draft.count(Severity::Error), draft.count(Severity::Warning), draft.count(Severity::Info))
}

pub(super) fn article(words: &Words, file: &FileFindings, draft: &DraftFindings, place: &Place<'_>, out: &mut dyn Write) -> io::Result<()> {
    let about = &draft.about;
    let (channel, author) = (about.channel.as_deref().unwrap_or_default(), about.author.as_deref().unwrap_or_default());
    let mut rules: Vec<&str> = draft.findings.iter().map(|finding| finding.rule.as_str()).collect();
    rules.sort_unstable();
    rules.dedup();
    let mut severities: Vec<&str> = draft.findings.iter().map(|finding| finding.severity.name()).collect();
    severities.sort_unstable();
    severities.dedup();
    writeln!(
        out,
        "<article id=\"d{}\" data-rule=\"{}\" data-channel=\"{}\" data-author=\"{}\" data-severity=\"{}\">",
        place.number,
        Escaped(&rules.join(" ")),
        Escaped(channel),
        Escaped(author),
        severities.join(" ")
    )?;
    let name = name(file, draft);
    let (score, of) = (draft.score(), words.of_100);
    writeln!(out, "<header><h3>{}</h3><span class=\"points\">{score} <span class=\"aside\">{of}</span></span></header>", Escaped(&name))?;
    let parts = [words.kind(about.kind), channel, author, words.language(about.language)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).map(|part| Escaped(part).to_string()).collect();
    writeln!(out, "<p class=\"aside\">{}</p>\n<div class=\"columns\">", parts.join(" · "))?;
    text(file, draft, place, out)?;
    writeln!(out, "<ol class=\"findings\">")?;
    for (number, finding) in (1..).zip(&draft.findings) {
        item(words, file, finding, number, place, out)?;
    }
    writeln!(out, "</ol>\n</div>\n</article>")
}

/// The text: what is to be published in full print, what stands around it dimmed.
fn text(file: &FileFindings, draft: &DraftFindings, place: &Place<'_>, out: &mut dyn Write) -> io::Result<()> {
    let spans: Vec<Span> = draft.findings.iter().map(|finding| finding.span).collect();
    let whole = spans.iter().copied().fold(draft.about.span, Span::cover);
    let body = draft.about.body;
    let parts = [
        ("around", Span { start: whole.start, end: body.start.max(whole.start) }),
        ("body", body),
        ("around", Span { start: body.end.min(whole.end), end: whole.end }),
    ];
    let mut numbered = vec![false; spans.len()];
    write!(out, "<div class=\"text\" lang=\"{}\" dir=\"auto\">", draft.about.language.code())?;
    for (class, span) in parts {
        let marked = spans_in(span, &spans);
        // The line break behind a text is nothing to see.
        if marked.is_empty() && span.slice(&file.text).trim().is_empty() {
            continue;
        }
        write!(out, "<div class=\"{class}\">")?;
        let cut: Vec<Span> = marked.iter().map(|number| spans[*number]).collect();
        for piece in excerpt::pieces(&file.text, span, &cut) {
            let numbers = |local: &[usize]| -> Vec<usize> { local.iter().filter_map(|index| marked.get(*index).copied()).collect() };
            let ends: Vec<usize> =
                numbers(&piece.ends).into_iter().filter(|number| !std::mem::replace(&mut numbered[*number], true)).collect();
            mark(&piece, &numbers(&piece.marks), &ends, draft, place, out)?;
        }
        out.write_all(b"</div>")?;
    }
    writeln!(out, "</div>")
}

/// The numbers of the spans that mark something of a part. An empty one at a border belongs to the part that it starts.
fn spans_in(part: Span, spans: &[Span]) -> Vec<usize> {
    let belongs = |span: &Span| span.overlaps(part) || (span.is_empty() && part.start <= span.start && span.end <= part.end);
    spans.iter().enumerate().filter(|(_, span)| belongs(span)).map(|(number, _)| number).collect()
}

fn mark(
    piece: &Piece<'_>,
    marks: &[usize],
    ends: &[usize],
    draft: &DraftFindings,
    place: &Place<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let gravest = marks.iter().filter_map(|number| draft.findings.get(*number)).map(|finding| finding.severity).max();
    match gravest {
        None => write!(out, "{}", Escaped(piece.text))?,
        Some(severity) if piece.text.is_empty() => write!(out, "<mark class=\"{severity} point\"></mark>")?,
        Some(severity) => write!(out, "<mark class=\"{severity}\">{}</mark>", Escaped(piece.text))?,
    }
    for number in ends {
        write!(out, "<a class=\"ref\" href=\"#d{0}f{1}\" id=\"d{0}m{1}\">{1}</a>", place.number, number + 1)?;
    }
    Ok(())
}

fn item(words: &Words, file: &FileFindings, finding: &Finding, number: usize, place: &Place<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (severity, word) = (finding.severity, words.severity(finding.severity));
    let rule = Escaped(finding.rule.as_str());
    let line = place.index.line(finding.span.start());
    write!(out, "<li id=\"d{}f{number}\" class=\"{severity}\" data-rule=\"{rule}\">", place.number)?;
    writeln!(out, "<span class=\"badge\">{word}</span> {}", Escaped(&place::one_line(&finding.message)))?;
    let back = format!("<a href=\"#d{}m{number}\">{} {line}</a>", place.number, words.line);
    writeln!(out, "<span class=\"aside\">{back} · <a href=\"#rule-{rule}\">{rule}</a></span>")?;
    if !(finding.fixes.is_empty() && finding.related.is_empty()) {
        out.write_all(b"<ul>\n")?;
        for related in &finding.related {
            let lines = place::related_lines(related, &file.text, place.index, place.sources);
            let path = related.path.as_deref().map_or_else(String::new, |path| format!("{path}, "));
            let message = place::one_line(&related.message);
            write!(out, "<li>{} {}{} {}", words.see_also, Escaped(&path), words.line, lines.line)?;
            let quoted = related.span.slice(&file.text);
            if related.path.is_none() && (1..=QUOTED).contains(&quoted.len()) {
                write!(out, ", <q>{}</q>", Escaped(quoted))?;
            }
            writeln!(out, ": {}</li>", Escaped(&message))?;
        }
        for fix in finding.fixes.iter().take(FIXES) {
            writeln!(out, "<li>{}: {}</li>", words.instead, Escaped(&place::one_line(&fix.title)))?;
        }
        out.write_all(b"</ul>\n")?;
    }
    writeln!(out, "</li>")
}
