//! A rule's id becomes its explanation: what it finds, why, what good and bad look like, how to change it.

use std::io::{self, Write};

use super::Outcome;
use super::args::ExplainArguments;
use super::output::{Output, complain};
use super::project::Project;
use crate::rules::explanation;
use crate::text::Language;

pub(super) fn run(arguments: &ExplainArguments, output: &mut Output) -> io::Result<Outcome> {
    let project = Project::of(std::path::Path::new("."));
    let Some(file) = project.rules().file(&arguments.rule) else {
        complain(&unknown(&arguments.rule, project.rules().rules().iter().map(|rule| rule.id.as_str())));
        return Ok(Outcome::Failure);
    };
    let language = arguments.lang.map_or_else(language_of_the_user, Language::from);
    let id = arguments.rule.as_str();
    writeln!(output, "{}\n", output.strong(id))?;
    write!(output, "{}", explanation(id, &file, language))?;
    Ok(Outcome::Clean)
}

/// What to say of a rule that is not there.
pub(super) fn unknown<'a>(id: &str, known: impl Iterator<Item = &'a str>) -> String {
    let nearest = known.map(|name| (strsim::jaro_winkler(id, name), name)).max_by(|(a, _), (b, _)| a.total_cmp(b));
    match nearest.filter(|(likeness, _)| *likeness > 0.75) {
        Some((_, name)) => format!("there is no rule `{id}`; did you mean `{name}`?"),
        None => format!("there is no rule `{id}`; `tonfall rules list` names them all"),
    }
}

/// The language that the user's environment asks for: German where it says so, else English.
pub(super) fn language_of_the_user() -> Language {
    let asked = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(std::env::var_os).find(|value| !value.is_empty());
    if asked.is_some_and(|value| value.to_string_lossy().starts_with("de")) { Language::De } else { Language::En }
}
