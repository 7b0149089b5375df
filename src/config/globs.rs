//! Globs of a config become a matcher of paths. Paths are relative to the config's folder, with `/` between their parts.

use globset::{ErrorKind, GlobBuilder, GlobSet, GlobSetBuilder};

/// Compiled globs: `*` stays within a folder, `**` crosses folders, a name without `/` fits in every folder,
/// and whoever names a folder means all that is in it.
#[derive(Clone, Debug, Default)]
pub struct Globs {
    set: GlobSet,
    /// For each glob of `set`, the number of the pattern that it came from.
    origins: Vec<usize>,
    /// The parts of patterns that start with a dot.
    hidden: GlobSet,
}

impl Globs {
    /// Compiles patterns. One that cannot be read is left out: `check` has reported it.
    #[must_use]
    pub fn new<'a>(patterns: impl IntoIterator<Item = &'a str>) -> Self {
        let mut builder = GlobSetBuilder::new();
        let mut hidden = GlobSetBuilder::new();
        let mut origins = Vec::new();
        for (index, pattern) in patterns.into_iter().enumerate() {
            let Ok(globs) = compile(pattern) else { continue };
            for glob in globs {
                builder.add(glob);
                origins.push(index);
            }
            let parts = pattern.trim_start_matches("./").split('/').filter(|part| part.starts_with('.'));
            for part in parts.filter_map(|part| glob(part).ok()) {
                hidden.add(part);
            }
        }
        Self { set: builder.build().unwrap_or_default(), origins, hidden: hidden.build().unwrap_or_default() }
    }

    #[must_use]
    pub fn is_match(&self, path: &str) -> bool {
        self.set.is_match(path)
    }

    /// The numbers of the patterns that fit a path, ascending.
    #[must_use]
    pub fn matches(&self, path: &str) -> Vec<usize> {
        let mut matches: Vec<usize> = self.set.matches(path).into_iter().filter_map(|index| self.origins.get(index).copied()).collect();
        matches.dedup();
        matches
    }

    /// Whether a pattern names a hidden file or folder outright: `.drafts/**` does for `.drafts`, `**` does not.
    #[must_use]
    pub fn names_hidden(&self, name: &str) -> bool {
        self.hidden.is_match(name)
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.origins.is_empty()
    }
}

/// What is wrong with a pattern, and what to do about it.
pub(super) fn fault(pattern: &str) -> Option<(String, Option<String>)> {
    if pattern.trim().is_empty() {
        return Some(("an empty glob fits nothing".to_owned(), Some("write a glob such as `replies/**/*.md`, or remove it".to_owned())));
    }
    if pattern.starts_with('!') {
        return Some((
            format!("`{pattern}` starts with `!`, which has no meaning here"),
            Some("name what is to be left out under `exclude`".to_owned()),
        ));
    }
    if pattern.split('/').any(|part| part == "..") {
        return Some((format!("`{pattern}` leaves the folder of the config"), Some("globs start at the folder of the config".to_owned())));
    }
    let error = compile(pattern).err()?;
    let (why, hint) = match error.kind() {
        ErrorKind::UnclosedClass => ("a `[` is never closed", "add `]`; a bracket of the file's name is written `[[]`"),
        ErrorKind::InvalidRange(..) => ("a range such as `[a-z]` goes backwards", "put the smaller one first"),
        ErrorKind::UnopenedAlternates => ("a `}` closes a brace that was never opened", "take it out, or add `{` in front"),
        ErrorKind::UnclosedAlternates => ("a `{` is never closed", "add `}`: `{de,en}/**`"),
        _ => ("it is not written as one", "write a pattern such as `replies/**/*.md`"),
    };
    Some((format!("`{pattern}` cannot be read as a pattern for files: {why}"), Some(hint.to_owned())))
}

fn compile(pattern: &str) -> Result<Vec<globset::Glob>, globset::Error> {
    let pattern = pattern.trim().trim_start_matches("./");
    let anchored = pattern.trim_end_matches('/').contains('/');
    let name = pattern.trim_start_matches('/').trim_end_matches('/');
    let name = if anchored { name.to_owned() } else { format!("**/{name}") };
    let mut globs = Vec::with_capacity(2);
    if !pattern.ends_with('/') {
        globs.push(glob(&name)?);
    }
    if !name.ends_with("**") {
        globs.push(glob(&format!("{name}/**"))?);
    }
    Ok(globs)
}

fn glob(pattern: &str) -> Result<globset::Glob, globset::Error> {
    GlobBuilder::new(pattern).literal_separator(true).backslash_escape(true).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_as_people_expect() {
        for (pattern, path, expected) in [
            ("*.csv", "a.csv", true),
            ("*.csv", "exports/2026/a.csv", true),
            ("replies/*.md", "replies/a.md", true),
            ("replies/*.md", "replies/old/a.md", false),
            ("replies/*.md", "x/replies/a.md", false),
            ("replies/**/*.md", "replies/old/a.md", true),
            ("replies/**/*.md", "replies/a.md", true),
            ("archive/", "archive/a.md", true),
            ("archive/", "2025/archive/a/b.md", true),
            ("archive/", "archive", false),
            ("archive", "archive/a.md", true),
            ("/archive", "archive/a.md", true),
            ("/archive", "2025/archive/a.md", false),
            ("./posts", "posts/a.md", true),
            ("**", "a/b.md", true),
            ("{posts,replies}/**", "posts/a.md", true),
            (".drafts/**", ".drafts/a.md", true),
            ("Ärger/*", "Ärger/ü.md", true),
        ] {
            assert_eq!(Globs::new([pattern]).is_match(path), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn matches_name_the_patterns() {
        let globs = Globs::new(["*.md", "[", "a/**", "b/"]);
        assert_eq!(globs.matches("a/x.md"), [0, 2]);
        assert!(globs.matches("c.txt").is_empty());
    }

    #[test]
    fn hidden_files_must_be_named() {
        let globs = Globs::new(["**/*.md", "./.drafts/**", ".x*/a"]);
        assert!(globs.names_hidden(".drafts") && globs.names_hidden(".xyz"));
        assert!(!globs.names_hidden(".git"));
    }

    #[test]
    fn faults_say_what_to_do() {
        assert_eq!(fault("replies/**"), None);
        assert_eq!(fault("[a").unwrap().0, "`[a` cannot be read as a pattern for files: a `[` is never closed");
        assert!(fault("!a").unwrap().1.unwrap().contains("exclude"));
        assert!(fault("../a").is_some());
        assert!(fault(" ").is_some());
    }
}
