//! New bytes become a file in place of the old one, in one step: whoever looks, and whenever the power goes, sees the old file or the new one.
//! Knows nothing of what stands in it.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use super::fault::PathFault;

/// How often the new file is begun before the others are left to themselves.
const ATTEMPTS: usize = 1_000;

/// A new file that is being written beside an old one. It takes the old one's place with [`Replacement::commit`], or goes without a trace.
#[derive(Debug)]
pub struct Replacement {
    /// As the user names it.
    path: PathBuf,
    /// The file itself, behind all links.
    target: PathBuf,
    old: File,
    /// What the old file looked like when it was opened.
    seen: Metadata,
    temporary: PathBuf,
    /// Locked as long as it is open. `None` once it has the old file's name.
    new: Option<BufWriter<File>>,
}

/// Puts new bytes in the place of a file that reads `old`. Its mode stays, its owner where that is allowed; a link to it stays a link.
///
/// # Errors
/// The file reads otherwise by now, may not be written, has further names, or the disk is full: then it stays as it is.
pub fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), PathFault> {
    let mut replacement = Replacement::of(path)?;
    let mut now = Vec::with_capacity(old.len());
    replacement.old_file().take(old.len() as u64 + 1).read_to_end(&mut now).map_err(|error| PathFault::new(path, &error))?;
    if now != old {
        return Err(changed(path));
    }
    replacement.write_all(new).map_err(|error| unwritten(path, &error))?;
    replacement.commit()
}

impl Replacement {
    /// Begins to replace a file: waits until nobody else does, and refuses a file that is not to be written.
    ///
    /// # Errors
    /// The file is read-only, has further names, or its folder takes no new file.
    pub fn of(path: &Path) -> Result<Self, PathFault> {
        let fault = |error: io::Error| PathFault::new(path, &error);
        let target = fs::canonicalize(path).map_err(fault)?;
        refuse(path, &fs::metadata(&target).map_err(fault)?)?;
        let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let temporary = target.with_file_name(format!(".{name}.tonfall-new"));
        let new = create_locked(&temporary).map_err(|error| unwritten(path, &error))?;
        // Looked at again, since another run may just have put a new file here. Whatever fails from here on removes what was created.
        let opened = File::open(&target).and_then(|old| old.metadata().map(|seen| (old, seen)));
        match opened.map_err(fault).and_then(|(old, seen)| refuse(path, &seen).map(|()| (old, seen))) {
            Ok((old, seen)) => Ok(Self { path: path.to_owned(), target, old, seen, temporary, new: Some(BufWriter::new(new)) }),
            Err(fault) => {
                let _ = fs::remove_file(&temporary);
                Err(fault)
            }
        }
    }

    /// The file as it is, to be read from its beginning.
    pub fn old_file(&mut self) -> &mut File {
        &mut self.old
    }

    /// Puts what was written in the place of the old file.
    ///
    /// # Errors
    /// The old file is another by now, or the disk is full: then it stays as it is.
    pub fn commit(mut self) -> Result<(), PathFault> {
        self.finish().map_err(|error| unwritten(&self.path, &error))?;
        let now = fs::metadata(&self.target).map_err(|error| PathFault::new(&self.path, &error))?;
        if !is_same(&self.seen, &now) || self.seen.modified().ok() != now.modified().ok() || self.seen.len() != now.len() {
            return Err(changed(&self.path));
        }
        fs::rename(&self.temporary, &self.target).map_err(|error| unwritten(&self.path, &error))?;
        self.new = None;
        Ok(())
    }

    /// Everything is on the disk before the name leads to it.
    fn finish(&mut self) -> io::Result<()> {
        let Some(new) = &mut self.new else { return Ok(()) };
        new.flush()?;
        let new = new.get_ref();
        keep_owner(&self.seen, new);
        new.set_permissions(self.seen.permissions())?;
        new.sync_all()
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.new.as_mut().map_or(Ok(0), |new| new.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.new.as_mut().map_or(Ok(()), Write::flush)
    }
}

/// What has not taken the place of the old file goes.
impl Drop for Replacement {
    fn drop(&mut self) {
        // Still locked, so that it is nobody else's.
        if self.new.is_some() {
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

/// The file beside the old one, which is the lock as well: it always has the same name, so that two runs wait for each other,
/// and what a killed one has left behind is written over.
fn create_locked(path: &Path) -> io::Result<File> {
    for _ in 0..ATTEMPTS {
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
        match file.lock() {
            // Some network drives know no locks: then two runs at once are up to the user.
            Err(error) if error.kind() != io::ErrorKind::Unsupported => return Err(error),
            _ => {}
        }
        // Whoever had the lock before may have given the file its final name, or removed it. A link is not written through.
        match fs::symlink_metadata(path) {
            Ok(there) if there.is_file() && is_same(&there, &file.metadata()?) => {
                file.set_len(0)?;
                return Ok(file);
            }
            Ok(there) if !there.is_file() => return Err(io::Error::other("something else has the name of the new file")),
            _ => {}
        }
    }
    Err(io::Error::other("other programs keep replacing it"))
}

fn refuse(path: &Path, seen: &Metadata) -> Result<(), PathFault> {
    let fault = |reason: &str| Err(PathFault { path: path.to_owned(), reason: format!("{reason}; it stays as it is") });
    if !seen.is_file() {
        return fault("it is not a file");
    }
    if seen.permissions().readonly() {
        return fault("it is read-only");
    }
    match names(seen) {
        0 | 1 => Ok(()),
        names => fault(&format!("it has {names} names (hard links), which a new file would part")),
    }
}

fn changed(path: &Path) -> PathFault {
    PathFault { path: path.to_owned(), reason: "it has changed since it was read; it stays as it is: run Tonfall again".to_owned() }
}

fn unwritten(path: &Path, error: &io::Error) -> PathFault {
    let reason = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "there is no space left on the disk".to_owned(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "its folder may not be written to".to_owned(),
        _ => format!("it cannot be written: {error}"),
    };
    PathFault { path: path.to_owned(), reason: format!("{reason}; it stays as it is") }
}

#[cfg(unix)]
fn is_same(a: &Metadata, b: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(not(unix))]
fn is_same(a: &Metadata, b: &Metadata) -> bool {
    a.created().ok() == b.created().ok()
}

#[cfg(unix)]
fn names(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(metadata)
}

#[cfg(not(unix))]
fn names(_metadata: &Metadata) -> u64 {
    1
}

/// Only an administrator may give a file to somebody else; where that fails, the writer becomes the owner.
#[cfg(unix)]
fn keep_owner(seen: &Metadata, new: &File) {
    use std::os::unix::fs::MetadataExt;
    let _ = std::os::unix::fs::fchown(new, Some(seen.uid()), Some(seen.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_seen: &Metadata, _new: &File) {}
