//! `--watch`: what changes is seen, settings as well as drafts, and Ctrl-C is an end like any other.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::project::{Project, draft};

/// A watch, and what it says. It is killed where a test fails.
struct Watch<'a> {
    project: &'a Project,
    child: Child,
    talk: Receiver<String>,
}

impl<'a> Watch<'a> {
    fn start(project: &'a Project, arguments: &[&str]) -> Self {
        Self::of(project, &[&["check", "--watch", "--format", "concise"], arguments].concat())
    }

    /// Any command that watches.
    fn of(project: &'a Project, arguments: &[&str]) -> Self {
        let mut command = project.tonfall();
        command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (sender, talk) = channel();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        std::thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let mut watch = Self { project, child, talk };
        watch.wait_for("waiting for changes");
        watch
    }

    /// Reads what is said up to a line with these words.
    fn wait_for(&mut self, words: &str) -> Vec<String> {
        let mut said = Vec::new();
        while !said.last().is_some_and(|line: &String| line.contains(words)) {
            said.push(self.talk.recv_timeout(Duration::from_secs(60)).unwrap_or_else(|_| panic!("`{words}` is never said: {said:?}")));
        }
        said
    }

    /// Writes a file, and waits for the next check.
    fn write(&mut self, path: &str, text: &str) {
        self.project.write(path, text);
        self.wait_for(&format!("{path} has changed"));
        self.wait_for("waiting for changes");
    }

    /// Ends the watch as Ctrl-C does: all that was reported.
    fn end(mut self) -> String {
        let status = std::process::Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap();
        assert!(status.success());
        let mut out = String::new();
        self.child.stdout.as_mut().unwrap().read_to_string(&mut out).unwrap();
        assert_eq!(self.child.wait().unwrap().code(), Some(0));
        out
    }
}

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn drafts_config_and_rules_are_seen_to_change() {
    let project = Project::new(&[("a.md", &draft("Das AltProdukt ist da."))]);
    let rule = project.read(".tonfall/rules/old-name.yaml");
    let mut watch = Watch::start(&project, &["--select", "old-name"]);
    watch.write("a.md", &draft("Das NeuProdukt ist da."));
    watch.write("b.md", &draft("Ein AltProdukt."));
    watch.write("tonfall.yaml", "rules: {old-name: info}\n");
    watch.write(".tonfall/rules/old-name.yaml", &rule.replace("heißt jetzt anders", "ist alt"));
    let out = watch.end();
    let expected = [
        "a.md:5:5: error[old-name]: „AltProdukt“ heißt jetzt anders.",
        "b.md:5:5: error[old-name]: „AltProdukt“ heißt jetzt anders.",
        "b.md:5:5: info[old-name]: „AltProdukt“ heißt jetzt anders.",
        "b.md:5:5: info[old-name]: „AltProdukt“ ist alt.",
    ];
    let lines: Vec<&str> = out.lines().map(|line| line.trim_start_matches("./")).collect();
    assert_eq!(lines, expected);
}

#[test]
fn what_a_fix_or_a_report_writes_starts_no_endless_round() {
    let project = Project::new(&[("a.md", &draft("Gut."))]);
    let mut watch = Watch::start(&project, &["--select", "old-name", "--fix", "--output", "json=report.json"]);
    watch.write("a.md", &draft("Das AltProdukt ist da."));
    // The fix itself is a change, after which there is nothing left to do.
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(project.read("a.md"), draft("Das NeuProdukt ist da."));
    project.write("ende.md", &draft("Ende."));
    let said = watch.wait_for("ende.md has changed");
    assert!(said.iter().filter(|line| line.contains("has changed")).count() <= 3, "{said:?}");
    watch.wait_for("waiting");
    watch.end();
}

#[test]
fn standard_input_cannot_be_watched() {
    let run = Project::new(&[]).run(&["check", "--watch", "-"]);
    assert_eq!((run.code, run.err.as_str()), (2, "tonfall: standard input cannot be watched: name files or folders\n"));
}

#[test]
fn the_examples_of_a_rule_run_again_when_it_changes() {
    let project = Project::new(&[]);
    let path = ".tonfall/rules/old-name.yaml";
    let sound = project.read(path);
    let mut watch = Watch::of(&project, &["rules", "test", "old-name", "--watch"]);
    watch.write(path, &sound.replace("find: [AltProdukt]", "find: [AltesProdukt]"));
    watch.write(path, &sound);
    let out = watch.end();
    let sums: Vec<&str> = out.lines().filter(|line| line.contains(" passed, ")).collect();
    assert_eq!(sums, ["4 passed, 0 failed", "2 passed, 2 failed", "4 passed, 0 failed"], "{out}");
}
