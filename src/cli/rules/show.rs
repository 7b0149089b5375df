//! One rule, whole: what it is for, what it looks for, and the files that it is made of.

use std::io::{self, Write};
use std::path::Path;

use super::super::Outcome;
use super::super::args::{LanguageChoice, ListFormat};
use super::super::explain::unknown;
use super::super::output::{Output, complain};
use super::super::project::Project;
use super::super::reference;
use super::list::described;
use super::stopped::either;
use crate::rules::{Entries, Entry, LanguageFile, Origin, explanation};
use crate::text::Language;

pub(super) fn run(id: &str, format: ListFormat, language: Option<LanguageChoice>, output: &mut Output) -> io::Result<Outcome> {
    let project = Project::of(Path::new("."));
    let rules = project.rules();
    let (Some(rule), Some(file)) = (rules.get(id), rules.file(id)) else {
        project.complain();
        complain(&unknown(id, rules.rules().iter().map(|rule| rule.id.as_str())));
        return Ok(Outcome::Failure);
    };
    match format {
        ListFormat::Markdown => write!(output, "{}", reference::page(id, &file))?,
        ListFormat::Json => {
            let mut value = described(rules, rule);
            for (&language, part) in &file.languages {
                let phrases: Vec<&str> = part.find.all().iter().map(Entry::source).collect();
                value["phrases"][language.code()] = phrases.into();
            }
            serde_json::to_writer_pretty(&mut *output, &value)?;
            writeln!(output)?;
        }
        ListFormat::Text => {
            writeln!(output, "{}", output.strong(id))?;
            let origins = rule.origins.iter().map(|origin| match origin {
                Origin::BuiltIn => "built in",
                Origin::File(path) => path.as_str(),
            });
            writeln!(output, "{}", origins.collect::<Vec<_>>().join(", then "))?;
            let wanted = language.map(Language::from);
            for (&language, part) in file.languages.iter().filter(|(language, _)| wanted.is_none_or(|wanted| wanted == **language)) {
                writeln!(output, "\n{}\n", output.strong(either(language, "Deutsch", "English")))?;
                write!(output, "{}", explanation(id, &file, language))?;
                phrases(part, language, output)?;
            }
        }
    }
    Ok(if project.complain() { Outcome::Failure } else { Outcome::Clean })
}

fn phrases(part: &LanguageFile, language: Language, output: &mut Output) -> io::Result<()> {
    if let Some(message) = &part.message {
        writeln!(output, "\n{}: {}", either(language, "Meldung", "Message"), message.trim())?;
    }
    let lists: [(&str, &Entries); 6] = [
        (either(language, "Sucht", "Looks for"), &part.find),
        (either(language, "Außer", "Except"), &part.except),
        (either(language, "Nicht, wenn im Satz steht", "Unless the sentence has"), &part.unless_in_sentence),
        (either(language, "Nur, wenn im Satz steht", "Only where the sentence has"), &part.only_in_sentence),
        (either(language, "Nicht, wenn im Entwurf steht", "Unless the draft has"), &part.unless_in_draft),
        (either(language, "Nur, wenn im Entwurf steht", "Only where the draft has"), &part.only_in_draft),
    ];
    for (heading, entries) in lists.into_iter().filter(|(_, entries)| !entries.all().is_empty()) {
        writeln!(output, "\n{heading}:")?;
        for entry in entries.all() {
            writeln!(output, "- {}", entry.source())?;
        }
    }
    Ok(())
}
