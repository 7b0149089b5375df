//! Numbers become plots: tables whose rows have bars, so that a reader who sees no bars has the numbers.

use std::io::{self, Write};

use super::markup::Escaped;
use super::stats::{CLASSES, Counts, Group, Stats};
use crate::report::words::{Noun, Words, count};

/// The most rows of a plot whose names come from drafts; the rest is one row.
const ROWS: usize = 40;
/// With more rows than this, the page shows the first of them until it is asked for all.
const LONG: usize = 15;
/// How wide the longest bar is, in the units of its drawing.
const WIDTH: usize = 1_000;

/// A row of a plot.
struct Row {
    name: String,
    /// What the texts are narrowed to by a click on the name.
    filter: Option<String>,
    counts: Counts,
    drafts: usize,
    aside: String,
}

pub(super) fn by_rule(words: &Words, stats: &Stats, out: &mut dyn Write) -> io::Result<()> {
    let row = |(id, group): (&str, Group)| Row {
        name: id.to_owned(),
        filter: Some(id.to_owned()),
        counts: group.counts,
        drafts: group.drafts,
        aside: count(group.drafts, words.drafts),
    };
    chart(
        words,
        &Chart { id: "by-rule", title: words.by_rule, name: words.rule, filter: "rule" },
        stats.rules().into_iter().map(row).collect(),
        out,
    )
}

pub(super) fn by_channel(words: &Words, stats: &Stats, out: &mut dyn Write) -> io::Result<()> {
    let chart_of = Chart { id: "by-channel", title: words.by_channel, name: words.channel, filter: "channel" };
    chart(words, &chart_of, groups(words, words.no_channel, stats.channels()), out)
}

pub(super) fn by_author(words: &Words, stats: &Stats, out: &mut dyn Write) -> io::Result<()> {
    let chart_of = Chart { id: "by-author", title: words.by_author, name: words.author, filter: "author" };
    chart(words, &chart_of, groups(words, words.no_author, stats.authors()), out)
}

fn groups(words: &Words, nameless: &str, groups: Vec<(Option<&str>, Group)>) -> Vec<Row> {
    let row = |(name, group): (Option<&str>, Group)| Row {
        name: name.unwrap_or(nameless).to_owned(),
        filter: name.map(str::to_owned),
        counts: group.counts,
        drafts: group.drafts,
        aside: format!("{}, {} {}", count(group.drafts, words.drafts), words.number(group.score), words.of_100),
    };
    let mut rows: Vec<Row> = groups.into_iter().map(row).collect();
    if rows.len() > ROWS {
        let rest = rows.split_off(ROWS - 1);
        rows.push(others(&rest));
    }
    rows
}

/// Many rows as one.
fn others(rows: &[Row]) -> Row {
    let sum = |number: fn(&Row) -> usize| rows.iter().map(number).sum();
    Row {
        name: format!("… +{}", rows.len()),
        filter: None,
        counts: Counts {
            errors: sum(|row| row.counts.errors),
            warnings: sum(|row| row.counts.warnings),
            infos: sum(|row| row.counts.infos),
        },
        drafts: sum(|row| row.drafts),
        aside: String::new(),
    }
}

/// How many drafts have how many points.
pub(super) fn by_score(words: &Words, stats: &Stats, out: &mut dyn Write) -> io::Result<()> {
    let classes = stats.classes();
    let longest = classes.iter().copied().max().unwrap_or_default();
    let chart = Chart { id: "by-score", title: words.by_score, name: words.score, filter: "" };
    open(&chart, words.drafts, None, out)?;
    for (index, number) in classes.into_iter().enumerate() {
        let least = CLASSES[index];
        let most = if index == 0 { 100 } else { CLASSES[index - 1] - 1 };
        let name = if least == most { least.to_string() } else { format!("{least}–{most}") };
        writeln!(out, "<tr data-name=\"{name}\" data-drafts=\"{number}\"><th scope=\"row\">{name}</th><td class=\"bar\">")?;
        bar(&[("score", number)], longest, &count(number, words.drafts), out)?;
        writeln!(out, "</td><td class=\"number\">{number}</td></tr>")?;
    }
    close(out)
}

/// What a plot is of.
struct Chart<'a> {
    id: &'a str,
    title: &'a str,
    name: &'a str,
    filter: &'a str,
}

fn chart(words: &Words, chart: &Chart<'_>, rows: Vec<Row>, out: &mut dyn Write) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let longest = rows.iter().map(|row| row.counts.sum()).max().unwrap_or_default();
    let all = (rows.len() > LONG).then_some(words.show_all);
    open(chart, words.findings, all, out)?;
    for row in rows {
        let Counts { errors, warnings, infos } = row.counts;
        let name = Escaped(&row.name);
        let drafts = row.drafts;
        writeln!(
            out,
            "<tr data-name=\"{name}\" data-errors=\"{errors}\" data-warnings=\"{warnings}\" data-infos=\"{infos}\" data-drafts=\"{drafts}\">"
        )?;
        match &row.filter {
            Some(value) => {
                let value = Escaped(value);
                write!(out, "<th scope=\"row\"><a href=\"#texts\" data-filter=\"{}\" data-value=\"{value}\">{name}</a>", chart.filter)?;
            }
            None => write!(out, "<th scope=\"row\">{name}")?,
        }
        writeln!(out, "<span class=\"aside\">{}</span></th><td class=\"bar\">", row.aside)?;
        let parts = [("error", errors), ("warning", warnings), ("info", infos)];
        bar(&parts, longest, &words.tally(errors, warnings, infos), out)?;
        writeln!(out, "</td><td class=\"number\">{}</td></tr>", row.counts.sum())?;
    }
    close(out)
}

/// Begins a plot; `all` is what a click on it says that shows every row.
fn open(chart: &Chart<'_>, number: Noun, all: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    let Chart { id, title, name, .. } = chart;
    let all = all.map_or_else(String::new, |all| format!(" data-all=\"{all}\""));
    writeln!(out, "<section class=\"chart\" id=\"{id}\"{all}>\n<h2>{title}</h2>\n<table>")?;
    // Of fixed columns, so that every plot of the page has its bars in one line.
    out.write_all(b"<colgroup><col class=\"name\"><col><col class=\"sum\"></colgroup>\n")?;
    let columns = [*name, "", number[1]].map(|name| format!("<th scope=\"col\">{name}</th>")).concat();
    writeln!(out, "<thead><tr>{columns}</tr></thead>\n<tbody>")
}

fn close(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"</tbody>\n</table>\n</section>\n")
}

/// A bar of parts, each with its class. It stretches with its column; the longest one fills it.
fn bar(parts: &[(&str, usize)], longest: usize, label: &str, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<svg viewBox=\"0 0 {WIDTH} 10\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{}\">", Escaped(label))?;
    write!(out, "<title>{}</title>", Escaped(label))?;
    let mut before = 0;
    for (class, number) in parts.iter().filter(|(_, number)| *number > 0) {
        let at = |number: usize| (number * WIDTH).checked_div(longest).unwrap_or_default();
        let (start, end) = (at(before), at(before + number));
        write!(out, "<rect class=\"{class}\" x=\"{start}\" y=\"0\" width=\"{}\" height=\"10\"/>", end - start)?;
        before += number;
    }
    writeln!(out, "</svg>")
}

/// What the texts can be narrowed to. Hidden until the page's script takes it up.
pub(super) fn filters(words: &Words, stats: &Stats, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<form id=\"filters\" hidden>")?;
    let mut rules: Vec<&str> = stats.rules().into_iter().map(|(id, _)| id).collect();
    rules.sort_unstable();
    select(words, "rule", words.rule, &rules.iter().map(|id| (*id, *id)).collect::<Vec<_>>(), out)?;
    let named = |groups: Vec<(Option<String>, usize)>| {
        let mut names: Vec<String> = groups.into_iter().filter(|(_, findings)| *findings > 0).filter_map(|(name, _)| name).collect();
        names.sort_unstable();
        names
    };
    let owned = |groups: Vec<(Option<&str>, Group)>| {
        named(groups.into_iter().map(|(name, group)| (name.map(str::to_owned), group.counts.sum())).collect())
    };
    for (id, label, names) in [("channel", words.channel, owned(stats.channels())), ("author", words.author, owned(stats.authors()))] {
        select(words, id, label, &names.iter().map(|name| (name.as_str(), name.as_str())).collect::<Vec<_>>(), out)?;
    }
    let severities = [("error", words.errors[0]), ("warning", words.warnings[0]), ("info", words.notes[0])];
    select(words, "severity", words.severity, &severities, out)?;
    writeln!(out, "<label>{} <input type=\"search\" name=\"text\"></label>", words.search)?;
    writeln!(out, "<output></output>\n</form>\n<p id=\"no-match\" hidden>{}</p>", words.no_match)
}

fn select(words: &Words, name: &str, label: &str, options: &[(&str, &str)], out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<label>{label} <select name=\"{name}\"><option value=\"\">{}</option>", words.all)?;
    for (value, shown) in options {
        write!(out, "<option value=\"{}\">{}</option>", Escaped(value), Escaped(shown))?;
    }
    writeln!(out, "</select></label>")
}
