//! What each rule and each phrase finds in a folder of drafts: what never fires, and what fires everywhere.

use std::io::{self, Write};

use super::super::Outcome;
use super::super::args::{StatsArguments, StatsFormat};
use super::super::explain::unknown;
use super::super::output::{Output, complain};
use super::super::project::Project;
use super::attempt::source_of;
use super::count::{Count, Counts, count, share};
use crate::rules::{Entry, Origin, Role, Rule};
use crate::text::Language;

/// From this share of its drafts on, in per cent, a rule fires everywhere.
const EVERYWHERE: f64 = 50.0;

pub(super) fn run(arguments: &StatsArguments, output: &mut Output) -> io::Result<Outcome> {
    let project = Project::of(&arguments.folder);
    let rules = project.rules();
    let ids = || rules.rules().iter().map(|rule| rule.id.as_str());
    if let Some(id) = arguments.select.iter().find(|id| ids().all(|known| known != id.as_str())) {
        complain(&unknown(id, ids()));
        return Ok(Outcome::Failure);
    }
    let counts = count(&arguments.folder, rules);
    let is_wanted = |rule: &&Rule| arguments.select.is_empty() || arguments.select.iter().any(|id| id == rule.id.as_str());
    let wanted: Vec<&Rule> = rules.rules().iter().filter(is_wanted).collect();
    match arguments.format {
        StatsFormat::Text => show(&counts, &wanted, arguments, output)?,
        StatsFormat::Json => {
            let all: Vec<serde_json::Value> = wanted.iter().map(|rule| described(rule, &of(&counts, rule))).collect();
            serde_json::to_writer_pretty(&mut *output, &serde_json::json!({"drafts": counts.drafts, "rules": all}))?;
            writeln!(output)?;
        }
    }
    Ok(if project.complain() || counts.failed { Outcome::Failure } else { Outcome::Clean })
}

fn of(counts: &Counts, rule: &Rule) -> Count {
    counts.rules.get(rule.id.as_str()).cloned().unwrap_or_default()
}

fn show(counts: &Counts, wanted: &[&Rule], arguments: &StatsArguments, output: &mut Output) -> io::Result<()> {
    let drafts = if counts.drafts == 1 { "draft" } else { "drafts" };
    writeln!(output, "{} {drafts}\n", counts.drafts)?;
    let mut rows: Vec<(&Rule, Count)> = wanted.iter().map(|rule| (*rule, of(counts, rule))).collect();
    rows.sort_by(|(a, x), (b, y)| (std::cmp::Reverse(x.hit), &a.id).cmp(&(std::cmp::Reverse(y.hit), &b.id)));
    writeln!(output, "{}", output.strong(&format!("{:32} {:>8} {:>8} {:>9}", "rule", "drafts", "share", "findings")))?;
    for (rule, count) in rows.iter().filter(|(_, count)| count.hit > 0) {
        writeln!(output, "{:32} {:>8} {:>6.1} % {:>9}", rule.id.as_str(), count.hit, count.share(), count.findings)?;
        if arguments.phrases || !arguments.select.is_empty() || is_own(rule) {
            phrases(rule, count, output)?;
        }
    }
    let list = |fits: &dyn Fn(&Rule, &Count) -> bool| {
        let ids: Vec<&str> = rows.iter().filter(|(rule, count)| fits(rule, count)).map(|(rule, _)| rule.id.as_str()).collect();
        ids.join(", ")
    };
    for (heading, ids) in [
        ("Fire everywhere: look whether that is meant", list(&|_, count| count.hit > 1 && count.share() >= EVERYWHERE)),
        ("Your own rules that never fire", list(&|rule, count| is_own(rule) && count.drafts > 0 && count.hit == 0)),
        ("Your own rules that speak of none of these drafts", list(&|rule, count| is_own(rule) && count.drafts == 0)),
        ("Built-in rules that never fire", list(&|rule, count| !is_own(rule) && count.hit == 0)),
    ] {
        if !ids.is_empty() {
            writeln!(output, "\n{}\n  {ids}", output.strong(heading))?;
        }
    }
    Ok(())
}

/// In how many drafts each phrase of a rule counts, those without any last.
fn phrases(rule: &Rule, count: &Count, output: &mut Output) -> io::Result<()> {
    for (&language, &drafts) in &count.spoken {
        let Some(part) = rule.part(language) else { continue };
        let mut rows: Vec<(usize, &str)> = (0u32..)
            .zip(part.find())
            .map(|(number, entry)| (count.phrases.get(&(language, Role::Find(number))).map_or(0, |(drafts, _)| *drafts), entry.source()))
            .collect();
        rows.sort_by_key(|(drafts, _)| std::cmp::Reverse(*drafts));
        for (hit, phrase) in rows {
            writeln!(output, "  {} {:29} {hit:>8} {:>6.1} %", language.code(), format!("`{phrase}`"), share(hit, drafts))?;
        }
    }
    Ok(())
}

fn is_own(rule: &Rule) -> bool {
    rule.origins.iter().any(|origin| matches!(origin, Origin::File(_)))
}

fn described(rule: &Rule, count: &Count) -> serde_json::Value {
    let phrase = |(&(language, role), (drafts, first)): (&(Language, Role), &(usize, String))| {
        let part = rule.part(language)?;
        Some(serde_json::json!({"language": language.code(), "phrase": source_of(part, role), "drafts": drafts, "first": first}))
    };
    let unused = count.spoken.keys().filter_map(|&language| Some((language, rule.part(language)?))).flat_map(|(language, part)| {
        let never = (0u32..).zip(part.find()).filter(move |(number, _)| !count.phrases.contains_key(&(language, Role::Find(*number))));
        never.map(move |(_, entry): (u32, &Entry)| serde_json::json!({"language": language.code(), "phrase": entry.source(), "drafts": 0}))
    });
    serde_json::json!({
        "id": rule.id.as_str(),
        "drafts": count.drafts,
        "hit": count.hit,
        "findings": count.findings,
        "phrases": count.phrases.iter().filter_map(phrase).chain(unused).collect::<Vec<_>>(),
    })
}
