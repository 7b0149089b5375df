//! Which files are drafts.

use std::path::PathBuf;

use super::{DRAFT, Folder, configs};
use crate::workspace::discover;

/// The drafts behind some paths, and the faults, as the test names them.
fn find(folder: &Folder, paths: &[&str]) -> (Vec<String>, Vec<String>) {
    let paths: Vec<PathBuf> = paths.iter().map(|path| folder.path(path)).collect();
    let found = discover(&paths, &configs());
    let faults = found.faults.iter().map(|fault| format!("{}: {}", folder.name(&fault.path), fault.reason)).collect();
    (found.files.iter().map(|found| folder.name(&found.path)).collect(), faults)
}

fn drafts(folder: &Folder) -> Vec<String> {
    let (drafts, faults) = find(folder, &[""]);
    assert_eq!(faults, Vec::<String>::new());
    drafts
}

#[test]
fn in_a_folder_drafts_are_known_by_their_front_matter() {
    let folder = Folder::new(&[
        ("README.md", "# Read me\n"),
        ("blog/hugo.md", "---\ntitle: no draft\n---\n"),
        ("replies/b.md", DRAFT),
        ("replies/a.markdown", DRAFT),
        ("posts/C.TXT", DRAFT),
        ("posts/c.rst", DRAFT),
        ("notes.txt", "channel: x\n"),
    ]);
    assert_eq!(drafts(&folder), ["posts/C.TXT", "replies/a.markdown", "replies/b.md"]);
}

#[test]
fn include_names_drafts_whatever_they_look_like() {
    let folder = Folder::new(&[
        ("tonfall.yaml", "include: ['replies/**', '*.draft']\n"),
        ("replies/plain.md", "Hallo.\n"),
        ("replies/old/plain.txt", "Hallo.\n"),
        ("a.draft", ""),
        ("README.md", "# Read me\n"),
    ]);
    assert_eq!(drafts(&folder), ["a.draft", "replies/old/plain.txt", "replies/plain.md"]);
}

#[test]
fn exclude_leaves_files_and_whole_folders_out() {
    let folder = Folder::new(&[
        ("tonfall.yaml", "include: '**'\nexclude: [archive/, '*.bak.md', '*.yaml']\n"),
        ("a.md", DRAFT),
        ("a.bak.md", DRAFT),
        ("archive/a.md", DRAFT),
        ("2025/archive/deep/a.md", DRAFT),
    ]);
    assert_eq!(drafts(&folder), ["a.md"]);
}

#[test]
fn ignore_files_count_outside_of_a_repository_too() {
    let folder = Folder::new(&[
        (".gitignore", "build/\n"),
        (".tonfallignore", "*.old.md\n"),
        (".ignore", "a.md\n"),
        ("a.md", DRAFT),
        ("a.old.md", DRAFT),
        ("build/a.md", DRAFT),
        ("sub/.tonfallignore", "b.md\n"),
        ("sub/a.md", DRAFT),
        ("sub/b.md", DRAFT),
    ]);
    assert_eq!(drafts(&folder), ["a.md", "sub/a.md"]);
    assert_eq!(find(&folder, &["sub"]).0, ["sub/a.md"]);
}

#[test]
fn hidden_files_are_drafts_only_where_include_names_them() {
    let files = [(".drafts/a.md", DRAFT), (".b.md", DRAFT), (".git/c.md", DRAFT), (".tonfall/rules/d.md", DRAFT), ("e.md", DRAFT)];
    let folder = Folder::new(&files);
    assert_eq!(drafts(&folder), ["e.md"]);
    folder.write("tonfall.yaml", "include: ['**/*.md', '.drafts/**', '.git/**']\n");
    assert_eq!(drafts(&folder), [".drafts/a.md", "e.md"]);
    assert_eq!(find(&folder, &[".drafts"]).0, [".drafts/a.md"]);
}

#[test]
fn a_named_file_is_always_a_draft() {
    let folder =
        Folder::new(&[("tonfall.yaml", "exclude: '*.md'\n"), (".gitignore", "*\n"), (".b.md", ""), ("README.md", ""), ("c.pdf", "")]);
    assert_eq!(find(&folder, &["README.md", "c.pdf", ".b.md"]).0, [".b.md", "README.md", "c.pdf"]);
}

#[test]
fn each_file_comes_once_and_in_the_order_of_paths() {
    let folder = Folder::new(&[("b/a.md", DRAFT), ("b.md", DRAFT), ("b-c/a.md", DRAFT), ("a.md", DRAFT), ("ä.md", DRAFT), ("B.md", DRAFT)]);
    let expected = ["B.md", "a.md", "b/a.md", "b-c/a.md", "b.md", "ä.md"];
    for _ in 0..5 {
        assert_eq!(find(&folder, &["b.md", "", "b/../b.md", "b", "./a.md"]).0.len(), expected.len());
        assert_eq!(drafts(&folder), expected);
    }
}

#[test]
fn many_files_come_in_the_same_order_each_time() {
    let names: Vec<String> = (0..300).map(|index| format!("{}/{index}.md", index % 7)).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), DRAFT)).collect();
    let folder = Folder::new(&files);
    let first = drafts(&folder);
    assert_eq!((first.len(), &drafts(&folder)), (300, &first));
}

#[test]
fn what_does_not_exist_is_reported_and_the_rest_goes_on() {
    let folder = Folder::new(&[("a.md", DRAFT)]);
    let (drafts, faults) = find(&folder, &["none.md", "a.md", "a.md/b.md"]);
    assert_eq!(drafts, ["a.md"]);
    assert_eq!(faults, ["a.md/b.md: a part of the path is a file, not a folder", "none.md: there is no such file or folder"]);
}

#[test]
fn a_nested_config_applies_to_its_own_folder() {
    let folder = Folder::new(&[
        ("tonfall.yaml", "include: '*.draft'\n"),
        ("a.draft", ""),
        ("team/tonfall.yml", "include: '*.post'\n"),
        ("team/a.draft", ""),
        ("team/a.post", ""),
    ]);
    assert_eq!(drafts(&folder), ["a.draft", "team/a.post"]);
}

#[cfg(unix)]
mod unix {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn links_to_files_are_followed_and_counted_once() {
        let folder = Folder::new(&[("a.md", DRAFT), ("elsewhere/b.rst", DRAFT)]);
        symlink("a.md", folder.path("0.md")).unwrap();
        symlink("elsewhere/b.rst", folder.path("b.md")).unwrap();
        symlink("elsewhere/b.rst", folder.path("c.md")).unwrap();
        assert_eq!(drafts(&folder), ["a.md", "b.md"]);
    }

    #[test]
    fn links_to_folders_are_not_followed() {
        let folder = Folder::new(&[("a/a.md", DRAFT)]);
        symlink(".", folder.path("a/circle")).unwrap();
        symlink("a", folder.path("b")).unwrap();
        assert_eq!(drafts(&folder), ["a/a.md"]);
        assert_eq!(find(&folder, &["b"]).0, ["b/a.md"]);
    }

    #[test]
    fn links_that_lead_nowhere_are_reported() {
        let folder = Folder::new(&[("a.md", DRAFT)]);
        symlink("none.md", folder.path("link.md")).unwrap();
        symlink("none.png", folder.path("link.png")).unwrap();
        let (drafts, faults) = find(&folder, &["", "link.png"]);
        assert_eq!(drafts, ["a.md"]);
        assert_eq!(faults, ["link.md: it is a link that leads nowhere", "link.png: there is no such file or folder"]);
    }

    #[test]
    fn what_may_not_be_read_is_reported() {
        let folder = Folder::new(&[("a.md", DRAFT), ("shut/b.md", DRAFT), ("c.md", DRAFT)]);
        fs::set_permissions(folder.path("shut"), Permissions::from_mode(0o000)).unwrap();
        fs::set_permissions(folder.path("c.md"), Permissions::from_mode(0o000)).unwrap();
        let (drafts, faults) = find(&folder, &[""]);
        let is_privileged = fs::read_dir(folder.path("shut")).is_ok();
        fs::set_permissions(folder.path("shut"), Permissions::from_mode(0o700)).unwrap();
        // Who may read everything cannot test what nobody may read.
        if !is_privileged {
            assert_eq!(drafts, ["a.md"]);
            assert_eq!(faults, ["c.md: it may not be read: permission denied", "shut: it may not be read: permission denied"]);
        }
    }

    #[test]
    fn pipes_and_strange_names_do_no_harm() {
        use std::os::unix::ffi::OsStrExt;
        let folder = Folder::new(&[("a.md", DRAFT), ("with space 👩‍👩‍👧.md", DRAFT)]);
        fs::write(folder.path("").join(std::ffi::OsStr::from_bytes(b"\xff.md")), DRAFT).unwrap();
        let status = std::process::Command::new("mkfifo").arg(folder.path("pipe.md")).status();
        assert!(status.is_ok_and(|status| status.success()));
        assert_eq!(drafts(&folder).len(), 3);
    }
}
