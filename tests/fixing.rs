//! Fixes are written: whole or not at all, whatever happens meanwhile.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::project::{Project, Run, draft};

#[test]
fn fixes_keep_everything_else_of_a_file() {
    let text = "\u{FEFF}---\r\nchannel: x\r\nlang: de\r\n---\r\nDas AltProdukt: 👩‍👩‍👧 und der AltTarif.  \r\n\r\n";
    let project = Project::new(&[("a.md", text), ("b.md", &draft("Alles gut."))]);
    fs::set_permissions(project.path("a.md"), fs::Permissions::from_mode(0o640)).unwrap();
    // Only root may give a file away; for anybody else this leaves it as it is.
    let _ = std::os::unix::fs::chown(project.path("a.md"), Some(1234), Some(1234));
    let before = fs::metadata(project.path("a.md")).unwrap();
    let untouched = fs::metadata(project.path("b.md")).unwrap().ino();

    let run = project.run(&["check", "--diff"]);
    assert_eq!(run.code, 1);
    assert!(
        run.out.starts_with("--- a/a.md\n+++ b/a.md\n@@") && run.out.contains("\n+Das NeuProdukt: 👩‍👩‍👧 und der NeuTarif.  \r\n"),
        "{run:?}"
    );
    assert_eq!(project.read("a.md"), text);

    let run = project.run(&["check", "--fix"]);
    assert_eq!((run.code, run.err.as_str()), (0, "tonfall: 2 findings in 1 file fixed\n"), "{run:?}");
    assert_eq!(project.read("a.md"), text.replace("Alt", "Neu"));
    let after = fs::metadata(project.path("a.md")).unwrap();
    assert_eq!((before.mode(), before.uid(), before.gid()), (after.mode(), after.uid(), after.gid()));
    assert_eq!(fs::metadata(project.path("b.md")).unwrap().ino(), untouched);
    assert_eq!(project.run(&["check", "--diff"]).code, 0);
}

#[test]
fn what_is_piped_in_comes_out_fixed() {
    let project = Project::new(&[]);
    let mut child = project
        .tonfall()
        .args(["check", "--fix", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), "Das AltProdukt\r\n".as_bytes()).unwrap();
    let run = Run::of(&child.wait_with_output().unwrap());
    assert_eq!((run.code, run.out.as_str()), (0, "Das NeuProdukt\r\n"), "{run:?}");
}

#[test]
fn links_stay_links_and_files_with_more_names_stay_whole() {
    let project = Project::new(&[("drafts/a.md", &draft("AltProdukt")), ("b.md", &draft("AltProdukt"))]);
    symlink("drafts/a.md", project.path("link.md")).unwrap();
    fs::hard_link(project.path("b.md"), project.path("c.txt.keep")).unwrap();
    let run = project.run(&["check", "--fix", "link.md", "b.md"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("b.md: it has 2 names (hard links), which a new file would part; it stays as it is"), "{run:?}");
    assert!(fs::symlink_metadata(project.path("link.md")).unwrap().is_symlink());
    assert_eq!(project.read("drafts/a.md"), draft("NeuProdukt"));
    assert_eq!(project.read("b.md"), draft("AltProdukt"));
}

#[test]
fn what_may_not_be_written_is_left_alone() {
    let project = Project::new(&[("a.md", &draft("AltProdukt")), ("b.md", &draft("AltProdukt"))]);
    fs::set_permissions(project.path("a.md"), fs::Permissions::from_mode(0o444)).unwrap();
    let run = project.run(&["check", "--fix", "--format", "concise"]);
    assert_eq!((run.code, run.err.contains("a.md: it is read-only; it stays as it is")), (2, true), "{run:?}");
    assert!(run.out.contains("a.md:5:1: error[old-name]"), "{run:?}");
    assert_eq!((project.read("a.md"), project.read("b.md")), (draft("AltProdukt"), draft("NeuProdukt")));
}

/// A file of more than a block, so that the disk is full before it is written.
fn long_draft() -> String {
    draft(&"Hallo zusammen, das AltProdukt ist da.\n".repeat(400))
}

#[test]
fn a_file_that_does_not_fit_stays_as_it_is() {
    let project = Project::new(&[("a.md", &long_draft())]);
    // A limit on the size of files fails as a full disk does, and needs no rights.
    let script = format!("trap '' XFSZ; ulimit -f 8; exec '{}' check --fix --format concise", env!("CARGO_BIN_EXE_tonfall"));
    let run = Run::of(&project.command("bash").args(["-c", &script]).output().unwrap());
    assert_eq!((run.code, run.err.contains("it stays as it is")), (2, true), "{run:?}");
    assert_eq!(project.read("a.md"), long_draft());
    assert_eq!(names(&project), ["a.md"]);
}

#[test]
fn a_full_disk_loses_nothing() {
    let project = Project::new(&[]);
    let disk = project.path("disk");
    fs::create_dir(&disk).unwrap();
    let mount = project.command("mount").args(["-t", "tmpfs", "-o", "size=28k", "tmpfs"]).arg(&disk).stderr(Stdio::null()).status();
    if !mount.is_ok_and(|status| status.success()) {
        // Only root may mount: the test before this one has looked at the same with other means.
        return;
    }
    fs::write(disk.join("a.md"), long_draft()).unwrap();
    let run = project.run(&["check", "--fix", "--format", "concise", "disk"]);
    let (left, files) = (fs::read_to_string(disk.join("a.md")).unwrap(), fs::read_dir(&disk).unwrap().count());
    assert!(project.command("umount").arg(&disk).status().unwrap().success());
    assert_eq!((run.code, run.err.contains("there is no space left on the disk; it stays as it is")), (2, true), "{run:?}");
    assert_eq!((left, files), (long_draft(), 1));
}

#[test]
fn two_runs_at_once_lose_no_fix() {
    let text = |product: &str, tariff: &str| draft(&format!("Das {product}Produkt und der {tariff}Tarif."));
    let paths: Vec<String> = (0..200).map(|number| format!("{number}.md")).collect();
    let project = Project::new(&[]);
    paths.iter().for_each(|path| project.write(path, &text("Alt", "Alt")));
    let start = |rule: &str| {
        let mut command = project.tonfall();
        command
            .args(["check", "--fix", "--format", "concise", "--select", rule])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let runs = [start("old-name"), start("second-name")];
    let runs = runs.map(|child| Run::of(&child.wait_with_output().unwrap()));
    let told: usize = runs
        .iter()
        .flat_map(|run| run.err.lines())
        .filter_map(|line| line.strip_prefix("tonfall: ")?.split_once(" finding")?.0.parse::<usize>().ok())
        .sum();
    let written = |path: &String| match project.read(path) {
        file if file == text("Alt", "Alt") => 0,
        file if file == text("Neu", "Alt") || file == text("Alt", "Neu") => 1,
        file if file == text("Neu", "Neu") => 2,
        file => panic!("{path} is torn: {file:?}"),
    };
    assert_eq!(paths.iter().map(written).sum::<usize>(), told, "{runs:?}");
    assert!(told >= 200, "{runs:?}");
    assert_eq!(project.run(&["check", "--fix"]).code, 0);
    assert!(paths.iter().all(|path| project.read(path) == text("Neu", "Neu")));
    assert_eq!(names(&project), {
        let mut paths = paths;
        paths.sort();
        paths
    });
}

/// Kills runs at random moments: `TONFALL_KILLS=200 cargo test kill` for more of them.
#[test]
fn a_run_that_is_killed_leaves_each_file_old_or_new() {
    let kills: u32 = std::env::var("TONFALL_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(15);
    let (old, new) = (draft("Das AltProdukt. 👍🏽"), draft("Das NeuProdukt. 👍🏽"));
    let paths: Vec<String> = (0..1_000).map(|number| format!("{}/{number}.md", number % 7)).collect();
    let project = Project::in_memory();
    let reset = || paths.iter().for_each(|path| project.write(path, &old));
    let start =
        || project.tonfall().args(["check", "--fix", "--select", "old-name"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    reset();
    let clock = Instant::now();
    assert!(start().wait().unwrap().success());
    let whole = clock.elapsed();
    reset();
    let (mut torn_apart, mut seed) = (0, u64::from(std::process::id()));
    for _ in 0..kills {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut child = start();
        std::thread::sleep(whole.mul_f64((seed >> 33) as f64 / f64::from(1u32 << 31)) + Duration::from_micros(seed >> 54));
        child.kill().unwrap();
        child.wait().unwrap();
        let news = paths
            .iter()
            .filter(|path| {
                let file = project.read(path);
                assert!(file == old || file == new, "{path} is torn: {file:?}");
                file == new
            })
            .count();
        torn_apart += usize::from(news > 0 && news < paths.len());
        if news > paths.len() / 2 {
            reset();
        }
    }
    assert!(torn_apart > 0, "no run was killed in the midst of its work");
    assert!(start().wait().unwrap().success());
    assert!(paths.iter().all(|path| project.read(path) == new));
    let folders = fs::read_dir(project.path("")).unwrap().map(|entry| entry.unwrap().path()).filter(|path| !path.ends_with(".tonfall"));
    assert_eq!(folders.map(|folder| fs::read_dir(folder).unwrap().count()).sum::<usize>(), paths.len(), "something is left behind");
}

/// The names in a project's folder, its rules aside.
fn names(project: &Project) -> Vec<String> {
    let entries = fs::read_dir(project.path("")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = entries.filter(|name| name != ".tonfall").collect();
    names.sort();
    names
}
