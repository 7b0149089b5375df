//! Rule files that somebody wrote to do harm, or a program wrote by mistake: refused with a sentence that says why, or read in linear time; and
//! the other rules go on. The bounds on time and memory are wide, for machines that do other things too.

use std::fmt::Write as _;
use std::process::Command;
use std::time::{Duration, Instant};

use super::project::{Project, Run, draft};

/// Far more than any of this takes, without optimisation on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);
/// The address space that a run may take up, in kilobytes: a release build takes a fifth of it.
const MEMORY: usize = 1 << 20;

/// Checks a draft that a sound rule has something to say of, beside a hostile file. What comes out, and what was said of the file.
fn check(path: &str, text: &str) -> Run {
    let project = Project::new(&[("a.md", &draft("Das AltProdukt ist bald da, sagt die Hotline.")), (path, text)]);
    let start = Instant::now();
    let arguments = format!("ulimit -v {MEMORY}; exec {} check --format concise", env!("CARGO_BIN_EXE_tonfall"));
    let output = Command::new("sh").args(["-c", &arguments]).current_dir(project.path("")).output().unwrap();
    let run = Run::of(&output);
    assert!(start.elapsed() < PATIENCE, "{path}: {:?}", start.elapsed());
    // The other rules go on.
    assert!(run.out.contains("error[old-name]"), "{run:?}");
    run
}

/// As [`check`], for a rule file that must be refused: what was said.
fn refused(text: &str) -> String {
    let run = check(".tonfall/rules/hostile.yaml", text);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.contains(".tonfall/rules/hostile.yaml"), "{run:?}");
    run.err
}

#[test]
fn aliases_that_repeat_aliases_are_refused() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let below = format!("*a{}", level - 1);
        let _ = writeln!(bomb, "a{level}: &a{level} [{}]", vec![below; 9].join(", "));
    }
    assert!(refused(&bomb).contains("aliases that repeat too much"));
}

#[test]
fn deep_nesting_is_refused() {
    assert!(refused(&format!("find: {}", "[".repeat(10_000))).contains("nested"));
    assert!(refused(&format!("find: {}{}", "[".repeat(10_000), "]".repeat(10_000))).contains("nested"));
    let mut indented = String::new();
    for level in 0..1_000 {
        let _ = writeln!(indented, "{}a:", " ".repeat(level));
    }
    assert!(refused(&indented).contains("nested"));
    let phrase = format!("languages: {{de: {{message: m, find: [\"{}\"]}}}}\n", "(".repeat(10_000));
    assert!(refused(&phrase).contains("nested too deeply"));
}

#[test]
fn large_files_are_refused() {
    let large = format!("languages:\n  de:\n    message: m\n    find:\n{}", "      - ein Satz, den niemand schreibt\n".repeat(280_000));
    assert!(large.len() > 10_000_000);
    assert!(refused(&large).contains("MB, and a rule file may have 1 MB"));
    assert!(refused(&"x".repeat(17 << 20)).contains("MB"));
    assert!(refused("\0\u{1}\u{2}").contains("zero byte"));
}

#[test]
fn ten_thousand_phrases_are_looked_for() {
    let mut many = String::from("languages:\n  de:\n    message: Sag wann.\n    find:\n");
    for number in 0..10_000 {
        let _ = writeln!(many, "      - \"die Ware {number} ... (kommt|ist) bald\"");
    }
    many.push_str("      - bald\n");
    let run = check(".tonfall/rules/hostile.yaml", &many);
    assert!(run.out.contains("warning[hostile]"), "{run:?}");
    assert_eq!(run.code, 1);
}

#[test]
fn phrases_that_grow_when_they_are_written_out_are_refused() {
    let words: Vec<String> = (0..3_900).map(|number| format!("w{number}")).collect();
    let mut many = format!("languages:\n  de:\n    message: m\n    words:\n      all: [{}]\n    find:\n", words.join(", "));
    many.push_str(&"      - \"{all} bald\"\n".repeat(10_000));
    assert!(refused(&many).contains("looks for too much"));
    let mut lists = String::from("languages:\n  de:\n    message: m\n    words:\n      l0: [a, b, c, d, e, f, g, h]\n");
    for level in 1..15 {
        let _ = writeln!(lists, "      l{level}: [{}]", vec![format!("\"{{l{}}}\"", level - 1); 8].join(", "));
    }
    lists.push_str("    find: [\"{l14}\"]\n");
    assert!(refused(&lists).contains("too large"));
}

#[test]
fn regular_expressions_that_would_explode_are_refused_or_linear() {
    let with = |regex: &str| format!("languages:\n  de:\n    message: m\n    find: [{{regex: '{regex}'}}]\n");
    assert!(refused(&with("((a{1000}){1000}){1000}")).contains("too large"));
    assert!(refused(&with(&"(".repeat(5_000))).contains("regex"));
    let mut many = String::from("languages:\n  de:\n    message: m\n    find:\n");
    for number in 0..5_000 {
        let _ = writeln!(many, "      - {{regex: '(x{number}|[a-z]{{900}})y'}}");
    }
    assert!(refused(&many).contains("more than 100 regular expressions"));
    // What takes other engines exponential time.
    let project = Project::new(&[
        ("a.md", &draft(&format!("Das AltProdukt. {}b", "a".repeat(20_000)))),
        (".tonfall/rules/hostile.yaml", &with("(a+)+$")),
    ]);
    let start = Instant::now();
    let run = project.run(&["check", "--format", "concise"]);
    assert!(start.elapsed() < PATIENCE && run.out.contains("error[old-name]"), "{run:?}");
}

#[test]
fn many_faults_are_not_all_told() {
    let mut many = String::from("languages:\n  de:\n    message: m\n    find:\n");
    for number in 0..10_000 {
        let _ = writeln!(many, "      - \"(bald {number}\"");
    }
    let said = refused(&many);
    assert!(said.lines().count() < 120 && said.contains("there are 9900 more"), "{}", said.lines().count());
}
