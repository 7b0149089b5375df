//! What applies to a file, and where each setting comes from.

use std::io::{self, Write};

use super::Outcome;
use super::args::ConfigArguments;
use super::output::{Output, complain};
use super::project::Project;
use crate::config::Origin;
use crate::rules::Origin as RuleOrigin;
use crate::workspace::display;

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
        writeln!(output, "rules: {}", display(folder))?;
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
    for rule in project.rules().rules() {
        let own = settings.severities.get(&rule.id);
        let severity = own.copied().unwrap_or(rule.severity).map_or("off", |severity| severity.name());
        let origins: Vec<&str> =
            rule.origins.iter().map(|origin| if let RuleOrigin::File(path) = origin { path } else { "built in" }).collect();
        let config = if own.is_some() { ", then the config" } else { "" };
        writeln!(output, "  {:28} {severity:8} # {}{config}", rule.id.as_str(), origins.join(", then "))?;
    }
    Ok(if project.complain() { Outcome::Failure } else { Outcome::Clean })
}

fn place(project: &Project, path: &str, offset: usize) -> String {
    let text = project.project.config_text(path).unwrap_or_default();
    let line = crate::text::LineIndex::new(text).line_column(text, offset);
    format!("{path}:{}:{}", line.line, line.column)
}
