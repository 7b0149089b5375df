//! For people, as rustc shows it: the line, the place in it, related places, the reason, what to do.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};

use super::{Colour, Context, FileFindings, Report, Summary};
use crate::finding::{Applicability, Finding, RuleId, Severity};
use crate::text::Span;

/// The most fixes that are named under one finding.
const FIXES: usize = 3;

#[derive(Default)]
pub(super) struct Full {
    /// Rules whose reason has been told: once is enough.
    told: BTreeSet<RuleId>,
}

impl Report for Full {
    fn file(&mut self, file: &FileFindings, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
        for draft in &file.drafts {
            for finding in &draft.findings {
                let is_new = self.told.insert(finding.rule.clone());
                let about = is_new.then(|| context.rules.about(finding.rule.as_str(), draft.about.language)).flatten();
                let reason = about.map(|about| about.reason()).filter(|reason| !reason.is_empty());
                writeln!(out, "{}\n", show(file, finding, reason, context))?;
            }
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, _context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", sentence(summary))
    }
}

fn show(file: &FileFindings, finding: &Finding, reason: Option<String>, context: &Context<'_>) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let here: Vec<_> = finding.related.iter().filter(|related| related.path.is_none()).collect();
    // Only the lines that are shown: a table of a thousand records is not laid out anew for each of its findings.
    let window = window(&file.text, here.iter().map(|related| related.span).fold(finding.span, Span::cover));
    let text = &file.text[window.clone()];
    let inside = |span: Span| {
        let range = visible(&file.text, span);
        range.start - window.start..range.end - window.start
    };
    let snippet = Snippet::source(text)
        .line_start(1 + file.at.lines as usize + memchr::memchr_iter(b'\n', &file.text.as_bytes()[..window.start]).count())
        .path(&*file.path)
        .annotation(AnnotationKind::Primary.span(inside(finding.span)))
        .annotations(here.iter().map(|related| AnnotationKind::Context.span(inside(related.span)).label(related.message.as_str())));
    let mut group = level.primary_title(finding.message.as_str()).id(finding.rule.as_str()).element(snippet);
    let elsewhere: Vec<(Arc<str>, &crate::finding::Related, &str)> = finding
        .related
        .iter()
        .filter_map(|related| {
            let path = related.path.as_deref()?;
            Some((context.sources.text(path)?, related, path))
        })
        .collect();
    for (text, related, path) in &elsewhere {
        let place = AnnotationKind::Context.span(visible(text, related.span)).label(related.message.as_str());
        group = group.element(Snippet::source(text.to_string()).path(*path).annotation(place));
    }
    let fixes = finding.fixes.iter().take(FIXES).map(|fix| {
        let hint = if fix.applicability == Applicability::Safe { format!("{} (--fix)", fix.title) } else { fix.title.clone() };
        Element::from(Level::HELP.message(hint))
    });
    let reason = reason.map(|reason| Element::from(Level::NOTE.message(reason)));
    let group = group.elements(reason.into_iter().chain(fixes));
    let renderer = match context.colour {
        Colour::Ansi => Renderer::styled(),
        Colour::Plain => Renderer::plain(),
    };
    renderer.decor_style(DecorStyle::Unicode).render(&[group])
}

/// The whole lines that hold a span, with one more before and behind.
fn window(text: &str, span: Span) -> Range<usize> {
    let range = visible(text, span);
    let start = text[..range.start].rfind('\n').map_or(0, |at| text[..at].rfind('\n').map_or(0, |at| at + 1));
    let line_end = |from: usize| text[from..].find('\n').map_or(text.len(), |length| from + length + 1);
    start..line_end(line_end(range.end))
}

/// The span on the borders of characters, and never empty where there is a character to show.
fn visible(text: &str, span: Span) -> Range<usize> {
    let on_border = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    on_border(span.start())..on_border(span.end()).max(on_border(span.start()))
}

fn sentence(summary: &Summary) -> String {
    let count = |number: usize, noun: &str| format!("{number} {noun}{}", if number == 1 { "" } else { "s" });
    let drafts = count(summary.drafts, "draft");
    if summary.errors + summary.warnings + summary.infos == 0 {
        return format!("{drafts} checked: nothing to object to");
    }
    let parts = [count(summary.errors, "error"), count(summary.warnings, "warning"), count(summary.infos, "note")].join(", ");
    let fixable = if summary.fixable > 0 { format!("; {} can be fixed with --fix", summary.fixable) } else { String::new() };
    format!("{drafts} checked: {parts}{fixable}; score {} of 100", summary.score)
}
