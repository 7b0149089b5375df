//! One page for the editor-in-chief: numbers, plots, and every text that has findings, with its marks in place.
//! It loads nothing, so it works without a network and tells nobody who reads it.

mod charts;
mod draft;
mod markup;
mod stats;

use std::io::{self, Write};

use self::markup::{Escaped, Prose};
use self::stats::Stats;
use super::words::{Words, count};
use super::{Context, FileFindings, Report, Summary};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// The most bytes of texts that are shown. A browser should open the page at once; what is beyond stands in the numbers.
const ROOM: usize = 8 << 20;
/// The most drafts that are named under "look at these first".
const FIRST: usize = 10;
/// The most drafts without findings that are named.
const CLEAN: usize = 5_000;

/// The numbers come first on the page, and its words are in the language of most drafts: so what is shown waits until all is known.
#[derive(Default)]
pub(super) struct Html {
    stats: Stats,
    /// The files that are shown, of their drafts those with findings.
    files: Vec<FileFindings>,
    size: usize,
    left_out: usize,
    clean: Vec<String>,
    clean_left_out: usize,
}

impl Report for Html {
    fn file(&mut self, file: &FileFindings, _context: &Context<'_>, _out: &mut dyn Write) -> io::Result<()> {
        let mut shown = FileFindings { path: file.path.clone(), text: file.text.clone(), drafts: Vec::new(), at: file.at };
        for draft in &file.drafts {
            self.stats.add(draft);
            if draft.findings.is_empty() {
                if self.clean.len() < CLEAN {
                    self.clean.push(draft::name(file, draft));
                } else {
                    self.clean_left_out += 1;
                }
                continue;
            }
            let messages: usize = draft.findings.iter().map(|finding| finding.message.len() + 200).sum();
            self.size = self.size.saturating_add(draft.about.span.len() + messages);
            if self.size <= ROOM {
                shown.drafts.push(draft.clone());
            } else {
                self.left_out += 1;
            }
        }
        if !shown.drafts.is_empty() {
            self.files.push(shown);
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
        let words = Words::of(summary.language());
        head(words, summary, out)?;
        out.write_all(b"<main>\n")?;
        figures(words, summary, self.stats.clean(), out)?;
        out.write_all(b"<div class=\"charts\">\n")?;
        charts::by_rule(words, &self.stats, out)?;
        charts::by_score(words, &self.stats, out)?;
        charts::by_channel(words, &self.stats, out)?;
        charts::by_author(words, &self.stats, out)?;
        out.write_all(b"</div>\n")?;
        self.first(words, out)?;
        self.texts(words, context, out)?;
        self.without_findings(words, out)?;
        self.rules(words, summary, context, out)?;
        let version = env!("CARGO_PKG_VERSION");
        writeln!(out, "</main>\n<footer><p>{}</p><p>Tonfall {version}</p></footer>", words.formula)?;
        write!(out, "<script>\n{SCRIPT}</script>\n</body>\n</html>\n")
    }
}

impl Html {
    /// The drafts with the fewest points.
    fn first(&self, words: &Words, out: &mut dyn Write) -> io::Result<()> {
        let mut drafts: Vec<_> =
            self.files.iter().flat_map(|file| file.drafts.iter().map(move |draft| (draft.score(), file, draft))).zip(1..).collect();
        drafts.sort_by_key(|((score, ..), number)| (*score, *number));
        if drafts.is_empty() {
            return Ok(());
        }
        writeln!(out, "<section id=\"first\">\n<h2>{}</h2>\n<ol>", words.first)?;
        for ((score, file, draft), number) in drafts.into_iter().take(FIRST) {
            let tally = draft::tally(words, draft);
            let name = draft::name(file, draft);
            writeln!(
                out,
                "<li><a href=\"#d{number}\">{}</a> <span class=\"aside\">{score} {}, {tally}</span></li>",
                Escaped(&name),
                words.of_100
            )?;
        }
        out.write_all(b"</ol>\n</section>\n")
    }

    fn texts(&self, words: &Words, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
        if self.files.is_empty() {
            return Ok(());
        }
        writeln!(out, "<section id=\"texts\">\n<h2>{}</h2>", words.texts)?;
        charts::filters(words, &self.stats, out)?;
        let mut number = 0;
        for file in &self.files {
            let index = file.lines();
            for draft in &file.drafts {
                number += 1;
                draft::article(words, file, draft, &draft::Place { number, index: &index, sources: context.sources }, out)?;
            }
        }
        if self.left_out > 0 {
            writeln!(out, "<p>{}: {}.</p>", words.left_out, self.left_out)?;
        }
        out.write_all(b"</section>\n")
    }

    fn without_findings(&self, words: &Words, out: &mut dyn Write) -> io::Result<()> {
        if self.clean.is_empty() {
            return Ok(());
        }
        let number = self.clean.len() + self.clean_left_out;
        writeln!(
            out,
            "<section id=\"clean\">\n<h2>{}</h2>\n<details><summary>{}</summary>\n<ul>",
            words.clean,
            count(number, words.drafts)
        )?;
        self.clean.iter().try_for_each(|name| writeln!(out, "<li>{}</li>", Escaped(name)))?;
        if self.clean_left_out > 0 {
            writeln!(out, "<li>… +{}</li>", self.clean_left_out)?;
        }
        out.write_all(b"</ul>\n</details>\n</section>\n")
    }

    /// What the rules of the findings say of themselves, so that nobody has to look it up elsewhere.
    fn rules(&self, words: &Words, summary: &Summary, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
        let rules = self.stats.rule_ids();
        if rules.is_empty() {
            return Ok(());
        }
        writeln!(out, "<section id=\"rules\">\n<h2>{}</h2>", words.rules)?;
        for rule in rules {
            let about = context.rules.about(rule.as_str(), summary.language());
            writeln!(out, "<details id=\"rule-{0}\"><summary><code>{0}</code>", Escaped(rule.as_str()))?;
            if let Some(about) = &about {
                write!(out, " {}", Escaped(about.summary.trim()))?;
            }
            out.write_all(b"</summary>\n")?;
            if let Some(about) = &about {
                write!(out, "{}", Prose(&about.why))?;
                if let Some(source) = &about.source {
                    writeln!(out, "<p class=\"aside\">{}: {}</p>", words.source, Escaped(source.trim()))?;
                }
            }
            out.write_all(b"</details>\n")?;
        }
        out.write_all(b"</section>\n")
    }
}

fn head(words: &Words, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let (code, tally) = (words.code, words.tally(summary.errors, summary.warnings, summary.infos));
    let checked = count(summary.drafts, words.drafts);
    // Drafts come from anybody: were one ever to be read as markup, it could still load nothing and send nothing.
    let policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
        <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
        <title>Tonfall: {tally}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
        <header><h1>Tonfall</h1><p>{checked}: {tally}</p></header>\n"
    )
}

/// The numbers that matter most, in large print.
fn figures(words: &Words, summary: &Summary, clean: usize, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<dl class=\"figures\">\n")?;
    let score = words.number(summary.score);
    let figures = [
        ("score", words.score, score),
        ("drafts", words.drafts[1], summary.drafts.to_string()),
        ("clean", words.clean, clean.to_string()),
        ("error", words.errors[1], summary.errors.to_string()),
        ("warning", words.warnings[1], summary.warnings.to_string()),
        ("info", words.notes[1], summary.infos.to_string()),
    ];
    for (class, word, number) in figures {
        writeln!(out, "<div class=\"{class}\"><dt>{word}</dt><dd data-figure=\"{class}\">{number}</dd></div>")?;
    }
    out.write_all(b"</dl>\n")
}
