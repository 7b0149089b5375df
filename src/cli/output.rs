//! Where the command line writes: standard output, buffered and coloured as wanted; complaints go to standard error.

use std::io::{self, BufWriter, IsTerminal, Write};

use super::args::ColourChoice;
use crate::report::Colour;

/// Standard output.
pub(super) struct Output {
    out: BufWriter<io::Stdout>,
    pub(super) colour: Colour,
}

impl Output {
    pub(super) fn new(choice: ColourChoice) -> Self {
        let wanted = match choice {
            ColourChoice::Always => true,
            ColourChoice::Never => false,
            // https://no-color.org: any value but an empty one.
            ColourChoice::Auto => io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        };
        Self { out: BufWriter::with_capacity(1 << 16, io::stdout()), colour: if wanted { Colour::Ansi } else { Colour::Plain } }
    }

    pub(super) fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// A heading or a word that should stand out.
    pub(super) fn strong(&self, text: &str) -> String {
        match self.colour {
            Colour::Ansi => format!("{}{text}{}", anstyle::Style::new().bold().render(), anstyle::Reset.render()),
            Colour::Plain => text.to_owned(),
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Tells the user on standard error what went wrong. Nobody is left to tell where that fails too.
pub(super) fn complain(message: &str) {
    let _ = writeln!(io::stderr().lock(), "tonfall: {message}");
}

/// Tells what is wrong with configs and rule files: path, line and column, and what to do.
pub(super) fn complain_of<'a>(faults: impl IntoIterator<Item = &'a crate::workspace::ConfigFault>) {
    for fault in faults {
        let hint = fault.hint.as_ref().map_or_else(String::new, |hint| format!(" ({hint})"));
        complain(&format!("{fault}{hint}"));
    }
}
