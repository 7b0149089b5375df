//! What applies to a file, and where each setting comes from.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use super::Outcome;
use super::args::ConfigArguments;
use super::output::{Output, complain};
use super::project::Project;
use crate::config::{Origin, Settings};
use crate::draft::RuleSetting;
use crate::rules::{Manner, Origin as RuleOrigin, PackFile, Rule};
use crate::workspace::{Disk, Found, PACK_NAME, display, read_source};

pub(super) fn run(arguments: &ConfigArguments, output: &mut Output) -> io::Result<Outcome> {
    if !arguments.path.exists() {
        complain(&format!("{}: there is no such file or folder", display(&arguments.path)));
        return Ok(Outcome::Failure);
    }
    let project = Project::of(&arguments.path);
    let config = project.project.config_path.as_deref().map_or_else(|| "none: the defaults apply".to_owned(), display);
    writeln!(output, "config: {config}")?;
    writeln!(output, "project: {}", display(&project.project.root))?;
    for folder in &project.project.rule_folders {
        let pack = std::fs::read_to_string(folder.join(PACK_NAME)).ok().and_then(|text| PackFile::parse(&text).0);
        let pack = pack.map_or_else(String::new, |pack| format!("  # {} {}", pack.name, pack.version));
        writeln!(output, "rules: {}{pack}", display(folder))?;
    }
    let settings = project.project.settings(&arguments.path);
    writeln!(output, "\n{}", output.strong("settings"))?;
    for setting in settings.explain() {
        let origin = match &setting.origin {
            Origin::BuiltIn => "default".to_owned(),
            Origin::File { path, span } => place(&project, path, span.start()),
        };
        writeln!(output, "  {}: {}  # {origin}", setting.key, setting.value)?;
    }
    writeln!(output, "\n{}", output.strong("rules"))?;
    let drafts = front_matter(&arguments.path, &project);
    for rule in project.rules().rules() {
        show(rule, &project, &settings, &drafts, output)?;
    }
    Ok(if project.complain() { Outcome::Failure } else { Outcome::Clean })
}

/// What the front matter of the drafts of a file says of single rules.
fn front_matter(path: &Path, project: &Project) -> Vec<RuleSetting> {
    let found = Found::new(path.to_owned(), Arc::clone(&project.project));
    let source = path.is_file().then(|| read_source(&found, &Disk).ok()).flatten();
    source.into_iter().flat_map(|source| source.drafts).flat_map(|draft| draft.front.rules).collect()
}

/// A rule, and for each part that a layer above the built-in one states, that layer.
fn show(rule: &Rule, project: &Project, settings: &Settings, drafts: &[RuleSetting], output: &mut Output) -> io::Result<()> {
    let id = rule.id.as_str();
    let of_draft = drafts.iter().rfind(|setting| setting.id.value == id);
    let severity = settings.severities.get(&rule.id).copied().unwrap_or(rule.severity);
    let severity = of_draft.and_then(|setting| setting.severity).unwrap_or(severity).map_or("off", |severity| severity.name());
    let mut parts = parts(rule, project, settings);
    if let Some(setting) = of_draft {
        let stated = setting.severity.map(|_| "severity".to_owned()).into_iter().chain(setting.params.keys().cloned());
        stated.for_each(|name| state(&mut parts, name, "the front matter".to_owned()));
    }
    let is_built_in = rule.origins.first() == Some(&RuleOrigin::BuiltIn);
    if let [RuleOrigin::File(only)] = &rule.origins[..]
        && parts.iter().all(|(_, origin)| origin == only)
    {
        return writeln!(output, "  {id:28} {severity:8} # {only}");
    }
    if parts.is_empty() {
        return writeln!(output, "  {id:28} {severity:8} # built in");
    }
    writeln!(output, "  {id:28} {severity}")?;
    for (name, origin) in parts {
        writeln!(output, "    {name:35} # {origin}")?;
    }
    if is_built_in { writeln!(output, "    {:35} # built in", "the rest") } else { Ok(()) }
}

/// The parts of a rule that are not built in, in the order in which they were first stated, each with where it comes from.
fn parts(rule: &Rule, project: &Project, settings: &Settings) -> Vec<(String, String)> {
    let id = rule.id.as_str();
    let mut parts: Vec<(String, String)> = Vec::new();
    for (path, layer) in project.rules().layers(id) {
        for part in layer.stated_parts() {
            match part.manner {
                Manner::Replaces => state(&mut parts, part.name, path.to_owned()),
                Manner::Changes { added, removed } => {
                    let count = |number: usize, what: &str| (number > 0).then(|| format!("{number} {what}"));
                    let changes: Vec<String> = [count(added, "added"), count(removed, "removed")].into_iter().flatten().collect();
                    parts.push((format!("{}: {}", part.name, changes.join(", ")), path.to_owned()));
                }
            }
        }
    }
    let prefix = format!("rules.{id}.");
    for setting in settings.explain() {
        let name = setting.key.strip_prefix(&prefix).filter(|name| !name.starts_with("languages"));
        if let (Some(name), Origin::File { path, span }) = (name, &setting.origin) {
            state(&mut parts, name.to_owned(), place(project, path, span.start()));
        }
    }
    parts
}

/// A later layer takes the place of an earlier one.
fn state(parts: &mut Vec<(String, String)>, name: String, origin: String) {
    parts.retain(|(known, _)| *known != name && !known.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with(": ")));
    parts.push((name, origin));
}

fn place(project: &Project, path: &str, offset: usize) -> String {
    let text = project.project.config_text(path).unwrap_or_default();
    let line = crate::text::LineIndex::new(text).line_column(text, offset);
    format!("{path}:{}:{}", line.line, line.column)
}
