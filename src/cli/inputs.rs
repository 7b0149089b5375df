//! What was named on the command line becomes the files to check, and the place where their bytes come from.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::CheckArguments;
use super::bulk;
use super::output::complain;
use super::scope::Scope;
use crate::draft::Format;
use crate::workspace::{Configs, Discovered, Disk, Files, Found, MAX_BYTES, Stream, absolute, discover, discover_among};

/// The files to check, in order.
pub(super) struct Inputs {
    pub(super) found: Vec<Found>,
    /// Where their bytes come from.
    pub(super) files: Arc<dyn Files>,
    /// Whether the first of them is standard input.
    pub(super) is_piped: bool,
    /// Whether something that was named cannot be read, which has been told.
    pub(super) failed: bool,
}

impl Inputs {
    /// Finds what the arguments name, and keeps what they ask for.
    pub(super) fn new(arguments: &CheckArguments, scope: &mut Scope, configs: &Configs) -> Self {
        let (piped, named): (Vec<PathBuf>, Vec<PathBuf>) = arguments.paths.iter().cloned().partition(|path| path == Path::new("-"));
        let mut inputs = if arguments.only_drafts { Self::of_drafts_among(&named, configs) } else { Self::of_paths(&named, configs) };
        scope.narrow(&mut inputs.found, &named, configs);
        inputs.files = Arc::clone(&scope.files);
        if !piped.is_empty() {
            inputs.read_standard_input(arguments, configs);
        }
        inputs
    }

    /// Finds the drafts behind paths.
    pub(super) fn of_paths(paths: &[PathBuf], configs: &Configs) -> Self {
        let discovered = if paths.is_empty() { Discovered::default() } else { discover(paths, configs) };
        discovered.faults.iter().for_each(|fault| complain(&fault.to_string()));
        Self { found: discovered.files, files: Arc::new(Disk), is_piped: false, failed: !discovered.faults.is_empty() }
    }

    /// Finds the drafts behind paths, of which named files may be none.
    fn of_drafts_among(paths: &[PathBuf], configs: &Configs) -> Self {
        let (files, rest): (Vec<PathBuf>, Vec<PathBuf>) = paths.iter().cloned().partition(|path| path.is_file());
        let mut inputs = Self::of_paths(&rest, configs);
        let folder = |path: &PathBuf| path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new(".")).to_owned();
        let here = PathBuf::from(".");
        for path in files {
            let below = if absolute(&path).starts_with(absolute(&here)) { here.clone() } else { folder(&path) };
            let found = discover_among(&[absolute(&path)], &[below], configs);
            inputs.found.extend(found.into_iter().map(|found| Found { path: path.clone(), ..found }));
        }
        inputs.found.sort_by(|a, b| a.path.cmp(&b.path));
        inputs.found.dedup_by(|a, b| absolute(&a.path) == absolute(&b.path));
        inputs
    }

    fn read_standard_input(&mut self, arguments: &CheckArguments, configs: &Configs) {
        let extension = arguments.stdin_format.unwrap_or(Format::Markdown).extension();
        let path = arguments.stdin_path.clone().unwrap_or_else(|| format!("stdin.{extension}").into());
        let project = configs.project(&path, Path::new("."));
        let found = Found { format: arguments.stdin_format, ..Found::new(path.clone(), project) };
        let below = Arc::clone(&self.files);
        // What is read part by part need not be read beforehand.
        let files: io::Result<Arc<dyn Files>> = if bulk::is_streamed(&found) {
            Ok(Arc::new(StandardInput { path, below }))
        } else {
            read_whole().map(|bytes| Arc::new(Overlay { path, bytes, below }) as Arc<dyn Files>)
        };
        match files {
            Ok(files) => {
                self.found.insert(0, found);
                self.files = files;
                self.is_piped = true;
            }
            Err(fault) => {
                complain(&format!("standard input: {fault}"));
                self.failed = true;
            }
        }
    }
}

fn read_whole() -> io::Result<Arc<[u8]>> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is larger than a file of drafts may be"));
    }
    Ok(bytes.into())
}

/// Files with standard input, still unread, in front.
struct StandardInput {
    path: PathBuf,
    below: Arc<dyn Files>,
}

impl Files for StandardInput {
    fn read(&self, path: &Path) -> io::Result<Arc<[u8]>> {
        if path == self.path { read_whole() } else { self.below.read(path) }
    }

    fn stream(&self, path: &Path) -> io::Result<Stream> {
        if path == self.path { Ok(Stream { bytes: Box::new(io::stdin()), length: None }) } else { self.below.stream(path) }
    }
}

/// Files with other bytes for one of them in front.
pub(super) struct Overlay {
    pub(super) path: PathBuf,
    pub(super) bytes: Arc<[u8]>,
    pub(super) below: Arc<dyn Files>,
}

impl Files for Overlay {
    fn read(&self, path: &Path) -> io::Result<Arc<[u8]>> {
        if path == self.path { Ok(Arc::clone(&self.bytes)) } else { self.below.read(path) }
    }

    fn stream(&self, path: &Path) -> io::Result<Stream> {
        if path == self.path { Ok(Stream::of(Arc::clone(&self.bytes))) } else { self.below.stream(path) }
    }
}
