//! The built-in pack as a whole: every rule is well-formed, documented in both languages, and passes its own examples.

use tonfall::analysers::ANALYSERS;
use tonfall::analysers::{Reading, fill};
use tonfall::engine::{Exhibit, Outcome, lint_with, trace};
use tonfall::rules::{Entry, Known, RuleFile, RuleSet, RuleSource, built_in_file, built_in_ids, check, topic_ids};
use tonfall::text::Language;

/// Rules on what only German has.
const GERMAN_ALONE: [&str; 1] = ["du-case"];

fn files() -> Vec<(String, RuleFile)> {
    built_in_ids().map(|id| (id.to_owned(), built_in_file(id).unwrap())).collect()
}

#[test]
fn rule_files_have_no_fault() {
    let analysers: Vec<&str> = ANALYSERS.iter().map(|analyser| analyser.name()).collect();
    let topics: Vec<&str> = topic_ids().collect();
    let settings = tonfall::config::Settings::default();
    let known = Known { analysers: &analysers, topics: &topics, channels: &settings.channels.names(), rules: &[] };
    let mut faults = Vec::new();
    for (id, _) in files() {
        let path = format!("rules/{id}.yaml");
        let text = std::fs::read_to_string(&path).unwrap();
        let (file, problems) = check(&RuleSource { path, text }, &|_| None, &known);
        assert!(file.is_some(), "{id}");
        faults.extend(problems.into_iter().map(|problem| format!("{id}: {}", problem.message)));
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn every_rule_says_what_it_is_for_in_both_languages() {
    for (id, file) in files() {
        assert_eq!(file.id.as_deref(), Some(id.as_str()));
        assert!(file.summary.is_some() && file.why.is_some() && file.source.is_some() && file.severity.is_some(), "{id}");
        for language in Language::ALL.into_iter().filter(|language| *language == Language::De || !GERMAN_ALONE.contains(&id.as_str())) {
            let part = file.languages.get(&language).unwrap_or_else(|| panic!("{id} does not speak {}", language.code()));
            assert!(part.message.is_some() || !part.messages.is_empty(), "{id} has no message in {}", language.code());
        }
        let german = &file.languages[&Language::De];
        assert!(german.summary.is_some() && german.why.is_some(), "{id} is not explained in German");
        for superseded in file.supersedes.iter().flatten() {
            assert!(RuleSet::built_in().get(superseded).is_some(), "{id} supersedes `{superseded}`, which is no rule");
        }
    }
}

/// What editors show of a message in their list of problems, in characters.
const SHOWN: usize = 90;

/// A message as a draft would fill it, about as long.
fn filled(message: &str) -> String {
    let numbers = ["count", "most", "limit", "length", "excess", "percent", "min", "max"].map(|name| (name, "280"));
    let words = [("channel", "Instagram"), ("unit", "Zeichen"), ("name", "Zeynep Kaya"), ("shown", "0171 23…")];
    // What stands last may be cut off: the writer has it before them.
    let last = [("complaint", ""), ("question", ""), ("given", ""), ("topics", ""), ("signals", ""), ("other", "replies/4711.md")];
    let values: Vec<(&str, &str)> = numbers.into_iter().chain(words).chain(last).collect();
    let message = fill(message, &values);
    message
        .split('{')
        .map(|piece| piece.split_once('}').map_or(piece.to_owned(), |(_, rest)| format!("so bald wie möglich{rest}")))
        .collect()
}

#[test]
fn messages_fit_into_a_list_of_problems() {
    // Notes, titles of fixes and the sentences that they put in stand elsewhere.
    let is_message = |name: &str| {
        !["fix", "note", "open", "skeleton", "own-it", "with", "without", "unit", "gap"].iter().any(|part| name.starts_with(part))
    };
    let mut long = Vec::new();
    for (id, file) in files() {
        for part in file.languages.values() {
            let named = part.messages.iter().filter(|(name, _)| is_message(name)).map(|(_, text)| text);
            let of_entries = part.find.all().iter().filter_map(|entry| match entry {
                Entry::Detailed(detailed) => detailed.message.as_ref(),
                Entry::Phrase(_) => None,
            });
            for text in part.message.iter().chain(named).chain(of_entries) {
                let length = filled(text).chars().count();
                if length > SHOWN {
                    long.push(format!("{id}: {length} {text}"));
                }
            }
        }
    }
    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn examples_show_what_they_should() {
    let rules = RuleSet::built_in();
    let mut faults = Vec::new();
    for (id, file) in files() {
        let rule = rules.get(&id).unwrap();
        for example in file.examples.iter().flatten() {
            let outcome = match Exhibit::new(example, rule) {
                Ok(exhibit) => exhibit.try_rule(&rules, &id),
                Err(fault) => Outcome::Failed(fault),
            };
            if let Outcome::Failed(why) = outcome {
                let text = example.flag.as_ref().or(example.allow.as_ref());
                faults.push(format!("{id} ({}): {}: {why}", example.lang.code(), text.map_or("", String::as_str)));
            }
        }
    }
    assert!(faults.is_empty(), "{} examples fail:\n{}", faults.len(), faults.join("\n"));
}

/// What is told of a rule is what the rule does: its hits that count, its findings, and no phrase both found and missed.
#[test]
fn what_a_trace_tells_is_what_the_rule_does() {
    let rules = RuleSet::built_in();
    for (id, file) in files() {
        let rule = rules.get(&id).unwrap();
        for example in file.examples.iter().flatten() {
            let Ok(exhibit) = Exhibit::new(example, rule) else { continue };
            let reading = Reading::new(&exhibit.draft, &exhibit.settings);
            let trace = trace(&reading, &rules, &id).unwrap();
            if id != "unused-suppression" {
                assert_eq!(trace.findings, lint_with(&exhibit.draft, &rules, &exhibit.settings, &id), "{id}: {example:?}");
            }
            for (role, reach) in &trace.misses {
                assert!(reach.missing.is_some(), "{id}: {role:?} lacks nothing, and is not found in {example:?}");
                assert!(!trace.hits.iter().any(|(hit, _)| hit.role == *role), "{id}");
            }
        }
    }
}
