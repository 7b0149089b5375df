//! A git repository becomes what Tonfall asks it: which files and lines have changed, what is staged, who wrote a file.
//! Runs the `git` program, which knows the user's repository better than any library would.

mod diff;
mod index;

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub use index::Index;

/// A repository, by the folder at its top.
#[derive(Clone, Debug)]
pub struct Git {
    root: PathBuf,
}

/// The files that have changed, by their paths from the root of the disk, and in each the lines that are new.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub files: BTreeMap<PathBuf, Lines>,
}

/// Lines that are new, as git counts them: from 1, ended by LF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lines {
    /// Every line: the file is not known to git.
    All,
    /// These, ascending.
    Some(Vec<Range<u32>>),
}

impl Lines {
    /// Whether one of these lines is new; both ends belong to it.
    #[must_use]
    pub fn touch(&self, first: u32, last: u32) -> bool {
        match self {
            Self::All => true,
            Self::Some(ranges) => ranges.iter().any(|range| range.start <= last && first < range.end),
        }
    }
}

/// Why git cannot tell, for users.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct GitFault(String);

impl Git {
    /// The repository that a folder belongs to.
    ///
    /// # Errors
    /// There is none, or no git on this machine.
    pub fn at(folder: &Path) -> Result<Self, GitFault> {
        let root = run(Command::new("git").arg("-C").arg(folder).args(["rev-parse", "--show-toplevel"]))?;
        Ok(Self { root: path(root.strip_suffix(b"\n").unwrap_or(&root)) })
    }

    /// What has changed since the current branch has parted from another: committed, staged, or only saved; files that git does not know yet too.
    ///
    /// # Errors
    /// There is no such commit, or the branches have nothing in common.
    pub fn since(&self, reference: &str) -> Result<Changes, GitFault> {
        let fetch = "fetch its history first (in CI: `fetch-depth: 0`)";
        let is_known =
            !reference.starts_with('-') && self.ask(["rev-parse", "--verify", "--quiet", &format!("{reference}^{{commit}}")]).is_ok();
        if !is_known {
            return Err(GitFault(format!("git knows no commit `{reference}`: {fetch}")));
        }
        let base = self
            .ask(["merge-base", reference, "HEAD"])
            .map_err(|_| GitFault(format!("`{reference}` and what is checked out have no common commit: {fetch}")))?;
        let base = String::from_utf8_lossy(&base).trim().to_owned();
        let mut changes = diff::parse(&self.diff(&[&base])?, &self.root);
        let untracked = self.ask(["ls-files", "--others", "--exclude-standard", "-z"])?;
        changes.files.extend(names(&untracked).map(|name| (self.root.join(path(name)), Lines::All)));
        Ok(changes)
    }

    /// What is staged for the next commit.
    ///
    /// # Errors
    /// Git itself fails.
    pub fn staged(&self) -> Result<Changes, GitFault> {
        Ok(diff::parse(&self.diff(&["--cached"])?, &self.root))
    }

    /// The files as they are staged.
    ///
    /// # Errors
    /// Git itself fails.
    pub fn index(&self) -> Result<Index, GitFault> {
        Index::new(&self.root, &self.ask(["ls-files", "--stage", "-z"])?)
    }

    /// Who has last changed each of these files, as `Name <address>`; for files that git does not know, the user.
    ///
    /// # Errors
    /// Git itself fails.
    pub fn authors(&self, files: &[PathBuf]) -> Result<HashMap<PathBuf, String>, GitFault> {
        let mut authors = HashMap::new();
        // A repository without a commit has no log.
        if self.ask(["rev-parse", "--verify", "--quiet", "HEAD"]).is_ok() {
            self.read_log(files, &mut authors)?;
        }
        let user = self.ask(["var", "GIT_AUTHOR_IDENT"]).unwrap_or_default();
        let user = String::from_utf8_lossy(&user);
        if let Some((user, _)) = user.rsplit_once('>') {
            for file in files {
                authors.entry(file.clone()).or_insert_with(|| format!("{user}>"));
            }
        }
        Ok(authors)
    }

    /// Reads the log from its newest commit on, until every file has been seen.
    fn read_log(&self, files: &[PathBuf], authors: &mut HashMap<PathBuf, String>) -> Result<(), GitFault> {
        let mut left: std::collections::HashSet<&Path> = files.iter().map(PathBuf::as_path).collect();
        let mut command = self.command(["log", "--format=%x01%an <%ae>", "--name-only", "-z", "--no-renames", "--no-show-signature"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(|error| no_git(&error))?;
        let mut author = String::new();
        for entry in BufReader::new(child.stdout.take().expect("the output is a pipe")).split(0) {
            let entry = entry.map_err(|error| GitFault(format!("git: {error}")))?;
            let name = entry.strip_prefix(b"\n").unwrap_or(&entry);
            match name.strip_prefix(&[1]) {
                Some(header) => author = String::from_utf8_lossy(header).trim().to_owned(),
                None => {
                    let file = self.root.join(path(name));
                    if left.remove(file.as_path()) {
                        authors.insert(file, author.clone());
                    }
                }
            }
            if left.is_empty() {
                break;
            }
        }
        // The rest of the log is of no interest.
        let _ = child.kill();
        let _ = child.wait();
        Ok(())
    }

    fn diff(&self, what: &[&str]) -> Result<Vec<u8>, GitFault> {
        let plain =
            ["diff", "--unified=0", "--find-renames", "--text", "--no-color", "--no-ext-diff", "--no-textconv", "--ignore-submodules"];
        let prefixes = ["--src-prefix=a/", "--dst-prefix=b/", "--no-relative"];
        self.ask(plain.iter().chain(&prefixes).chain(what).chain(&["--"]))
    }

    fn ask(&self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Result<Vec<u8>, GitFault> {
        run(&mut self.command(arguments))
    }

    fn command(&self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
        let mut command = Command::new("git");
        // Neither the user's taste nor another run of git shall get in the way.
        command.arg("-C").arg(&self.root).args(["-c", "core.quotePath=false", "-c", "diff.renames=true"]).args(arguments);
        command.env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C").stdin(Stdio::null());
        command
    }
}

fn run(command: &mut Command) -> Result<Vec<u8>, GitFault> {
    let output = command.output().map_err(|error| no_git(&error))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().next().unwrap_or("it fails").trim_start_matches("fatal: ");
    Err(GitFault(format!("git: {said}")))
}

fn no_git(error: &std::io::Error) -> GitFault {
    GitFault(format!("the program `git` cannot be run: {error}"))
}

/// The names of a list that is separated by zero bytes.
fn names(list: &[u8]) -> impl Iterator<Item = &[u8]> {
    list.split(|byte| *byte == 0).filter(|name| !name.is_empty())
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    <OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes).into()
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).into_owned().into()
}
