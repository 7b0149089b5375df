//! Sentences that say du or Sie, and sentences that only look as if they did: how many of the first are found, how few of the second.

use tonfall::config::Settings;
use tonfall::draft::{Format, read};
use tonfall::engine::lint_with;
use tonfall::rules::RuleSet;

/// What is asked of the sentences under a heading.
struct Task {
    heading: &'static str,
    /// The rules that are run, and the front matter's `address:`.
    runs: &'static [(&'static str, Option<&'static str>)],
    expected: Expected,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expected {
    Finding,
    Nothing,
}

const TASKS: [Task; 8] = [
    Task { heading: "mix", runs: &[("address-form-mix", None)], expected: Expected::Finding },
    Task { heading: "sie", runs: &[("address-form-policy", Some("sie"))], expected: Expected::Finding },
    Task { heading: "du", runs: &[("address-form-policy", Some("du"))], expected: Expected::Finding },
    Task { heading: "case", runs: &[("du-case", None)], expected: Expected::Finding },
    Task {
        heading: "ok",
        runs: &[("address-form-mix", None), ("address-form-policy", Some("sie")), ("address-form-policy", Some("du")), ("du-case", None)],
        expected: Expected::Nothing,
    },
    Task {
        heading: "du-ok",
        runs: &[("address-form-mix", None), ("address-form-policy", Some("du")), ("du-case", None)],
        expected: Expected::Nothing,
    },
    Task { heading: "sie-ok", runs: &[("address-form-mix", None), ("address-form-policy", Some("sie"))], expected: Expected::Nothing },
    Task { heading: "case-ok", runs: &[("du-case", None)], expected: Expected::Nothing },
];

/// The sentences under a heading, with `\n` for line breaks.
fn sentences(heading: &str) -> Vec<String> {
    let text = include_str!("sentences.txt");
    let start = text.find(&format!("# {heading}:")).unwrap_or_else(|| panic!("{heading} is a heading"));
    text[start..]
        .lines()
        .skip(1)
        .take_while(|line| !line.starts_with("# "))
        .filter(|line| !line.is_empty())
        .map(|line| line.replace("\\n", "\n"))
        .collect()
}

fn finds(rules: &RuleSet, settings: &Settings, rule: &str, address: Option<&str>, sentence: &str) -> bool {
    let address = address.map_or_else(String::new, |address| format!(", address: {address}"));
    // The sentence before keeps a leading quote from being read as the message that is answered.
    let file = format!("---\n{{kind: post, lang: de{address}}}\n---\nDie S1 fährt.\n\n{sentence}\n");
    let drafts = read(file.as_bytes(), Format::Markdown);
    !lint_with(&drafts[0], rules, settings, rule).is_empty()
}

#[test]
fn du_and_sie_are_told_apart() {
    let (rules, settings) = (RuleSet::built_in(), Settings::default());
    let (mut found, mut missed, mut false_alarms, mut left_alone) = (0, Vec::new(), Vec::new(), 0);
    for task in &TASKS {
        for sentence in sentences(task.heading) {
            let fired: Vec<&str> = task
                .runs
                .iter()
                .filter(|(rule, address)| finds(&rules, &settings, rule, *address, &sentence))
                .map(|(rule, _)| *rule)
                .collect();
            match (task.expected, fired.is_empty()) {
                (Expected::Finding, false) => found += 1,
                (Expected::Finding, true) => missed.push(format!("{}: {sentence}", task.heading)),
                (Expected::Nothing, true) => left_alone += 1,
                (Expected::Nothing, false) => false_alarms.push(format!("{}: {sentence} {fired:?}", task.heading)),
            }
        }
    }
    let share = |part: usize, other: usize| {
        #[expect(clippy::cast_precision_loss, reason = "counts are small")]
        let share = part as f64 / (part + other).max(1) as f64;
        share
    };
    let (precision, recall) = (share(found, false_alarms.len()), share(found, missed.len()));
    let (faults, traps) = (found + missed.len(), left_alone + false_alarms.len());
    println!("missed:\n  {}\nfalse alarms:\n  {}", missed.join("\n  "), false_alarms.join("\n  "));
    println!("{faults} faults, {traps} traps: precision {precision:.3}, recall {recall:.3}");
    assert!(faults + traps >= 300 && traps * 2 >= faults + traps, "{faults} faults, {traps} traps");
    assert!(precision >= 0.97, "{precision}");
    assert!(recall >= 0.9, "{recall}");
}

/// Fixes change every word that has to change, and nothing else.
#[test]
fn fixes_leave_one_form() {
    let (rules, settings) = (RuleSet::built_in(), Settings::default());
    let (mut fixed, mut total) = (0, 0);
    for (heading, address) in [("sie", "sie"), ("du", "du")] {
        for sentence in sentences(heading) {
            let file = format!("---\n{{kind: post, lang: de, address: {address}}}\n---\nDie S1 fährt.\n\n{sentence}\n");
            let drafts = read(file.as_bytes(), Format::Markdown);
            let findings = lint_with(&drafts[0], &rules, &settings, "address-form-policy");
            let Some(finding) = findings.first() else { continue };
            total += 1;
            let Some(fix) = finding.fixes.first() else { continue };
            fixed += 1;
            let mut bytes = file.clone();
            for edit in fix.edits.iter().rev() {
                bytes.replace_range(edit.span.start()..edit.span.end(), &edit.text);
            }
            println!("{sentence} → {}", bytes.lines().last().unwrap_or_default());
            let mended = read(bytes.as_bytes(), Format::Markdown);
            assert!(lint_with(&mended[0], &rules, &settings, "address-form-policy").is_empty(), "{sentence} → {bytes}");
        }
    }
    assert!(fixed * 10 >= total * 7, "{fixed} of {total} are fixed");
}
