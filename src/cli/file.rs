//! A report's file: written beside its place and moved there when it is whole, so that nobody ever reads half a report.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::workspace::display;

/// A file that takes its name with [`NewFile::commit`], or goes without a trace.
pub(super) struct NewFile {
    /// As the user names it.
    path: PathBuf,
    out: BufWriter<File>,
    /// What was written so far, and the name that it is to have. `None` where the path is no place for another file, such as a pipe or `/dev/null`.
    move_to: Option<(PathBuf, PathBuf)>,
}

impl NewFile {
    /// # Errors
    /// The folder is not there, or takes no file. The message names the path.
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        Self::open(path).map_err(|error| named(path, &error))
    }

    fn open(path: &Path) -> io::Result<Self> {
        // Behind a link stands the file that is meant.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let metadata = fs::metadata(&target).ok();
        if metadata.as_ref().is_some_and(|metadata| !metadata.is_file()) {
            let out = OpenOptions::new().write(true).open(&target)?;
            return Ok(Self { path: path.to_owned(), out: BufWriter::new(out), move_to: None });
        }
        let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let temporary = target.with_file_name(format!(".{name}.{}.tonfall-new", std::process::id()));
        let out = OpenOptions::new().write(true).create_new(true).open(&temporary)?;
        if let Some(metadata) = metadata {
            out.set_permissions(metadata.permissions())?;
        }
        Ok(Self { path: path.to_owned(), out: BufWriter::new(out), move_to: Some((temporary, target)) })
    }

    /// # Errors
    /// What was written does not all fit on the disk, or the file cannot be moved to its place.
    pub(super) fn commit(mut self) -> io::Result<()> {
        let moved = self.out.flush().and_then(|()| match &self.move_to {
            Some((temporary, target)) => fs::rename(temporary, target),
            None => Ok(()),
        });
        moved.map_err(|error| named(&self.path, &error))?;
        self.move_to = None;
        Ok(())
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes).map_err(|error| named(&self.path, &error))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush().map_err(|error| named(&self.path, &error))
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if let Some((temporary, _)) = &self.move_to {
            let _ = fs::remove_file(temporary);
        }
    }
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::other(format!("{}: the report cannot be written: {error}", display(path)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_there_when_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.json");
        fs::write(&path, "old").unwrap();
        let mut file = NewFile::create(&path).unwrap();
        file.write_all(b"new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        file.commit().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_was_not_finished_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        drop(NewFile::create(&folder.path().join("report.json")).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        assert!(NewFile::create(&folder.path().join("none/report.json")).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_stay_links_and_devices_devices() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&file, "old").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        let mut new = NewFile::create(&link).unwrap();
        new.write_all(b"new").unwrap();
        new.commit().unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        NewFile::create(Path::new("/dev/null")).unwrap().commit().unwrap();
    }
}
