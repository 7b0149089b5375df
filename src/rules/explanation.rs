//! A rule's file becomes its explanation for the writer: Markdown, in one language. Knows no place where it is shown.

use super::file::{Example, Level, RuleFile};
use crate::draft::Kind;
use crate::text::Language;

/// The explanation as Markdown, without a heading.
#[must_use]
pub fn explanation(id: &str, file: &RuleFile, language: Language) -> String {
    let words = Words::of(language);
    let mut text = format!("{}\n\n{}\n", summary(file, language), reason(file, language));
    let severity = match file.severity {
        Some(Level::Error) => "error",
        Some(Level::Info) => "info",
        Some(Level::Off) => "off",
        Some(Level::Warning) | None => "warning",
    };
    let kinds = match file.applies_to.as_deref() {
        Some([Kind::Post]) => words.posts,
        Some([Kind::Reply]) => words.replies,
        _ => words.both,
    };
    text.push_str(&format!("\n{}: {severity}. {}: {kinds}.\n", words.severity, words.applies_to));
    let of_language = |example: &&Example| example.lang == language;
    let examples: Vec<&Example> = file.examples.iter().flatten().filter(of_language).collect();
    for (heading, pick) in
        [(words.bad, (|e: &Example| e.flag.clone()) as fn(&Example) -> Option<String>), (words.good, |e| e.allow.clone())]
    {
        let shown: Vec<String> = examples.iter().filter_map(|example| pick(example)).take(3).collect();
        if !shown.is_empty() {
            text.push_str(&format!("\n{heading}:\n"));
            shown.iter().for_each(|example| text.push_str(&format!("- {}\n", one_line(&example.replace("[[", "").replace("]]", "")))));
        }
    }
    text.push_str(&format!(
        "\n{}:\n\n```yaml\nrules:\n  {id}: {}\n",
        words.configure,
        if severity == "error" { "warning" } else { "error" }
    ));
    if let Some(params) = file.params.as_ref().filter(|params| !params.is_empty()) {
        text.push_str(&format!("# {}\n", words.params));
        for (name, value) in params {
            text.push_str(&format!("#   {name}: {value}\n"));
        }
    }
    text.push_str("```\n");
    if let Some(source) = &file.source {
        text.push_str(&format!("\n{}: {}\n", words.source, source.trim()));
    }
    text
}

/// Why a rule is there, and what helps, for the writer: Markdown.
#[must_use]
pub fn reason(file: &RuleFile, language: Language) -> &str {
    let part = file.languages.get(&language);
    part.and_then(|part| part.why.as_deref()).or(file.why.as_deref()).unwrap_or_default().trim()
}

/// What a rule finds, in a line.
#[must_use]
pub fn summary(file: &RuleFile, language: Language) -> &str {
    let part = file.languages.get(&language);
    part.and_then(|part| part.summary.as_deref()).or(file.summary.as_deref()).unwrap_or_default().trim()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The fixed words of an explanation.
struct Words {
    severity: &'static str,
    applies_to: &'static str,
    posts: &'static str,
    replies: &'static str,
    both: &'static str,
    bad: &'static str,
    good: &'static str,
    configure: &'static str,
    params: &'static str,
    source: &'static str,
}

impl Words {
    fn of(language: Language) -> Self {
        match language {
            Language::De => Self {
                severity: "Schwere",
                applies_to: "Gilt für",
                posts: "Beiträge",
                replies: "Antworten",
                both: "Beiträge und Antworten",
                bad: "Das fällt auf",
                good: "Das ist in Ordnung",
                configure: "Einstellen in `tonfall.yaml` (`off` schaltet die Regel ab)",
                params: "oder eine Zuordnung mit `severity:` und diesen Werten:",
                source: "Quelle",
            },
            Language::En => Self {
                severity: "Severity",
                applies_to: "Applies to",
                posts: "posts",
                replies: "replies",
                both: "posts and replies",
                bad: "Flagged",
                good: "Fine",
                configure: "Set in `tonfall.yaml` (`off` turns the rule off)",
                params: "or a map with `severity:` and these values:",
                source: "Source",
            },
        }
    }
}
