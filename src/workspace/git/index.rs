//! Files as they are staged: what the next commit will hold, whatever has been saved since.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use super::{GitFault, no_git, path};
use crate::workspace::files::{Disk, Files, MAX_BYTES};
use crate::workspace::paths::absolute;

/// What git calls a regular file, apart from its right to be executed.
const REGULAR: &[u8] = b"100";

/// The staged files of a repository. What git does not track is read from the disk: configs and rules may be a user's own.
#[derive(Debug)]
pub struct Index {
    root: PathBuf,
    /// The names of the files' contents.
    objects: HashMap<PathBuf, String>,
    git: Mutex<Reader>,
}

/// A `git cat-file` that gives one content after the other.
#[derive(Debug)]
struct Reader {
    child: Child,
    requests: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Index {
    pub(super) fn new(root: &Path, list: &[u8]) -> Result<Self, GitFault> {
        let mut command = Command::new("git");
        command.arg("-C").arg(root).args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| no_git(&error))?;
        let requests = child.stdin.take();
        let answers = BufReader::new(child.stdout.take().expect("the output is a pipe"));
        let objects = super::names(list).filter_map(|entry| entry_of(entry, root)).collect();
        Ok(Self { root: root.to_owned(), objects, git: Mutex::new(Reader { child, requests, answers }) })
    }

    /// A path as the index knows it: from git's own name of the root, whatever links lead there.
    fn object(&self, path: &Path) -> Option<&String> {
        let path = absolute(path);
        self.objects.get(&path).or_else(|| {
            let folder = std::fs::canonicalize(path.parent()?).ok()?;
            self.objects.get(&folder.join(path.file_name()?)).filter(|_| folder.starts_with(&self.root))
        })
    }
}

impl Files for Index {
    fn read(&self, path: &Path) -> io::Result<Arc<[u8]>> {
        match self.object(path) {
            Some(object) => self.git.lock().unwrap_or_else(PoisonError::into_inner).read(object),
            None => Disk.read(path),
        }
    }
}

impl Reader {
    /// Asks for one content: `<name> blob <length>`, the bytes, and a line break.
    fn read(&mut self, object: &str) -> io::Result<Arc<[u8]>> {
        let requests = self.requests.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        writeln!(requests, "{object}")?;
        requests.flush()?;
        let mut header = String::new();
        self.answers.read_line(&mut header)?;
        let length: u64 = header.trim_end().rsplit(' ').next().and_then(|length| length.parse().ok()).ok_or(io::ErrorKind::NotFound)?;
        let mut bytes = Vec::new();
        (&mut self.answers).take(length.min(MAX_BYTES)).read_to_end(&mut bytes)?;
        io::copy(&mut (&mut self.answers).take(length + 1 - bytes.len() as u64), &mut io::sink())?;
        if length > MAX_BYTES { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes.into()) }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        // Without requests git ends by itself.
        self.requests = None;
        let _ = self.child.wait();
    }
}

/// `100644 <name> 0\t<path>`. Links and submodules are no drafts; of a conflict no side is staged.
fn entry_of(entry: &[u8], root: &Path) -> Option<(PathBuf, String)> {
    let tab = entry.iter().position(|byte| *byte == b'\t')?;
    let facts = std::str::from_utf8(&entry[..tab]).ok()?;
    let mut facts = facts.split(' ');
    let (mode, object, stage) = (facts.next()?, facts.next()?, facts.next()?);
    (mode.as_bytes().starts_with(REGULAR) && stage == "0").then(|| (root.join(path(&entry[tab + 1..])), object.to_owned()))
}
