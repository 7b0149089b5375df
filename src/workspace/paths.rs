//! Paths as the disk has them become paths as people read them, and as globs expect them.

use std::path::{Component, Path, PathBuf};

/// A path from the root of the disk, without `.` and `..`. Links are followed only where `..` makes that necessary.
#[must_use]
pub fn absolute(path: &Path) -> PathBuf {
    let from_root = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if !from_root.components().any(|part| part == Component::ParentDir) {
        return from_root;
    }
    // `link/..` is the folder that the link leads into, not the one that it stands in.
    std::fs::canonicalize(&from_root).unwrap_or_else(|_| without_dots(&from_root))
}

/// A path as people read it: from the working directory where it lies inside, with `/` between its parts.
#[must_use]
pub fn display(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let inside = |folder: &Path| path.strip_prefix(folder).ok().filter(|rest| !rest.as_os_str().is_empty());
    slashed(here.as_deref().and_then(inside).or_else(|| inside(Path::new("."))).unwrap_or(path))
}

/// The path from a folder to a file inside it, with `/`; `None` where it lies outside. Both are absolute.
#[must_use]
pub fn relative(folder: &Path, path: &Path) -> Option<String> {
    path.strip_prefix(folder).ok().map(slashed)
}

/// Takes `.` and `..` out of a path by its letters alone.
pub(super) fn without_dots(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(out.pop()),
            part => out.push(part),
        }
    }
    out
}

fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_taken_out() {
        assert_eq!(without_dots(Path::new("/a/./b/../c")), Path::new("/a/c"));
        assert_eq!(without_dots(Path::new("/../a")), Path::new("/a"));
        assert_eq!(absolute(Path::new("/no/such/../folder")), Path::new("/no/folder"));
    }

    #[test]
    fn people_read_paths_from_where_they_are() {
        let here = std::env::current_dir().unwrap();
        assert_eq!(display(&here.join("a/b.md")), "a/b.md");
        assert_eq!(display(Path::new("./a.md")), "a.md");
        assert_eq!(display(Path::new("/elsewhere/a.md")), "/elsewhere/a.md");
    }

    #[test]
    fn relative_paths_stay_inside() {
        assert_eq!(relative(Path::new("/a"), Path::new("/a/b/c.md")).as_deref(), Some("b/c.md"));
        assert_eq!(relative(Path::new("/a"), Path::new("/ab/c.md")), None);
    }
}
