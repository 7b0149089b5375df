//! A file is replaced only as long as it is the one that was read.

use std::fs;
use std::io::Write;

use super::Folder;
use crate::workspace::{Replacement, replace};

fn names(folder: &Folder) -> usize {
    fs::read_dir(folder.path("")).unwrap().count()
}

#[test]
fn a_file_that_has_changed_is_left_alone() {
    let folder = Folder::new(&[("a.md", "new words of somebody else")]);
    let path = folder.path("a.md");
    for old in ["old words", "new words", "new words of somebody else, and more"] {
        let fault = replace(&path, old.as_bytes(), b"fixed").unwrap_err();
        assert_eq!(fault.reason, "it has changed since it was read; it stays as it is: run Tonfall again");
    }
    assert_eq!((fs::read_to_string(&path).unwrap().as_str(), names(&folder)), ("new words of somebody else", 1));
    replace(&path, b"new words of somebody else", b"fixed").unwrap();
    assert_eq!((fs::read_to_string(&path).unwrap().as_str(), names(&folder)), ("fixed", 1));
}

#[test]
fn a_file_that_changes_while_the_new_one_is_written_is_left_alone() {
    let folder = Folder::new(&[("a.md", "old")]);
    let path = folder.path("a.md");
    let mut replacement = Replacement::of(&path).unwrap();
    replacement.write_all(b"fixed").unwrap();
    fs::write(&path, "longer than before").unwrap();
    assert!(replacement.commit().is_err());
    let mut replacement = Replacement::of(&path).unwrap();
    replacement.write_all(b"fixed").unwrap();
    fs::write(folder.path("b.md"), "saved by an editor").unwrap();
    fs::rename(folder.path("b.md"), &path).unwrap();
    assert!(replacement.commit().is_err());
    assert_eq!((fs::read_to_string(&path).unwrap().as_str(), names(&folder)), ("saved by an editor", 1));
}

#[test]
fn what_is_given_up_leaves_no_trace() {
    let folder = Folder::new(&[("a.md", "old")]);
    let mut replacement = Replacement::of(&folder.path("a.md")).unwrap();
    replacement.write_all(b"fixed").unwrap();
    drop(replacement);
    assert_eq!((fs::read_to_string(folder.path("a.md")).unwrap().as_str(), names(&folder)), ("old", 1));
    assert!(Replacement::of(&folder.path("none.md")).is_err());
    assert!(Replacement::of(&folder.path("")).is_err());
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_the_new_file_is_not_written_through() {
    let folder = Folder::new(&[("a.md", "old"), ("b.md", "precious")]);
    std::os::unix::fs::symlink("b.md", folder.path(".a.md.tonfall-new")).unwrap();
    assert!(replace(&folder.path("a.md"), b"old", b"fixed").is_err());
    assert_eq!(fs::read_to_string(folder.path("b.md")).unwrap(), "precious");
}
