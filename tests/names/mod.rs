//! Names as people bear them, misspelt as people misspell them: how many faults the rule on names finds, and how often it is wrong.
//! Half of the names were there to tune by; the figures that count are those of the other half.

mod fixes;
mod forms;
mod patterns;
mod spoil;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use patterns::{PATTERNS, Pattern, Stance};
use spoil::{KINDS, Kind, Random};
use tonfall::config::Settings;
use tonfall::draft::{Format, read};
use tonfall::engine::lint_with;
use tonfall::finding::Finding;
use tonfall::rules::RuleSet;

/// A person, as a test knows more than a rule can: which part is what.
#[derive(Clone, Debug)]
struct Person {
    tradition: String,
    full: String,
    given: String,
    /// `None` for a single name.
    surname: Option<String>,
}

/// Which names a figure is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    Tuned,
    Reported,
}

#[derive(Clone, Copy, Debug, Default)]
struct Score {
    cases: usize,
    hits: usize,
}

impl Score {
    fn add(&mut self, hit: bool) {
        self.cases += 1;
        self.hits += usize::from(hit);
    }

    fn share(self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "counts are small")]
        let share = self.hits as f64 / self.cases.max(1) as f64;
        share
    }
}

fn people() -> Vec<Person> {
    let mut tradition = String::new();
    let mut people = Vec::new();
    for line in include_str!("names.txt").lines() {
        if let Some(heading) = line.strip_prefix("# ") {
            heading.clone_into(&mut tradition);
            continue;
        }
        people.extend(line.split(';').map(str::trim).filter(|name| !name.is_empty()).map(|name| person(&tradition, name)));
    }
    people
}

fn person(tradition: &str, full: &str) -> Person {
    const PARTICLES: [&str; 16] = ["von", "zu", "van", "de", "De", "del", "dos", "bin", "Van", "la", "der", "di", "den", "al", "du", "le"];
    let words: Vec<&str> = full.split(' ').collect();
    let (given, surname) = match words.as_slice() {
        [single] => ((*single).to_owned(), None),
        [family, .., last] if tradition == "Vietnamese" => ((*last).to_owned(), Some((*family).to_owned())),
        [first, rest @ ..] => {
            let start = rest.iter().position(|word| PARTICLES.contains(word)).unwrap_or(rest.len() - 1);
            ((*first).to_owned(), Some(rest[start..].join(" ")))
        }
        [] => unreachable!("a line holds names"),
    };
    Person { tradition: tradition.to_owned(), full: full.to_owned(), given, surname }
}

fn half(index: usize) -> Half {
    if index.is_multiple_of(2) { Half::Tuned } else { Half::Reported }
}

/// What the rule finds in a reply to a person.
fn findings(rules: &RuleSet, settings: &Settings, author: &str, title: Option<&str>, language: &str, body: &str) -> Vec<Finding> {
    let quoted = |text: &str| serde_json::to_string(text).unwrap();
    let title = title.map_or_else(String::new, |title| format!(", title: {title}"));
    let file =
        format!("---\n{{kind: reply, lang: {language}, complaint: {{author: {}{title}, text: \"4711?\"}}}}\n---\n{body}\n", quoted(author));
    let drafts = read(file.as_bytes(), Format::Markdown);
    lint_with(&drafts[0], rules, settings, "wrong-name")
}

#[test]
fn names_are_many_and_from_everywhere() {
    let people = people();
    let mut traditions: Vec<&str> = people.iter().map(|person| person.tradition.as_str()).collect();
    traditions.dedup();
    assert!(people.len() >= 600, "{}", people.len());
    assert!(traditions.len() >= 9 && PATTERNS.len() >= 40, "{traditions:?}, {} patterns", PATTERNS.len());
}

#[test]
fn misspelt_names_are_found() {
    let (rules, settings) = (RuleSet::built_in(), Settings::default());
    let people = people();
    let mut scores: BTreeMap<(usize, &str), [Score; 2]> = BTreeMap::new();
    let mut missed = String::new();
    let mut random = Random::new(11);
    for (index, person) in people.iter().enumerate() {
        for (number, kind) in KINDS.iter().enumerate() {
            for pattern in some_patterns(*kind, person, &mut random) {
                let other = &people[(index + 2 * (1 + random.below(people.len() / 2 - 1))) % people.len()];
                let Some(case) = spoil::spoil(*kind, person, other, pattern, &mut random) else { continue };
                let found = findings(&rules, &settings, &person.full, case.title, pattern.language, &case.body);
                let hit = found.iter().any(|finding| case.is_met_by(finding));
                scores.entry((number, kind.name())).or_default()[half(index) as usize].add(hit);
                if !hit && half(index) == Half::Tuned {
                    writeln!(missed, "  {}: {} → {:?}", kind.name(), person.full, case.body).unwrap();
                }
            }
        }
    }
    println!("missed in the half to tune by:\n{missed}");
    println!("{:20} {:>6} {:>8} {:>6} {:>8}", "kind of fault", "tuned", "recall", "held", "recall");
    let mut total = [Score::default(); 2];
    for ((_, name), halves) in &scores {
        let [tuned, held] = halves;
        println!("{name:20} {:>6} {:>7.1}% {:>6} {:>7.1}%", tuned.cases, 100.0 * tuned.share(), held.cases, 100.0 * held.share());
        for (sum, score) in total.iter_mut().zip(halves) {
            sum.cases += score.cases;
            sum.hits += score.hits;
        }
    }
    let [tuned, held] = total;
    println!("{:20} {:>6} {:>7.1}% {:>6} {:>7.1}%", "all", tuned.cases, 100.0 * tuned.share(), held.cases, 100.0 * held.share());
    assert!(held.cases > 4000, "{}", held.cases);
    assert!(held.share() >= 0.98, "recall {:.4}", held.share());
    for ((_, name), [_, held]) in &scores {
        // What a keyboard makes of a name may be any word, also one that greets nobody.
        let least = if *name == Kind::Autocorrected.name() { 0.85 } else { 0.95 };
        assert!(held.share() >= least, "{name}: recall {:.4}", held.share());
    }
}

/// Some of the patterns in which a fault can be seen: more of them for faults that few names can have.
fn some_patterns(kind: Kind, person: &Person, random: &mut Random) -> Vec<&'static Pattern> {
    let fitting: Vec<&Pattern> = PATTERNS.iter().filter(|pattern| kind.fits(pattern) && pattern.fits(person)).collect();
    let count = if matches!(kind, Kind::UmlautLost | Kind::ParticleLost) { 8 } else { 2 };
    let start = random.below(fitting.len());
    let step = 1 + random.below(4);
    (0..count.min(fitting.len())).map(|number| fitting[(start + number * step) % fitting.len()]).collect()
}

#[test]
fn right_names_are_left_alone() {
    let (rules, settings) = (RuleSet::built_in(), Settings::default());
    let mut halves = [Score::default(); 2];
    let mut by_tradition: BTreeMap<String, Score> = BTreeMap::new();
    let mut wrong = String::new();
    for (index, person) in people().iter().enumerate() {
        for pattern in PATTERNS.iter().filter(|pattern| pattern.fits(person)) {
            let (author, body) = (forms::profile(person, index), pattern.write(person));
            let found = findings(&rules, &settings, &author, None, pattern.language, &body);
            halves[half(index) as usize].add(!found.is_empty());
            by_tradition.entry(person.tradition.clone()).or_default().add(!found.is_empty());
            for finding in found {
                writeln!(wrong, "  {author}: {body:?}: {}", finding.message).unwrap();
            }
        }
    }
    println!("false alarms:\n{wrong}");
    for (tradition, score) in &by_tradition {
        println!("{tradition:12} {:>6} {:>6.2}%", score.cases, 100.0 * score.share());
    }
    let [tuned, held] = halves;
    println!("tuned {} {:.3}%, held {} {:.3}%", tuned.cases, 100.0 * tuned.share(), held.cases, 100.0 * held.share());
    assert!(held.cases > 10_000, "{}", held.cases);
    assert!(held.share() <= 0.003, "{:.4}", held.share());
}

#[test]
fn other_forms_of_the_right_name_are_right() {
    let (rules, settings) = (RuleSet::built_in(), Settings::default());
    for (author, language, body) in forms::RIGHT {
        let found = findings(&rules, &settings, author, None, language, body);
        assert!(found.is_empty(), "{author}: {body}: {}", found[0].message);
    }
}

/// A mentioned name shows a slip, but not that somebody else is meant.
#[test]
fn other_people_may_be_mentioned() {
    let (rules, settings) = (RuleSet::built_in(), Settings::default());
    let people = people();
    for (index, person) in people.iter().enumerate().filter(|(_, person)| person.surname.is_some()) {
        let other = &people[(index + 101) % people.len()];
        let related = |one: &str, other: &str| one.chars().take(3).eq(other.chars().take(3));
        for pattern in PATTERNS.iter().filter(|pattern| pattern.stance == Stance::Mentioned && pattern.fits(other)) {
            let found = findings(&rules, &settings, &person.full, None, pattern.language, &pattern.write(other));
            let near = person.full.split(' ').any(|word| other.full.split(' ').any(|part| related(word, part)));
            assert!(near || found.is_empty(), "{}: {}", person.full, pattern.write(other));
        }
    }
}
