//! What a new rule is to do becomes the text of its file, with a comment on every part that its author will want to change.

use super::super::args::FamilyChoice;
use super::families;
use super::stopped::either;
use crate::draft::Kind;
use crate::engine::{Coined, Sketch};
use crate::text::Language;

/// What a rule file says in one language.
pub(super) struct Content {
    pub(super) sketch: Sketch,
    /// Phrases made of the sentences; the other families bring their own.
    pub(super) coined: Option<Coined>,
    pub(super) message: Option<String>,
}

/// The text of a rule file. Its comments are in the language that comes first.
pub(super) fn text(id: &str, family: FamilyChoice, contents: &[Content]) -> String {
    let (language, kind) = contents.first().map_or((Language::En, None), |content| (content.sketch.language, content.sketch.kind));
    // Where both languages are spoken, what stands at the top is English, as in the rules that come with Tonfall.
    let top = if contents.len() > 1 { Language::En } else { language };
    let say = |german: &str, english: &str| either(language, german, english).to_owned();
    let mut lines = vec![
        say(
            "# Eine Regel für Tonfall. Was hinter # steht, ist eine Erklärung.",
            "# A rule for Tonfall. What stands behind a # is a comment.",
        ),
        say(
            &format!("# Ausprobieren: tonfall rules try {id} \"Ein Satz.\"    Prüfen: tonfall rules test {id}"),
            &format!("# Try it: tonfall rules try {id} \"A sentence.\"    Test it: tonfall rules test {id}"),
        ),
        String::new(),
        format!("id: {id}"),
        say("# Eine Zeile: Was findet die Regel?", "# One line: what does the rule find?"),
        format!("summary: {}", quoted(families::start(family, top).summary)),
        say(
            "# Für den Schreibenden: Was macht das mit dem Leser, und was hilft stattdessen?",
            "# For the writer: what does it do to the reader, and what helps instead?",
        ),
        format!("why: {}", quoted(why(top))),
        say("# Worauf die Regel beruht.", "# What the rule rests on."),
        format!("source: {}", quoted(either(top, "unser Stilhandbuch", "our style guide"))),
        say(
            "# info zeigt, warning mahnt, error hält auf. Erst info; wenn sie sich bewährt, mehr.",
            "# info shows, warning urges, error holds a draft back. Start with info; raise it when the rule has proved itself.",
        ),
        "severity: info".to_owned(),
    ];
    lines.push(match kind {
        Some(Kind::Post) => say(
            "applies-to: [post]     # nur Beiträge; ohne die Zeile: auch Antworten",
            "applies-to: [post]     # posts alone; without this line: replies too",
        ),
        Some(Kind::Reply) => say(
            "applies-to: [reply]    # nur Antworten; ohne die Zeile: auch Beiträge",
            "applies-to: [reply]    # replies alone; without this line: posts too",
        ),
        None => say(
            "#applies-to: [reply]   # nur Antworten, oder nur Beiträge: [post]",
            "#applies-to: [reply]   # replies alone; or posts alone: [post]",
        ),
    });
    lines.extend(families::family_line(family, language).map(str::to_owned));
    lines.push("languages:".to_owned());
    for (number, content) in contents.iter().enumerate() {
        lines.push(format!("  {}:", content.sketch.language.code()));
        if contents.len() > 1 && content.sketch.language == Language::De {
            lines.push(format!("    summary: {}", quoted(families::start(family, Language::De).summary)));
            lines.push(format!("    why: {}", quoted(why(Language::De))));
        }
        // What is explained once need not be explained again.
        let comments = if number == 0 { Comments::Shown } else { Comments::LeftOut };
        lines.extend(part(family, content, language, comments));
    }
    lines.push(say(
        "# Die Tests der Regel: flag fällt auf, mit [[…]] um die Fundstelle; allow bleibt in Ruhe. Jeder falsche Alarm wird ein neues allow.",
        "# The rule's tests: flag is found, with [[…]] around the place; allow is left alone. Every false alarm becomes a new allow.",
    ));
    lines.push("examples:".to_owned());
    lines.extend(contents.iter().flat_map(|content| examples(family, content)));
    lines.join("\n") + "\n"
}

fn why(language: Language) -> &'static str {
    either(
        language,
        "So haben wir es vereinbart, damit wir überall gleich klingen.",
        "We have agreed on this, so that we sound the same everywhere.",
    )
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Comments {
    Shown,
    LeftOut,
}

/// What the rule says and looks for in one language; the comments are in the language of the file.
fn part(family: FamilyChoice, content: &Content, language: Language, comments: Comments) -> Vec<String> {
    let say = |german: &str, english: &str| either(language, german, english).to_owned();
    let own = |german: &str, english: &str| either(content.sketch.language, german, english).to_owned();
    let start = families::start(family, content.sketch.language);
    let mut lines = vec![say(
        "    # Was der Schreibende liest: was stört, und was hilft. {match} ist die gefundene Stelle.",
        "    # What the writer reads: what is wrong, and what helps. {match} is what was found.",
    )];
    lines.push(format!("    message: {}", quoted(content.message.as_deref().unwrap_or(start.message))));
    if let Some(coined) = &content.coined {
        if coined.is_literal {
            lines.push(say(
                "    # Die Sätze haben kein Wort gemeinsam, das nur sie haben: Kürze sie auf das, was stört.",
                "    # The sentences share no words that they alone have: shorten these phrases to what is wrong.",
            ));
        }
        lines.push(say(
            "    # Wonach gesucht wird. (a|b) eins von beiden, [x] darf fehlen, ... bis zu vier Wörter, wort* jede Endung, <time> eine Zeitangabe.",
            "    # What is looked for. (a|b) one of them, [x] may be missing, ... up to four words, word* any ending, <time> a point in time.",
        ));
        lines.push("    find:".to_owned());
        lines.extend(coined.phrases.iter().map(|phrase| format!("      - {}", quoted(phrase))));
        lines.push(say(
            "    # Falscher Alarm? Was hier steht, nimmt einen Treffer aus.",
            "    # A false alarm? What stands here takes a hit out.",
        ));
        lines.push("    #except:".to_owned());
        lines.push(format!("    #  - {}", quoted(&own("wie Sie gewünscht haben", "as you have asked for"))));
        lines.push(say(
            "    # Formulierungen zur Wahl; <…> füllt der Schreibende aus.",
            "    # Wordings to choose from; the writer fills <…> in.",
        ));
        lines.push("    #suggest:".to_owned());
        lines.push(format!("    #  - {}", quoted(&own("bis <Tag, Uhrzeit>", "by <day, time>"))));
    } else if !start.looks_for.is_empty() {
        lines.push(families::start(family, language).about.to_owned());
        lines.extend(start.looks_for.iter().map(|line| (*line).to_owned()));
    }
    if comments == Comments::LeftOut {
        lines.retain(|line| !line.starts_with("    #"));
    }
    lines
}

/// The sentences that were given, else those that the family brings along.
fn examples(family: FamilyChoice, content: &Content) -> Vec<String> {
    let start = families::start(family, content.sketch.language);
    let given = |given: &[String], usual: [&str; 2]| -> Vec<String> {
        if given.is_empty() { usual.map(str::to_owned).to_vec() } else { given.to_vec() }
    };
    let flag = content.coined.as_ref().map_or_else(|| given(&content.sketch.flag, start.flag), |coined| coined.marked.clone());
    let allow = given(&content.sketch.allow, start.allow);
    let code = content.sketch.language.code();
    let example = |kind: &str, text: &String| format!("  - {{lang: {code}, {kind}: {}}}", quoted(text));
    flag.iter().map(|text| example("flag", text)).chain(allow.iter().map(|text| example("allow", text))).collect()
}

/// A text in double quotes, as YAML and JSON have it alike.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::coin;
    use crate::rules::{Known, RuleSource, check};

    #[test]
    fn what_is_written_has_no_fault() {
        for language in Language::ALL {
            for kind in [None, Some(Kind::Post), Some(Kind::Reply)] {
                let flag = vec!["Say \"soon\": it's {soon} \\ #soon.".to_owned(), "soon".to_owned()];
                let sketch = Sketch { language, kind, flag, allow: vec!["today: 9".to_owned(), "- a".to_owned()] };
                let coined = Some(coin(&sketch));
                let text = text("a-rule", FamilyChoice::Find, &[Content { sketch, coined, message: Some("a: b # c".to_owned()) }]);
                let (file, problems) =
                    check(&RuleSource { path: "a-rule.yaml".to_owned(), text: text.clone() }, &|_| None, &Known::default());
                assert!(file.is_some() && problems.is_empty(), "{problems:?}\n{text}");
                // With the comments taken away, what they propose has none either.
                let bare: String = text
                    .lines()
                    .map(|line| {
                        line.replacen("    #except", "    except", 1)
                            .replacen("    #  -", "      -", 1)
                            .replacen("    #suggest", "    suggest", 1)
                            .replacen("#applies", "applies", 1)
                            + "\n"
                    })
                    .collect();
                let (file, problems) =
                    check(&RuleSource { path: "a-rule.yaml".to_owned(), text: bare.clone() }, &|_| None, &Known::default());
                assert!(
                    problems.is_empty() && file.is_some_and(|file| file.languages[&language].suggest.is_some()),
                    "{problems:?}\n{bare}"
                );
            }
        }
    }
}
