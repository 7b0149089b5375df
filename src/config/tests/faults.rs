//! Each faulty config with what Tonfall says of it.

use std::fmt::Write;

use super::{Config, Layer, Rules};
use crate::text::LineIndex;

const FAULTY: [&str; 66] = [
    // Shapes and keys.
    "language: fr",
    "langauge: de",
    "- language: de",
    "language: de\nlanguage: en",
    "brand:\n  names: MyBrand",
    "brand:\n  produkts: [A]\n  handels: [a]",
    "rules: [emoji-flood]",
    "rules:\n  emoji-flood: [off]",
    "allow: {a: b}",
    "include: {a: b}",
    "overrides: {files: a}",
    "people: {name: A}",
    "address: sie",
    "address: {default: ihr}",
    "signature: {default: require}",
    "address: {capital-du: sometimes}",
    "names: {diacritics: loose}",
    "channels:\n  x: {post-limit: long}",
    "channels:\n  x: {max-hashtags: -1}",
    "channels:\n  x: {public: maybe}",
    "channels:\n  x: {post-limits: 3}",
    "rules:\n\tx: off",
    "brand: {names: [A}",
    // Severities, rules, parameters.
    "rules:\n  emoji-flood: eror",
    "rules:\n  emoji-flood: false",
    "rules:\n  emoji-flood: {severity: hint}",
    "rules:\n  emoji-flod: off",
    "rules:\n  nothing-like-it: off",
    "rules:\n  emoji-flood: {maks: 3}",
    "rules:\n  emoji-flood: {unheard: 3}",
    "rules:\n  emoji-flood: {max: many}",
    "rules:\n  emoji-flood: {form: 5}",
    "rules:\n  emoji-flood: {words: ä}",
    "rules:\n  loud-pitch: {max: 3}",
    // Channels.
    "address: {channels: {instagramm: du}}",
    "signature: {channels: {forum: none}}",
    "sla: {channels: {twitter: 2h}}",
    "channels:\n  forum: {extends: facebok}",
    "channels:\n  a: {extends: b}\n  b: {extends: a}",
    "channels:\n  a: {count: letters}",
    "channels:\n  a: {post-limit: {grafemes: 3}}",
    // Globs.
    "include: ['[a']",
    "exclude: '!a'",
    "include: ''",
    "overrides:\n  - files: ../a\n    language: de",
    // Overrides.
    "overrides:\n  - language: de",
    "overrides:\n  - files: a\n    extend: b.yaml\n    people: c.csv",
    "files: a",
    "overrides:\n  - files: a\n    rules: {emoji-flod: off}",
    // Regular expressions.
    "brand: {patterns: ['T-(\\d']}",
    "brand: {patterns: ['(?=a)b']}",
    "personal-data: {patterns: {ö: '[ä-a]'}}",
    "personal-data: {patterns: {number: \"\\bK\\\\d+[\"}}",
    "personal-data: {patterns: {number: '\\w{1000}{1000}'}}",
    // Hours, zones, regions, durations, signatures.
    "brand: {hours: Mo-Xy 9-17}",
    "brand: {hours: {mo-fr: 9-25}}",
    "brand: {hours: {montags: 9-17}}",
    "time-zone: Europe/Berln",
    "time-zone: Berlin",
    "time-zone: Mitteleuropa",
    "region: DE-XY",
    "region: Bayern",
    "sla: {default: soon}",
    "signature: {form: '^{initialen}'}",
    "signature: {form: '^mk'}",
    "people: [{name: A}, {title: Herr}, {nam: B}]",
];

/// Every fault with its line and column, as a person would read it.
fn report(text: &str) -> String {
    let (layer, mut problems) = Layer::parse("tonfall.yaml", text);
    let config = Config::new(vec![layer], Vec::new());
    problems.extend(config.check(&Rules::default()).into_iter().map(|(_, problem)| problem));
    let lines = LineIndex::new(text);
    let mut out = String::new();
    for problem in problems {
        let place = lines.line_column(text, problem.span.start);
        let found = text.get(problem.span.clone()).unwrap_or("(no such place)").lines().next().unwrap_or_default();
        let _ = writeln!(out, "  {}:{} `{found}`: {}", place.line, place.column, problem.message);
        let _ = problem.hint.map(|hint| writeln!(out, "      {hint}"));
    }
    out
}

#[test]
fn every_fault_says_where_and_what_to_do() {
    let mut all = String::new();
    for text in FAULTY {
        let report = report(text);
        assert_ne!(report, "", "{text}");
        let _ = writeln!(all, "{text}\n{report}");
    }
    insta::assert_snapshot!(all);
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,60}") {
        report(&text);
    }

    #[test]
    fn no_yaml_panics(
        key in "(language|region|time-zone|brand|allow|address|signature|people|rules|overrides|files|channels|sla|formats|include)",
        value in "[a-zäß0-9:;,.\\[\\]{}'\"*/ \n-]{0,40}",
    ) {
        report(&format!("{key}: {value}"));
    }
}
