//! Folders as people have them: which drafts are found in them, which config applies, what cannot be read.

mod configs;
mod discovery;
mod replace;
mod sources;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Configs, Disk};

/// A folder that is gone when the test is.
struct Folder {
    folder: tempfile::TempDir,
}

impl Folder {
    /// A folder with files: their paths and texts.
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self { folder: tempfile::tempdir().expect("a folder for the test") };
        files.iter().for_each(|(path, text)| folder.write(path, text));
        folder
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("a new folder");
        fs::write(path, text).expect("a new file");
    }

    /// The folder itself is `""`.
    fn path(&self, path: &str) -> PathBuf {
        let root = fs::canonicalize(self.folder.path()).expect("the folder of the test");
        if path.is_empty() { root } else { root.join(path) }
    }

    /// A path as the test wrote it.
    fn name(&self, path: &Path) -> String {
        path.strip_prefix(self.path("")).unwrap_or(path).to_string_lossy().into_owned()
    }
}

fn configs() -> Configs {
    Configs::new(Arc::new(Disk))
}

/// The shortest file that is a draft by itself.
const DRAFT: &str = "---\nchannel: x\n---\nHallo.\n";
