//! Rules become the rule reference: one Markdown page each, and an index.

use crate::rules::{RuleFile, RuleSet, explanation};
use crate::text::Language;

/// The page of a rule, in both of its languages, with every message that it may show.
pub(super) fn page(id: &str, file: &RuleFile) -> String {
    let mut page = format!("# {id}\n");
    for language in Language::ALL {
        let Some(part) = file.languages.get(&language) else { continue };
        let (name, messages) = match language {
            Language::De => ("Deutsch", "Meldungen"),
            Language::En => ("English", "Messages"),
        };
        page.push_str(&format!("\n## {name}\n\n{}", explanation(id, file, language)));
        let detailed = part.find.all().iter().filter_map(|entry| match entry {
            crate::rules::Entry::Detailed(entry) => entry.message.as_ref(),
            crate::rules::Entry::Phrase(_) => None,
        });
        let all: Vec<&String> = part.message.iter().chain(part.messages.values()).chain(detailed).collect();
        if !all.is_empty() {
            page.push_str(&format!("\n{messages}:\n"));
            all.iter().for_each(|message| page.push_str(&format!("- {}\n", message.trim())));
        }
    }
    page
}

/// The index of every rule.
pub(super) fn index(rules: &RuleSet) -> String {
    let mut index = String::from("# Rules\n\n| rule | severity | what it finds |\n|---|---|---|\n");
    for rule in rules.rules() {
        let summary = rules.file(rule.id.as_str()).and_then(|file| file.summary).unwrap_or_default();
        let severity = rule.severity.map_or("off", |severity| severity.name());
        index.push_str(&format!("| [`{id}`]({id}.md) | {severity} | {} |\n", summary.trim(), id = rule.id));
    }
    index
}
