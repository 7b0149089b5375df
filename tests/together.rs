//! What is said of one reply by all rules together: no more than helps, and nothing before there is something to judge.

use tonfall::config::Settings;
use tonfall::draft::{Format, read};
use tonfall::engine::{fix, lint};
use tonfall::rules::RuleSet;

const OUTAGE: &str = "Seit Freitag ist mein DSL weg. Wann kommt der Techniker?";
const LIFT: &str = "The lift has been broken for three weeks. When will it be repaired?";

fn draft(complaint: &str, reply: &str) -> String {
    format!("---\nkind: reply\ncomplaint:\n  text: \"{complaint}\"\n---\n{reply}\n")
}

/// The rules that speak of a reply, in the order of their places.
fn rules_on(complaint: &str, reply: &str) -> Vec<String> {
    let drafts = read(draft(complaint, reply).as_bytes(), Format::Markdown);
    let findings = lint(&drafts[0], &RuleSet::built_in(), &Settings::default());
    findings.into_iter().map(|finding| finding.rule.to_string()).collect()
}

#[test]
fn a_reply_that_has_only_greeted_is_told_so_once() {
    for begun in [
        "",
        "Guten Tag Frau Kaya,",
        "Guten Morgen Frau Kaya,",
        "Hallo Frau Kaya,\n\nViele Grüße\nMia König",
        "Hallo Frau Kaya, wir",
        "Mit freundlichen Grüßen",
        "@kaya",
        "Hello Ms Shah,",
        "Hi Tom,\n\nKind regards\nMia",
    ] {
        let complaint = if begun.is_ascii() && begun.starts_with('H') { LIFT } else { OUTAGE };
        assert_eq!(rules_on(complaint, begun), ["empty-reply"], "{begun}");
    }
}

#[test]
fn a_reply_is_judged_from_its_first_sentence_on() {
    for (complaint, reply, rules) in [
        (OUTAGE, "Guten Tag Frau Kaya,\n\nvielen Dank für Ihre Nachricht.", ["missing-next-step", "thanks-only"]),
        (LIFT, "Hi Tom,\n\nthanks for your message.", ["missing-next-step", "thanks-only"]),
        (OUTAGE, "👍", ["missing-next-step", "unanswered-question"]),
    ] {
        assert_eq!(rules_on(complaint, reply), rules, "{reply}");
    }
    assert!(rules_on(OUTAGE, "Hallo Frau Kaya, morgen!").iter().all(|rule| rule != "empty-reply"));
}

#[test]
fn the_first_sentence_goes_behind_the_greeting_and_in_front_of_the_farewell() {
    for (reply, mended) in [
        ("", "<Was geschehen ist>: <was jetzt geschieht> bis <Tag, Uhrzeit>."),
        (
            "Hallo Frau Kaya,\n\nViele Grüße",
            "Hallo Frau Kaya, <Was geschehen ist>: <was jetzt geschieht> bis <Tag, Uhrzeit>.\n\nViele Grüße",
        ),
        ("Viele Grüße\nMia", "<Was geschehen ist>: <was jetzt geschieht> bis <Tag, Uhrzeit>.\n\nViele Grüße\nMia"),
    ] {
        let source = draft(OUTAGE, reply);
        let drafts = read(source.as_bytes(), Format::Markdown);
        let findings = lint(&drafts[0], &RuleSet::built_in(), &Settings::default());
        let applied = fix::apply(source.as_bytes(), &findings[0].fixes[..1]);
        assert!(String::from_utf8(applied.bytes).unwrap().contains(mended), "{reply}");
    }
}

#[test]
fn one_sentence_is_not_told_thrice_that_it_answers_nothing() {
    for (complaint, reply, rules) in [
        (OUTAGE, "Guten Tag Frau Kaya, bitte wenden Sie sich an unsere Hotline.", ["generic-reply", "hotline-deflection"]),
        (LIFT, "Hi Tom, please call our helpline.", ["hotline-deflection", "unanswered-question"]),
        (LIFT, "Hi Tom, please send us a DM.", ["private-channel-deflection", "unanswered-question"]),
        (OUTAGE, "Wenden Sie sich bitte an den Händler.", ["burden-shift", "generic-reply"]),
    ] {
        let mut found = rules_on(complaint, reply);
        found.sort();
        assert_eq!(found, rules, "{reply}");
    }
}

#[test]
fn words_that_are_no_apology_are_not_called_stock_as_well() {
    let found = rules_on(LIFT, "Hi Tom, we apologise for any inconvenience. The motor is replaced on Friday by 10 am.");
    assert_eq!(found, ["non-apology"]);
}

#[test]
fn a_remark_takes_no_warning_away() {
    let found = rules_on(OUTAGE, "Für Rückfragen erreichen Sie uns unter 0800 123 4567. Jetzt 10 % sparen mit FLINKA10!");
    assert!(found.contains(&"missing-next-step".to_owned()), "{found:?}");
}
