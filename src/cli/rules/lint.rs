//! What is weak in rules: their phrases, their messages, the wordings that they propose, and what they find where nothing is to be found.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::super::Outcome;
use super::super::args::LintArguments;
use super::super::explain::unknown;
use super::super::output::{Output, complain};
use super::super::project::Project;
use super::attempt::source_of;
use super::count::{Counts, count, share};
use crate::engine::objections;
use crate::rules::{Origin, Rule, RuleFile, review};
use crate::text::LineIndex;
use crate::yaml;

pub(super) fn run(arguments: &LintArguments, output: &mut Output) -> io::Result<Outcome> {
    let project = Project::of(Path::new("."));
    let faulty = project.complain();
    let rules = project.rules();
    let ids = || rules.rules().iter().map(|rule| rule.id.as_str());
    if let Some(id) = arguments.rules.iter().find(|id| ids().all(|known| known != id.as_str())) {
        complain(&unknown(id, ids()));
        return Ok(Outcome::Failure);
    }
    let is_own = |rule: &Rule| rule.origins.iter().any(|origin| matches!(origin, Origin::File(_)));
    let is_named = |rule: &Rule| arguments.rules.iter().any(|id| id == rule.id.as_str());
    let wanted = |rule: &&Rule| is_named(rule) || arguments.all || (arguments.rules.is_empty() && is_own(rule));
    let wanted: Vec<&Rule> = rules.rules().iter().filter(wanted).collect();
    let counts = arguments.against.as_deref().map(|folder| count(folder, rules));
    let settings = project.project.settings(Path::new("."));
    let mut remarks = 0;
    for rule in &wanted {
        for remark in weaknesses(rule) {
            remarks += 1;
            writeln!(output, "{remark}")?;
        }
        for objection in objections(rule, rules, &settings) {
            remarks += 1;
            let same =
                if objection.rule == rule.id.as_str() { "this rule itself".to_owned() } else { format!("the rule `{}`", objection.rule) };
            let (id, code) = (output.strong(rule.id.as_str()), objection.language.code());
            writeln!(
                output,
                "{id}: {code} proposes `{}`, and {same} flags that: {} (propose something else)",
                objection.wording, objection.message
            )?;
        }
        if let Some(counts) = &counts {
            remarks += too_often(rule, counts, arguments.most, output)?;
        }
    }
    let failed = counts.is_some_and(|counts| counts.failed);
    let noun = if wanted.len() == 1 { "rule" } else { "rules" };
    match remarks {
        0 => writeln!(output, "{} {noun}: nothing to object to", wanted.len())?,
        1 => writeln!(output, "{} {noun}, 1 remark", wanted.len())?,
        _ => writeln!(output, "{} {noun}, {remarks} remarks", wanted.len())?,
    }
    Ok(match (faulty || failed, remarks) {
        (true, _) => Outcome::Failure,
        (false, 0) => Outcome::Clean,
        (false, _) => Outcome::Findings,
    })
}

/// What is weak in the files of a rule, each with its place; of a built-in rule, with its name.
fn weaknesses(rule: &Rule) -> Vec<String> {
    let id = rule.id.as_str();
    let own: Vec<&str> =
        rule.origins.iter().filter_map(|origin| if let Origin::File(path) = origin { Some(path.as_str()) } else { None }).collect();
    let read = |path: &&str| fs::read_to_string(path).ok().map(|text| (Some((*path).to_owned()), text));
    let texts: Vec<(Option<String>, String)> = if own.is_empty() {
        crate::rules::built_in_text(id).map(|text| (None, text.to_owned())).into_iter().collect()
    } else {
        own.iter().filter_map(read).collect()
    };
    let mut out = Vec::new();
    for (path, text) in texts {
        let Ok(node) = yaml::parse(&text) else { continue };
        let Some(file) = yaml::decode::<RuleFile>(&node).0 else { continue };
        let lines = LineIndex::new(&text);
        for problem in review(&node, &file, rule) {
            let place = lines.line_column(&text, problem.span.start);
            let place = path.as_ref().map_or_else(|| id.to_owned(), |path| format!("{path}:{}:{}", place.line, place.column));
            let hint = problem.hint.map_or_else(String::new, |hint| format!(" ({hint})"));
            out.push(format!("{place}: {}{hint}", problem.message));
        }
    }
    out
}

/// The phrases that find something in too many good drafts.
fn too_often(rule: &Rule, counts: &Counts, most: f64, output: &mut Output) -> io::Result<usize> {
    let Some(count) = counts.rules.get(rule.id.as_str()) else { return Ok(0) };
    let mut remarks = 0;
    for (&(language, role), (drafts, first)) in &count.phrases {
        let of = count.spoken.get(&language).copied().unwrap_or_default();
        let Some(part) = rule.part(language).filter(|_| share(*drafts, of) > most) else { continue };
        remarks += 1;
        let (id, phrase, per_cent) = (output.strong(rule.id.as_str()), source_of(part, role), share(*drafts, of));
        writeln!(
            output,
            "{id}: {} `{phrase}` finds something in {drafts} of {of} good drafts ({per_cent:.0} %), first in {first} (make it narrower, or add `except`)",
            language.code()
        )?;
    }
    Ok(remarks)
}
