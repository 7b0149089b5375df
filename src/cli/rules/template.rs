//! What a new rule is to do becomes the text of its file, with a comment on every part that its author will want to change.

use super::stopped::either;
use crate::draft::Kind;
use crate::engine::{Coined, Sketch};

/// The text of a rule file.
pub(super) fn text(id: &str, sketch: &Sketch, coined: &Coined, message: Option<&str>) -> String {
    let language = sketch.language;
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
        format!("summary: {}", quoted(&say("Sagt, was nicht zu unserem Ton passt.", "Says what does not fit our tone."))),
        say(
            "# Für den Schreibenden: Was macht das mit dem Leser, und was hilft stattdessen?",
            "# For the writer: what does it do to the reader, and what helps instead?",
        ),
        format!("why: {}", quoted(&say("Hier steht, warum.", "Say here why."))),
        say("# Worauf die Regel beruht.", "# What the rule rests on."),
        format!("source: {}", quoted(&say("unser Stilhandbuch", "our style guide"))),
        say(
            "# info zeigt, warning mahnt, error hält auf. Erst info; wenn sie sich bewährt, mehr.",
            "# info shows, warning urges, error holds a draft back. Start with info; raise it when the rule has proved itself.",
        ),
        "severity: info".to_owned(),
    ];
    match sketch.kind {
        Some(Kind::Post) => lines.push(say(
            "applies-to: [post]     # nur Beiträge; ohne die Zeile: auch Antworten",
            "applies-to: [post]     # posts alone; without this line: replies too",
        )),
        Some(Kind::Reply) => lines.push(say(
            "applies-to: [reply]    # nur Antworten; ohne die Zeile: auch Beiträge",
            "applies-to: [reply]    # replies alone; without this line: posts too",
        )),
        None => lines.push(say(
            "#applies-to: [reply]   # nur Antworten, oder nur Beiträge: [post]",
            "#applies-to: [reply]   # replies alone; or posts alone: [post]",
        )),
    }
    lines.push("languages:".to_owned());
    lines.push(format!("  {}:", language.code()));
    lines.push(say(
        "    # Was der Schreibende liest: was stört, und was hilft. {match} ist die gefundene Stelle.",
        "    # What the writer reads: what is wrong, and what helps. {match} is what was found.",
    ));
    let usual = say(
        "„{match}“ passt nicht zu unserem Ton. Sag stattdessen, was du tust.",
        "“{match}” does not fit our tone. Say what you do instead.",
    );
    lines.push(format!("    message: {}", quoted(message.unwrap_or(&usual))));
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
    lines.push(format!("    #  - {}", quoted(&say("wie Sie gewünscht haben", "as you have asked for"))));
    lines.push(say(
        "    # Formulierungen zur Wahl; <…> füllt der Schreibende aus.",
        "    # Wordings to choose from; the writer fills <…> in.",
    ));
    lines.push("    #suggest:".to_owned());
    lines.push(format!("    #  - {}", quoted(&say("bis <Tag, Uhrzeit>", "by <day, time>"))));
    lines.push(say(
        "# Die Tests der Regel: flag fällt auf, mit [[…]] um die Fundstelle; allow bleibt in Ruhe. Jeder falsche Alarm wird ein neues allow.",
        "# The rule's tests: flag is found, with [[…]] around the place; allow is left alone. Every false alarm becomes a new allow.",
    ));
    lines.push("examples:".to_owned());
    let example = |kind: &str, text: &String| format!("  - {{lang: {}, {kind}: {}}}", language.code(), quoted(text));
    lines.extend(coined.marked.iter().map(|text| example("flag", text)));
    lines.extend(sketch.allow.iter().map(|text| example("allow", text)));
    lines.join("\n") + "\n"
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
    use crate::text::Language;

    #[test]
    fn what_is_written_has_no_fault() {
        for language in Language::ALL {
            for kind in [None, Some(Kind::Post), Some(Kind::Reply)] {
                let flag = vec!["Say \"soon\": it's {soon} \\ #soon.".to_owned(), "soon".to_owned()];
                let sketch = Sketch { language, kind, flag, allow: vec!["today: 9".to_owned(), "- a".to_owned()] };
                let text = text("a-rule", &sketch, &coin(&sketch), Some("a: b # c"));
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
