//! What `git diff` prints becomes changed files with their new lines.

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::{Changes, Lines, path};

/// Reads a diff without context. Deleted files are none that can be checked.
pub(super) fn parse(diff: &[u8], root: &Path) -> Changes {
    let mut changes = Changes::default();
    let mut file: Option<PathBuf> = None;
    let mut lines = diff.split(|byte| *byte == b'\n');
    while let Some(line) = lines.next() {
        if line.starts_with(b"diff --git ") {
            file = None;
        } else if let Some(name) = line.strip_prefix(b"rename to ") {
            // Moved, and perhaps nothing else: no line of it is new.
            changes.files.insert(root.join(path(&unquoted(name))), Lines::Some(Vec::new()));
        } else if let Some(name) = line.strip_prefix(b"+++ ") {
            let name = unquoted(name.strip_suffix(b"\t").unwrap_or(name));
            file = name.strip_prefix(b"b/").map(|name| root.join(path(name)));
            if let Some(file) = &file {
                changes.files.entry(file.clone()).or_insert(Lines::Some(Vec::new()));
            }
        } else if let Some(hunk) = line.strip_prefix(b"@@ ").and_then(Hunk::parse) {
            // The lines of a hunk may look like anything: they are counted, not read.
            lines.by_ref().take(hunk.removed.saturating_add(hunk.added.len())).for_each(drop);
            if let Some(Lines::Some(ranges)) = file.as_ref().and_then(|file| changes.files.get_mut(file)) {
                ranges.extend(Some(hunk.added).filter(|range| !range.is_empty()));
            }
        }
    }
    changes
}

/// `-12,3 +14,0 @@`.
struct Hunk {
    removed: usize,
    added: Range<u32>,
}

impl Hunk {
    fn parse(line: &[u8]) -> Option<Self> {
        let line = std::str::from_utf8(&line[..line.windows(3).position(|window| window == b" @@")?]).ok()?;
        let (old, new) = line.split_once(' ')?;
        let range = |text: &str| -> Option<(u32, u32)> {
            let (start, count) = text.split_once(',').unwrap_or((text, "1"));
            Some((start.parse().ok()?, count.parse().ok()?))
        };
        let (_, removed) = range(old.strip_prefix('-')?)?;
        let (start, count) = range(new.strip_prefix('+')?)?;
        Some(Self { removed: removed as usize, added: start..start.checked_add(count)? })
    }
}

/// A name as git writes it: in quotes, as in C, where it holds a quote, a backslash or a control character.
fn unquoted(name: &[u8]) -> Vec<u8> {
    let Some(quoted) = name.strip_prefix(b"\"").and_then(|name| name.strip_suffix(b"\"")) else { return name.to_vec() };
    let mut out = Vec::with_capacity(quoted.len());
    let mut bytes = quoted.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        out.push(match (byte, if byte == b'\\' { bytes.next() } else { None }) {
            (b'\\', Some(b'n')) => b'\n',
            (b'\\', Some(b't')) => b'\t',
            (b'\\', Some(b'r')) => b'\r',
            (b'\\', Some(b'a')) => 7,
            (b'\\', Some(b'b')) => 8,
            (b'\\', Some(b'v')) => 11,
            (b'\\', Some(b'f')) => 12,
            (b'\\', Some(digit @ b'0'..=b'7')) => {
                let mut value = u32::from(digit - b'0');
                for _ in 0..2 {
                    value = bytes.next_if(|byte| matches!(byte, b'0'..=b'7')).map_or(value, |digit| value * 8 + u32::from(digit - b'0'));
                }
                u8::try_from(value).unwrap_or(b'?')
            }
            (b'\\', Some(other)) => other,
            (byte, _) => byte,
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hunks_are_counted_not_read() {
        let diff = "diff --git a/a.md b/a.md\n--- a/a.md\n+++ b/a.md\n@@ -3,0 +4,2 @@ x @@ y\n+++ b/evil.md\n+@@ -1 +1 @@\n@@ -9 +11 @@\n--- alt\n+neu\n\\ No newline at end of file\n@@ -20,2 +22,0 @@\n-x\n-y\ndiff --git a/gone.md b/gone.md\n--- a/gone.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n";
        let changes = parse(diff.as_bytes(), Path::new("/r"));
        assert_eq!(changes.files.into_iter().collect::<Vec<_>>(), [("/r/a.md".into(), Lines::Some(vec![4..6, 11..12]))]);
    }

    #[test]
    fn names_come_in_quotes_and_by_renames() {
        let diff = "diff --git \"a/x\" \"b/x\"\nrename from alt.md\nrename to \"\\\"\\303\\274\\t\\\\.md\"\ndiff --git a/o b/o\nrename from o\nrename to mit leer.md\n--- a/o\n+++ b/mit leer.md\t\n@@ -1 +1 @@\n-a\n+b\n";
        let files: Vec<(PathBuf, Lines)> = parse(diff.as_bytes(), Path::new("/r")).files.into_iter().collect();
        assert_eq!(files, [("/r/\"ü\t\\.md".into(), Lines::Some(Vec::new())), ("/r/mit leer.md".into(), Lines::Some(vec![1..2]))]);
    }

    #[test]
    fn lines_touch_at_their_ends() {
        let lines = Lines::Some(vec![4..6, 11..12]);
        let touched: Vec<bool> = [(1, 3), (3, 4), (5, 5), (6, 10), (1, 99)].iter().map(|&(first, last)| lines.touch(first, last)).collect();
        assert_eq!(touched, [false, true, true, false, true]);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read(diff in "(diff --git|\\+\\+\\+ b/|@@ -[0-9]{0,10},?[0-9]{0,11} \\+[0-9]{0,10},?[0-9]{0,11} @@|rename to \"|\\\\|[a-z0-9\"]{0,4}|\n){0,40}") {
            parse(diff.as_bytes(), Path::new("/r"));
        }
    }
}
