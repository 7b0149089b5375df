//! A progress bar on standard error for long work, where somebody looks at it.

use indicatif::{ProgressBar, ProgressStyle};

/// Below this many files no bar is worth its flicker.
const FEW: usize = 2_000;

pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    pub(super) fn new(files: usize) -> Self {
        // indicatif draws on standard error, and nothing where that is no terminal.
        let bar = if files < FEW { ProgressBar::hidden() } else { ProgressBar::new(files as u64) };
        let style = ProgressStyle::with_template("{bar:40} {pos}/{len} drafts, {per_sec}, {eta} left");
        Self { bar: bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())) }
    }

    pub(super) fn advance(&self, files: usize) {
        self.bar.inc(files as u64);
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
