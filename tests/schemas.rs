//! The JSON schemas in `schemas/` are what the types say, and they say of a file what Tonfall says of it.
//! `UPDATE=1 cargo test schemas` writes them anew.

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use tonfall::workspace::FileKind;
use tonfall::yaml;

const FOLDER: &str = "schemas";

fn validator(kind: FileKind) -> Validator {
    jsonschema::validator_for(kind.schema().as_value()).unwrap()
}

fn yaml_files(folder: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect();
    files.sort();
    files
}

/// What a schema has against a text, each fault with its place.
fn faults(validator: &Validator, text: &str) -> Vec<String> {
    let value = yaml::parse(text).unwrap().to_json();
    validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn the_schemas_are_fresh() {
    let mut stale = Vec::new();
    let update = std::env::var_os("UPDATE").is_some();
    fs::create_dir_all(FOLDER).unwrap();
    for kind in FileKind::ALL {
        let path = Path::new(FOLDER).join(format!("{}.json", kind.name()));
        let text = format!("{}\n", serde_json::to_string_pretty(&kind.schema()).unwrap());
        if update {
            fs::write(&path, &text).unwrap();
        }
        if fs::read_to_string(&path).ok().as_ref() != Some(&text) {
            stale.push(path);
        }
    }
    assert!(stale.is_empty(), "stale: {stale:?}; write them anew with `UPDATE=1 cargo test schemas`");
}

#[test]
fn every_rule_and_topic_that_is_built_in_is_valid() {
    let own = ["tests/content/.tonfall/rules", "tests/commands/rules.in/.tonfall/rules"].into_iter().flat_map(yaml_files);
    for (kind, files) in [
        (FileKind::Rule, yaml_files("rules").into_iter().chain(own).collect()),
        (FileKind::Topic, yaml_files("rules/topics")),
        (FileKind::Config, vec!["tests/content/tonfall.yaml".into(), "src/config/template.yaml".into()]),
    ] {
        let validator = validator(kind);
        assert!(!files.is_empty());
        for path in files {
            let text = fs::read_to_string(&path).unwrap();
            assert_eq!(faults(&validator, &text), Vec::<String>::new(), "{}", path.display());
        }
    }
}

#[test]
fn what_the_documentation_shows_is_valid() {
    let validator = validator(FileKind::Rule);
    let text = fs::read_to_string("docs/rule-format.md").unwrap();
    let block = text.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    // The document leaves the English part out, and says so.
    assert_eq!(faults(&validator, &block.replace("  en: …\n", "")), Vec::<String>::new());
}

#[test]
fn a_draft_s_front_matter_is_valid() {
    let validator = validator(FileKind::FrontMatter);
    let text = "kind: reply\nchannel: facebook\nlang: de\naddress: mirror\nreceived: 2026-11-21T19:20+01:00\nmedia: [{file: a.png, alt: x}]\ncomplaint:\n  author: Hannes Schleeh\n  handle: \"@schleeh\"\n  rating: 1\n  text: |\n    Wo?\ntonfall: {disable: [vague-time]}\n";
    assert_eq!(faults(&validator, text), Vec::<String>::new());
}

#[test]
fn every_key_and_every_word_is_explained() {
    fn visit(path: &str, value: &serde_json::Value, out: &mut Vec<String>) {
        let Some(map) = value.as_object() else { return };
        for (key, property) in map.get("properties").and_then(serde_json::Value::as_object).into_iter().flatten() {
            let refers = property.get("$ref").is_some() || property.get("allOf").is_some() || property.get("anyOf").is_some();
            if property.get("description").is_none()
                && !refers
                && key != "severity"
                && !path.ends_with("-limit")
                && !path.ends_with("fold")
                && !path.ends_with("names")
            {
                out.push(format!("{path}.{key}"));
            }
        }
        map.iter().for_each(|(key, value)| visit(&format!("{path}.{key}"), value, out));
    }
    let mut silent = Vec::new();
    for kind in FileKind::ALL {
        visit(kind.name(), kind.schema().as_value(), &mut silent);
    }
    assert_eq!(silent, Vec::<String>::new());
}

#[test]
fn common_mistakes_are_not_valid() {
    let mistakes = [
        (FileKind::Config, "languag: de"),
        (FileKind::Config, "rules: {vague-time: eror}"),
        (FileKind::Config, "brand: {name: Kranich}"),
        (FileKind::Config, "overrides: [{rules: {vague-time: off}}]"),
        (FileKind::Config, "address: {default: ihr}"),
        (FileKind::Config, "channels: {forum: {post-limit: {letters: 3}}}"),
        (FileKind::Config, "files: a.md"),
        (FileKind::Rule, "severity: fatal"),
        (FileKind::Rule, "id: Our Rule"),
        (FileKind::Rule, "languages: {fr: {message: m}}"),
        (FileKind::Rule, "languages: {de: {find: Hotline}}"),
        (FileKind::Rule, "languages: {de: {finds: [Hotline]}}"),
        (FileKind::Rule, "languages: {de: {find: [{message: m}]}}"),
        (FileKind::Rule, "languages: {de: {find: {added: [Hotline]}}}"),
        (FileKind::Rule, "density: {max: 2, per: page}"),
        (FileKind::Rule, "limit: {metric: letters, max: 3}"),
        (FileKind::Rule, "examples: [{flag: a}]"),
        (FileKind::Rule, "applies-to: post"),
        (FileKind::Topic, "names: {de: x}\nde: {mentions: []}"),
        (FileKind::Topic, "names: {de: x, en: y}\nde: {mention: []}\nen: {mentions: []}"),
        (FileKind::FrontMatter, "chanel: x"),
        (FileKind::FrontMatter, "kind: comment"),
        (FileKind::FrontMatter, "complaint: {rating: 6}"),
        (FileKind::FrontMatter, "tonfall: {disabled: [a]}"),
        (FileKind::FrontMatter, "tonfall: {rules: {vague-time: eror}}"),
        (FileKind::Config, "rules: {vague-time: {languages: {de: {find: bald}}}}"),
        (FileKind::Config, "rules: {vague-time: {languages: {fr: {message: m}}}}"),
        (FileKind::Pack, "version: 1.0.0"),
        (FileKind::Pack, "name: a\nversion: 1.0.0\nlanguages: [fr]"),
    ];
    for (kind, text) in mistakes {
        assert!(!faults(&validator(kind), text).is_empty(), "{}: {text}", kind.name());
    }
}
