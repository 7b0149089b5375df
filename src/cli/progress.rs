//! A progress bar on standard error for long work, where somebody looks at it. It makes way for what is reported.

use std::cell::Cell;
use std::io;

use indicatif::{HumanCount, ProgressBar, ProgressStyle};

/// Below this many files no bar is worth its flicker.
const FEW: usize = 2_000;

/// Nor below this many bytes of a file of many drafts.
const SMALL: u64 = 4 << 20;

pub(super) struct Progress {
    bar: ProgressBar,
    drafts: Cell<u64>,
}

impl Progress {
    /// A bar for so many files.
    pub(super) fn of_files(files: usize) -> Self {
        Self::new((files >= FEW).then(|| ProgressBar::new(files as u64)), "{bar:40} {pos}/{len} files, {per_sec}, {eta} left")
    }

    /// A bar for a file of so many bytes; `None` where nobody knows how many there will be.
    pub(super) fn of_bytes(bytes: Option<u64>) -> Self {
        match bytes {
            Some(bytes) => {
                Self::new((bytes >= SMALL).then(|| ProgressBar::new(bytes)), "{bar:40} {bytes}/{total_bytes}, {msg}, {eta} left")
            }
            None => Self::new(Some(ProgressBar::no_length()), "{spinner} {bytes}, {msg}"),
        }
    }

    fn new(bar: Option<ProgressBar>, template: &str) -> Self {
        // indicatif draws on standard error, and nothing where that is no terminal.
        let bar = bar.unwrap_or_else(ProgressBar::hidden);
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        Self { bar: bar.with_style(style), drafts: Cell::new(0) }
    }

    /// So many more files are done.
    pub(super) fn advance(&self, files: usize) {
        self.bar.inc(files as u64);
    }

    /// So many more bytes are done, with so many drafts in them.
    pub(super) fn advance_by(&self, bytes: u64, drafts: usize) {
        self.drafts.set(self.drafts.get() + drafts as u64);
        let drafts = self.drafts.get();
        let rate = drafts as f64 / self.bar.elapsed().as_secs_f64().max(0.001);
        self.bar.set_message(format!("{} drafts, {}/s", HumanCount(drafts), HumanCount(rate as u64)));
        self.bar.inc(bytes);
    }

    /// Takes the bar away while something is written.
    pub(super) fn beside(&self, write: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        if self.bar.is_hidden() { write() } else { self.bar.suspend(write) }
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
