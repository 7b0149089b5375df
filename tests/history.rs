//! A repository with a history: what is known, what has changed, what is staged, who wrote it.

use std::fs;
use std::process::Command;

use crate::project::{Project, Run, draft};

/// A project in a repository, with its rules committed on `main`.
struct Repository {
    project: Project,
}

impl std::ops::Deref for Repository {
    type Target = Project;

    fn deref(&self) -> &Project {
        &self.project
    }
}

impl Repository {
    fn new(files: &[(&str, &str)]) -> Self {
        let repository = Self { project: Project::new(files) };
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository.commit("Begin");
        repository
    }

    fn git_command(&self, arguments: &[&str]) -> Command {
        let mut command = self.command("git");
        // Nothing of the user's own settings.
        command.args(["-c", "user.name=Mia Kaya", "-c", "user.email=mia@example.com", "-c", "commit.gpgSign=false"]).args(arguments);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        command
    }

    fn git(&self, arguments: &[&str]) -> String {
        let run = Run::of(&self.git_command(arguments).output().unwrap());
        assert_eq!(run.code, 0, "git {arguments:?}: {run:?}");
        run.out
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
    }
}

#[test]
fn a_baseline_knows_findings_by_their_text() {
    let project = Project::new(&[("a.md", &draft("AltProdukt")), ("sub/b.md", &draft("AltTarif, AltTarif"))]);
    let run = project.run(&["baseline", "--file", "sub/known.json"]);
    assert_eq!((run.code, run.out.as_str()), (0, "3 findings put into sub/known.json\n"), "{run:?}");
    assert_eq!(project.findings(&["--baseline", "sub/known.json"]), Vec::<String>::new());

    // Moved down, and one more of them.
    project.write("a.md", &draft("Neu.\n\nUnd noch: AltProdukt\n\nAltProdukt"));
    assert_eq!(project.findings(&["--baseline", "sub/known.json"]), ["a.md:9 old-name"]);
    // The same from another folder.
    let output = project
        .tonfall()
        .args(["check", "--baseline", "known.json", "--format", "concise", ".."])
        .current_dir(project.path("sub"))
        .output();
    assert_eq!(Run::of(&output.unwrap()).out.lines().count(), 1);

    // One mended, one file gone: told, and taken out; the new finding is not put in.
    project.write("a.md", &draft("AltProdukt und\nnoch ein AltProdukt"));
    project.write("sub/b.md", &draft("AltTarif"));
    let run = project.run(&["check", "--baseline", "sub/known.json", "--format", "concise"]);
    assert!(
        run.err.starts_with("tonfall: sub/known.json: 1 entry is not found any more") && run.err.contains("  b.md: second-name: AltTarif"),
        "{run:?}"
    );
    fs::remove_file(project.path("sub/b.md")).unwrap();
    let run = project.run(&["baseline", "update", "--file", "sub/known.json"]);
    assert_eq!((run.code, run.out.as_str()), (0, "2 entries taken out of sub/known.json\n"), "{run:?}");
    assert_eq!(project.read("sub/known.json").matches("AltProdukt\": 1").count(), 1);
    assert_eq!(project.findings(&["--baseline", "sub/known.json"]), ["a.md:6 old-name"]);

    let run = project.run(&["check", "--baseline", "none.json"]);
    assert_eq!((run.code, run.err.as_str()), (2, "tonfall: none.json: there is no such file: `tonfall baseline` writes one\n"));
    project.write("none.json", "[]");
    assert_eq!(project.run(&["check", "--baseline", "none.json"]).code, 2);
}

const OLD: &str = "AltProdukt eins\n\nAltProdukt zwei\n\nAltProdukt drei";

#[test]
fn since_looks_at_what_a_branch_has_changed() {
    let files: Vec<(String, String)> =
        ["edited", "renamed", "moved", "same", "mit \"ü\" leer"].map(|name| (format!("{name}.md"), draft(OLD))).into();
    let repository = Repository::new(&files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>());
    repository.git(&["checkout", "--quiet", "-b", "work"]);
    repository.write("edited.md", &draft(&OLD.replace("zwei", "zwei!")));
    repository.git(&["mv", "renamed.md", "new name.md"]);
    repository.write("new name.md", &draft(&OLD.replace("drei", "drei!")));
    repository.git(&["mv", "moved.md", "elsewhere.md"]);
    repository.commit("Work");
    repository.write("mit \"ü\" leer.md", &draft(&format!("{OLD}!")));
    repository.write("untracked.md", &draft("AltProdukt"));
    // What others do meanwhile is not this branch's business.
    repository.git(&["stash", "--quiet", "--include-untracked"]);
    repository.git(&["checkout", "--quiet", "main"]);
    repository.write("same.md", &draft("Anders."));
    repository.commit("Others");
    repository.git(&["checkout", "--quiet", "work"]);
    repository.git(&["stash", "pop", "--quiet"]);

    let lines = ["edited.md:7 old-name", "mit \"ü\" leer.md:9 old-name", "new name.md:9 old-name", "untracked.md:5 old-name"];
    assert_eq!(repository.findings(&["--since", "main", "--changed-lines"]), lines);
    let mut all = repository.findings(&["--since", "main"]);
    all.dedup_by_key(|finding| finding.split(':').next().unwrap_or_default().to_owned());
    assert_eq!(
        all.iter().map(|finding| finding.split(':').next().unwrap()).collect::<Vec<_>>(),
        ["edited.md", "elsewhere.md", "mit \"ü\" leer.md", "new name.md", "untracked.md"]
    );

    // From below, with a detached head, and after main was merged.
    let output = repository
        .tonfall()
        .args(["check", "--since", "main", "--changed-lines", "--format", "concise", "../edited.md"])
        .current_dir(repository.path(".tonfall"))
        .output();
    assert_eq!(Run::of(&output.unwrap()).out.lines().count(), 1);
    repository.git(&["checkout", "--quiet", "--detach"]);
    assert_eq!(repository.findings(&["--since", "main", "--changed-lines"]), lines);
    repository.git(&["checkout", "--quiet", "work"]);
    repository.commit("More work");
    repository.git(&["merge", "--quiet", "--no-edit", "main"]);
    assert_eq!(repository.findings(&["--since", "main", "--changed-lines"]), lines);
}

#[test]
fn what_git_cannot_tell_is_said() {
    let repository = Repository::new(&[("a.md", &draft("AltProdukt"))]);
    let fetch = "fetch its history first (in CI: `fetch-depth: 0`)";
    let run = repository.run(&["check", "--since", "nowhere"]);
    assert_eq!((run.code, run.err), (2, format!("tonfall: git knows no commit `nowhere`: {fetch}\n")));
    let run = repository.run(&["check", "--since", "--output=x"]);
    assert_eq!(run.code, 2);
    repository.git(&["checkout", "--quiet", "--orphan", "other"]);
    repository.commit("Another beginning");
    let run = repository.run(&["check", "--since", "main"]);
    assert_eq!((run.code, run.err), (2, format!("tonfall: `main` and what is checked out have no common commit: {fetch}\n")));
    assert_eq!(repository.run(&["check", "--changed-lines"]).code, 2);
    let project = Project::new(&[]);
    let run = Run::of(&project.tonfall().args(["check", "--staged"]).env("GIT_CEILING_DIRECTORIES", "/").output().unwrap());
    assert!(run.code == 2 && run.err.starts_with("tonfall: git: not a git repository"), "{run:?}");
}

#[test]
fn line_ends_are_no_change() {
    let repository = Repository::new(&[("a.md", &draft(OLD)), ("b.md", &draft(OLD))]);
    repository.git(&["config", "core.autocrlf", "true"]);
    repository.write("a.md", &draft(&OLD.replace("zwei", "zwei!")).replace('\n', "\r\n"));
    repository.write("b.md", &draft(OLD).replace('\n', "\r\n"));
    assert_eq!(repository.findings(&["--since", "main", "--changed-lines"]), ["a.md:7 old-name"]);
    repository.git(&["add", "--all"]);
    assert_eq!(repository.findings(&["--staged", "--changed-lines"]), ["a.md:7 old-name"]);
}

#[test]
fn staged_content_is_checked_whatever_is_saved() {
    let repository = Repository::new(&[("a.md", &draft("Gut.")), ("b.md", &draft("Gut.")), ("c.md", &draft("AltTarif"))]);
    repository.write("a.md", &draft("Gut.\nAltProdukt"));
    repository.write("sub/gone.md", &draft("AltProdukt"));
    repository.write("sub/note.md", "# AltProdukt\n");
    repository.git(&["add", "--all"]);
    // Mended, but not staged; spoiled, but not staged; staged, and gone.
    repository.write("a.md", &draft("Gut.\nNeuProdukt"));
    repository.write("b.md", &draft("AltProdukt"));
    fs::remove_file(repository.path("sub/gone.md")).unwrap();
    assert_eq!(repository.findings(&["--staged"]), ["a.md:6 old-name", "sub/gone.md:5 old-name"]);
    assert_eq!(repository.findings(&["--staged", "--changed-lines", "a.md", "b.md"]), ["a.md:6 old-name"]);
    // The config counts as it is staged, too.
    repository.write("tonfall.yaml", "rules: {old-name: warning}\n");
    repository.git(&["add", "tonfall.yaml"]);
    repository.write("tonfall.yaml", "rules: {old-name: error}\n");
    let run = repository.run(&["check", "--staged", "--format", "concise"]);
    assert!(run.out.contains("a.md:6:1: warning[old-name]"), "{run:?}");
}

#[test]
fn drafts_of_an_author_are_told_by_front_matter_then_by_git() {
    let by = |author: &str| draft("AltProdukt").replacen("---\n", &format!("---\nauthor: {author}\n"), 1);
    let repository = Repository::new(&[("stated.md", &by("Elif Yıldız")), ("git.md", &draft("AltProdukt"))]);
    repository.write("other.md", &draft("AltProdukt"));
    repository.git(&["add", "--all"]);
    repository.git(&["commit", "--quiet", "--author", "Elif Yıldız <elif@example.com>", "--message", "More"]);
    assert_eq!(repository.findings(&["--author", "elif"]), ["other.md:5 old-name", "stated.md:6 old-name"]);
    assert_eq!(repository.findings(&["--author", "mia@example.com"]), ["git.md:5 old-name"]);
    assert_eq!(repository.findings(&["--author", "nobody"]), Vec::<String>::new());
}
