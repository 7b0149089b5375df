//! What a fix for a name makes of a reply.

use tonfall::config::{Config, Layer};
use tonfall::draft::{Format, read};
use tonfall::engine::lint_with;
use tonfall::finding::Applicability;
use tonfall::rules::RuleSet;

/// The reply after the first fix of a rule's first finding, and whether a machine may apply it.
fn mended(rule: &str, front: &str, config: &str, body: &str) -> (String, Applicability) {
    let (layer, problems) = Layer::parse("tonfall.yaml", config);
    assert!(problems.is_empty(), "{problems:?}");
    let settings = Config::new(vec![layer], Vec::new()).settings("");
    let file = format!("---\n{front}\n---\n{body}\n");
    let drafts = read(file.as_bytes(), Format::Markdown);
    let findings = lint_with(&drafts[0], &RuleSet::built_in(), &settings, rule);
    let fix = findings.first().and_then(|finding| finding.fixes.first()).unwrap_or_else(|| panic!("{body}: {findings:?}"));
    let mut out = file.clone();
    for edit in fix.edits.iter().rev() {
        out.replace_range(edit.span.start()..edit.span.end(), &edit.text);
    }
    (out.split("---\n").last().unwrap_or_default().trim_end().to_owned(), fix.applicability)
}

#[test]
fn names_are_mended() {
    for (front, body, expected) in [
        (
            "{kind: reply, lang: de, complaint: {author: Hannes Schleeh, text: a}}",
            "Hallo Herr Schlee, danke.",
            "Hallo Herr Schleeh, danke.",
        ),
        (
            "{kind: reply, lang: de, complaint: {author: HANNES SCHLEEH, text: a}}",
            "Hallo Herr Schlee, danke.",
            "Hallo Herr Schleeh, danke.",
        ),
        (
            "{kind: reply, lang: de, complaint: {author: Claudia von der Heide, text: a}}",
            "Liebe Frau Heide, danke.",
            "Liebe Frau von der Heide, danke.",
        ),
        (
            "{kind: reply, lang: de, complaint: {author: Hannes Schleeh, title: Herr, text: a}}",
            "Sehr geehrte Frau Schleeh, danke.",
            "Sehr geehrter Herr Schleeh, danke.",
        ),
        (
            "{kind: reply, lang: de, complaint: {author: Mia Kern, title: Frau, text: a}}",
            "Lieber Herr Kern, danke.",
            "Liebe Frau Kern, danke.",
        ),
        (
            "{kind: reply, lang: de, complaint: {author: Hannes Schleeh, text: a}}",
            "Sehr geehrte Frau Kaya, danke.",
            "Guten Tag Hannes Schleeh, danke.",
        ),
        ("{kind: reply, lang: de, complaint: {author: Hannes Schleeh, text: a}}", "Hallo Sarah, danke.", "Hallo Hannes, danke."),
        (
            "{kind: reply, lang: de, complaint: {author: Dr. Emre Kaya, text: a}}",
            "Guten Tag Herr Kaya, danke.",
            "Guten Tag Herr Dr. Kaya, danke.",
        ),
        (
            "{kind: reply, lang: de, complaint: {author: Hannes Schleeh, text: a}}",
            "Hallo Schleeh Hannes, danke.",
            "Hallo Hannes Schleeh, danke.",
        ),
        (
            "{kind: reply, lang: de, complaint: {author: Hannes Schleeh, text: a}}",
            "Wir haben Schlees Anschluss geprüft.",
            "Wir haben Schleehs Anschluss geprüft.",
        ),
        ("{kind: reply, lang: en, complaint: {author: Priya Shah, title: Dr, text: a}}", "Dear Ms Shah, thanks.", "Dear Dr Shah, thanks."),
        ("{kind: reply, lang: en, complaint: {author: Siobhán O'Brien, text: a}}", "Dear Ms O'Brian, thanks.", "Dear Ms O'Brien, thanks."),
        ("{kind: reply, lang: en, complaint: {author: John Miller, text: a}}", "Dear Mrs Smith, thanks.", "Dear John Miller, thanks."),
    ] {
        assert_eq!(mended("wrong-name", front, "", body).0, expected);
    }
}

#[test]
fn a_machine_mends_only_what_is_certain() {
    let author = "{kind: reply, lang: de, complaint: {author: Hannes Schleeh, text: a}}";
    assert_eq!(mended("wrong-name", author, "", "Hallo Herr Schlee, danke.").1, Applicability::Safe);
    assert_eq!(mended("wrong-name", author, "", "Hallo Herr Kaya, danke.").1, Applicability::Review);
    let account = "{kind: reply, lang: de, complaint: {handle: \"@hannes_schleeh\", text: a}}";
    assert_eq!(mended("wrong-name", account, "", "Hallo Herr Schlee, danke.").1, Applicability::Review);
}

#[test]
fn greetings_signatures_and_accounts_are_mended() {
    let reply = "{kind: reply, lang: de, channel: x, complaint: {author: Hannes Schleeh, handle: \"@hschleeh\", text: a}}";
    let titled = "{kind: reply, lang: de, complaint: {author: Hannes Schleeh, title: Herr, text: a}}";
    let english = "{kind: reply, lang: en, complaint: {author: John Miller, text: a}}";
    let required = "signature: {default: required, form: '^{initials}'}\nbrand: {people: ['Mia Kern (mk)']}";
    for (rule, front, config, body, expected) in [
        ("missing-name", reply, "", "Hallo, danke.", "Hallo Hannes Schleeh, danke."),
        ("missing-name", titled, "", "Guten Tag, danke.", "Guten Tag Herr Schleeh, danke."),
        ("missing-name", english, "", "Hi there, thanks.", "Hi John, thanks."),
        ("generic-salutation", titled, "", "Sehr geehrte Damen und Herren, danke.", "Guten Tag Herr Schleeh, danke."),
        ("generic-salutation", english, "", "Dear customer, thanks.", "Dear John Miller, thanks."),
        ("mention-mismatch", reply, "", "@hschlee danke.", "@hschleeh danke."),
        ("missing-signature", reply, required, "Danke.", "Danke. ^mk"),
        ("terms", reply, "terms: [MyApp]", "Die Myapp geht.", "Die MyApp geht."),
        ("du-case", reply, "", "Hast Du deine Nummer?", "Hast Du Deine Nummer?"),
    ] {
        assert_eq!(mended(rule, front, config, body).0, expected, "{rule}");
    }
}
