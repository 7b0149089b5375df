//! Which drafts are checked, and which of their findings count.

use std::path::PathBuf;

use clap::Args;

#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "What counts")]
pub(in crate::cli) struct ScopeArguments {
    /// Only drafts that have changed since this branch has parted from another: `--since origin/main`
    #[arg(long, value_name = "REF", conflicts_with = "staged")]
    pub(in crate::cli) since: Option<String>,

    /// Only what is staged for the next commit, as it is staged
    #[arg(long, conflicts_with = "fix")]
    pub(in crate::cli) staged: bool,

    /// With --since or --staged: only findings on lines that have changed
    #[arg(long, conflicts_with_all = ["fix", "diff"])]
    pub(in crate::cli) changed_lines: bool,

    /// Only drafts by this author: as the front matter has it, else as git knows who last changed the file
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) author: Option<String>,

    /// Leave out the findings that stand in this file, as `tonfall baseline` has written it
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) baseline: Option<PathBuf>,
}

/// Which config applies.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Config")]
pub(in crate::cli) struct ConfigSourceArguments {
    /// The config for every file, instead of the one that is found from the file upwards
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub(in crate::cli) config: Option<PathBuf>,

    /// No config, and no rules but the built-in ones
    #[arg(long)]
    pub(in crate::cli) no_config: bool,
}
