//! The door to the disk. A language server puts its unsaved buffers in front of it.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The largest file that is read, in bytes. No draft comes near it; an export is read part by part, but fixed only below it.
pub const MAX_BYTES: u64 = 16 << 20;

/// Where files come from.
pub trait Files: Send + Sync {
    /// The bytes of a file.
    ///
    /// # Errors
    /// Where there is no such file, it may not be read, it is not a file, or it is larger than [`MAX_BYTES`].
    fn read(&self, path: &Path) -> io::Result<Arc<[u8]>>;

    /// A file to be read from its beginning, however large it is.
    ///
    /// # Errors
    /// Where there is no such file, it may not be read, or it is not a file.
    fn stream(&self, path: &Path) -> io::Result<Stream> {
        self.read(path).map(Stream::of)
    }

    /// The first bytes of a file, at most `length`.
    ///
    /// # Errors
    /// As for [`Files::read`].
    fn head(&self, path: &Path, length: usize) -> io::Result<Vec<u8>> {
        self.read(path).map(|bytes| bytes.iter().copied().take(length).collect())
    }

    /// Whether a path is a folder.
    fn is_folder(&self, path: &Path) -> bool {
        path.is_dir()
    }

    /// The path with every link followed.
    ///
    /// # Errors
    /// Where there is no such file.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }
}

/// A file that is being read.
pub struct Stream {
    pub bytes: Box<dyn Read + Send>,
    /// How many bytes there will be, where that is known beforehand.
    pub length: Option<u64>,
}

impl Stream {
    /// Bytes that have been read already.
    #[must_use]
    pub fn of(bytes: Arc<[u8]>) -> Self {
        let length = Some(bytes.len() as u64);
        Self { bytes: Box::new(io::Cursor::new(bytes)), length }
    }
}

/// The disk as it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<Arc<[u8]>> {
        let (file, length) = open(path)?;
        if length > MAX_BYTES {
            return Err(too_large(length));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
        // The file may grow while it is read.
        let length = file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
        if length as u64 > MAX_BYTES { Err(too_large(length as u64)) } else { Ok(bytes.into()) }
    }

    fn stream(&self, path: &Path) -> io::Result<Stream> {
        open(path).map(|(file, length)| Stream { bytes: Box::new(file), length: Some(length) })
    }

    fn head(&self, path: &Path, length: usize) -> io::Result<Vec<u8>> {
        let (file, _) = open(path)?;
        let mut bytes = Vec::with_capacity(length);
        file.take(length as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// Opens a regular file; a pipe or a device might never end.
fn open(path: &Path) -> io::Result<(fs::File, u64)> {
    let metadata = fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !metadata.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a file"));
    }
    Ok((fs::File::open(path)?, metadata.len()))
}

fn too_large(length: u64) -> io::Error {
    let megabytes = length.div_ceil(1 << 20);
    let message = format!("it has {megabytes} MB, and a file of drafts may have {} MB: split it", MAX_BYTES >> 20);
    io::Error::new(io::ErrorKind::FileTooLarge, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_fifty_megabytes_is_refused_unread() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("large.md");
        fs::File::create(&path).unwrap().set_len(50 << 20).unwrap();
        assert_eq!(Disk.read(&path).unwrap_err().to_string(), "it has 50 MB, and a file of drafts may have 16 MB: split it");
        assert_eq!(Disk.head(&path, 4).unwrap(), [0; 4]);
    }

    #[test]
    fn what_is_no_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Disk.read(folder.path()).unwrap_err().kind(), io::ErrorKind::IsADirectory);
        assert_eq!(Disk.read(&folder.path().join("none")).unwrap_err().kind(), io::ErrorKind::NotFound);
        #[cfg(unix)]
        assert_eq!(Disk.read(Path::new("/dev/zero")).unwrap_err().to_string(), "it is not a file");
    }
}
