//! Every format says the same of the same findings, and none is led astray by what stands in drafts.

use std::sync::Arc;

use super::{About, Colour, Context, DraftFindings, FORMATS, FileFindings, RuleAbout, Rules, Sources, Summary};
use crate::draft::Kind;
use crate::finding::{Applicability, Edit, Finding, Fix, Related, RuleId, Severity};
use crate::text::{Language, Span};

/// What formats give meaning to, characters of every width, and line ends of two kinds.
const TEXT: &str = "Hallo Frau Yıldız 👩‍👩‍👧,\r\n<b>rufen</b> Sie „100 % & mehr“ an: @mk #12 ::warning::x]]>\u{1}\nTschüß";

/// Knows one rule and no file.
struct Known;

impl Rules for Known {
    fn about(&self, rule: &str, _language: Language) -> Option<RuleAbout> {
        (rule == "hotline-deflection").then(|| RuleAbout {
            summary: "Sends <customers> to a phone line.".to_owned(),
            why: "People who write have *chosen* their channel.".to_owned(),
            source: Some("Ledig".to_owned()),
            severity: Severity::Error,
        })
    }
}

impl Sources for Known {
    fn text(&self, _path: &str) -> Option<Arc<str>> {
        None
    }
}

fn place(part: &str) -> Span {
    let start = TEXT.find(part).unwrap();
    Span::new(start, start + part.len())
}

fn finding(rule: &str, severity: Severity, span: Span) -> Finding {
    let message = format!("„{}“ schickt\nden Kunden fort: 100 %, \"wirklich\"", span.slice(TEXT));
    Finding { rule: RuleId::new(rule), severity, span, message, fixes: Vec::new(), related: Vec::new() }
}

fn files() -> Vec<FileFindings> {
    let about = |words| About {
        kind: Kind::Reply,
        channel: Some("facebook".to_owned()),
        author: Some("O'Brien <mk>".to_owned()),
        language: Language::De,
        words,
        span: Span::new(0, TEXT.len()),
        body: Span::new(0, TEXT.len()),
    };
    let fix = Fix {
        title: "Ersetzen durch „ich rufe Sie an“".to_owned(),
        applicability: Applicability::Review,
        edits: vec![Edit { span: place("rufen"), text: "ich rufe".to_owned() }, Edit { span: place("an:"), text: "an,".to_owned() }],
    };
    let related = Related { path: None, span: place("Yıldız"), remembered: None, message: "so heißt sie".to_owned() };
    let first =
        Finding { fixes: vec![fix], related: vec![related], ..finding("hotline-deflection", Severity::Error, place("rufen</b> Sie")) };
    let across = finding("own,rule", Severity::Info, Span::new(place("👩‍👩‍👧").start(), place("rufen").end()));
    let empty = finding("front-matter", Severity::Warning, Span::at(TEXT.len()));
    let bad = DraftFindings { index: 0, id: None, about: about(12), findings: vec![across, first, empty] };
    let good = DraftFindings { index: 0, id: Some("4711".to_owned()), about: About { author: None, ..about(3) }, findings: Vec::new() };
    let file = |path: &str, drafts| FileFindings { path: path.into(), text: TEXT.into(), drafts, at: super::At::default() };
    vec![file("a b/Grüße,1:2%.md", vec![bad]), file("gut.md", vec![good])]
}

fn report(format: &str) -> String {
    let mut report = (super::format(format).unwrap().make)();
    let (mut out, mut summary) = (Vec::new(), Summary::default());
    let context = Context { colour: Colour::Plain, rules: &Known, fails: Some(Severity::Error), sources: &Known };
    report.start(&mut out).unwrap();
    for file in files() {
        summary.add(&file);
        report.file(&file, &context, &mut out).unwrap();
    }
    report.finish(&summary, &context, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn every_format_shows_the_findings() {
    for format in FORMATS.iter().filter(|format| format.name != "html") {
        insta::assert_snapshot!(format.name, report(format.name));
    }
}

#[test]
fn the_page_marks_the_text_and_runs_nothing_of_it() {
    let page = report("html");
    let marked = "&lt;b&gt;<mark class=\"error\">rufen</mark><a class=\"ref\" href=\"#d1f1\" id=\"d1m1\">1</a>";
    assert!(page.contains("<mark class=\"info\">👩‍👩‍👧,\n&lt;b&gt;</mark>") || page.contains(marked), "{page}");
    assert!(page.contains("<mark class=\"error\">&lt;/b&gt; Sie</mark><a class=\"ref\" href=\"#d1f2\" id=\"d1m2\">2</a>"), "{page}");
    assert!(!page.contains("<b>") && !page.contains('\u{1}') && !page.contains("O'Brien"));
    assert!(page.contains("data-figure=\"score\">79,0<"), "100 and 58 are 79 on average");
    for load in ["src=", "@import", "url(", "<link"] {
        assert!(!page.contains(load), "{load} would load something");
    }
}

#[test]
fn formats_have_names_of_their_own() {
    let mut names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), FORMATS.len());
}

#[test]
fn bad_bytes_keep_their_places() {
    let text = super::text_of(b"Gr\xfc\xdfe, \xe2\x82 ja");
    assert_eq!(&*text, "Gr??e, ?? ja");
}
