//! Where a baseline stands, and what becomes of it.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::ConfigSourceArguments;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(in crate::cli) struct BaselineArguments {
    #[command(subcommand)]
    pub(in crate::cli) command: Option<BaselineCommand>,

    #[command(flatten)]
    pub(in crate::cli) target: BaselineTarget,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum BaselineCommand {
    /// Take out what is not found any more; nothing new is put in
    Update(BaselineTarget),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct BaselineTarget {
    /// Files and folders to check
    #[arg(default_value = ".")]
    pub(in crate::cli) paths: Vec<PathBuf>,

    /// The file that holds the findings; paths in it start at its folder
    #[arg(long, default_value = "tonfall-baseline.json")]
    pub(in crate::cli) file: PathBuf,

    #[command(flatten)]
    pub(in crate::cli) source: ConfigSourceArguments,
}
