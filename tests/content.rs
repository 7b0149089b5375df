//! The report on the content repository, as a person reads it. `cargo insta review` shows what a change does to it: read it before you accept it.

use std::process::Command;

#[test]
fn the_report_on_the_content_repository() {
    let output = Command::new(env!("CARGO_BIN_EXE_tonfall"))
        .args(["check", "tests/content", "--format", "concise"])
        .env("LC_ALL", "en_GB.UTF-8")
        .output()
        .unwrap();
    let report = String::from_utf8(output.stdout).unwrap();
    let complaints = String::from_utf8(output.stderr).unwrap();
    insta::assert_snapshot!("content", format!("{report}\nexit code {:?}\n{complaints}", output.status.code()));
}

#[test]
fn good_drafts_are_left_alone() {
    let output = Command::new(env!("CARGO_BIN_EXE_tonfall")).args(["check", "tests/content", "--format", "concise"]).output().unwrap();
    let report = String::from_utf8(output.stdout).unwrap();
    // Files say in their names what they show; `gut` and `good` have nothing to object to, whatever the traps in them.
    let alarms: Vec<&str> = report
        .lines()
        .filter(|line| line.split(':').next().is_some_and(|path| path.contains("gut-") || path.contains("good-")))
        .filter(|line| !line.contains(": info["))
        .collect();
    assert_eq!(alarms, Vec::<&str>::new());
}
