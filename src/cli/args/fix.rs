//! What is to be done about findings that can be mended.

use clap::Args;

#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Fixing")]
pub(in crate::cli) struct FixArguments {
    /// Write the fixes that need nobody's judgement, until none is left; report the rest
    #[arg(long)]
    pub(in crate::cli) fix: bool,

    /// With --fix: ask in the terminal which wording to write
    #[arg(long, requires = "fix")]
    pub(in crate::cli) suggestions: bool,

    /// Show what --fix would change, and change nothing; exit code 1 if there is something
    #[arg(long, conflicts_with = "fix")]
    pub(in crate::cli) diff: bool,
}
