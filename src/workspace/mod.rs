//! Folders become drafts and configs: which files there are, which config applies to each, what stands in them.
//! The first module that reads files; the shells that use it know no more of the disk than it tells. Knows neither of them.

mod baseline;
mod configs;
mod discovery;
mod fault;
mod files;
mod git;
mod loader;
mod paths;
mod replace;
mod roster;
mod rule_sets;
mod schemas;
mod sources;
#[cfg(test)]
mod tests;

pub use baseline::{Baseline, Stale};
pub use configs::{CONFIG_NAMES, Configs, Project};
pub use discovery::{Discovered, Found, Standing, discover, discover_among, standing};
pub use fault::{ConfigFault, PathFault};
pub use files::{Disk, Files, MAX_BYTES, Stream};
pub use git::{Changes, Git, GitFault, Index, Lines};
pub use paths::{absolute, display, relative};
pub use replace::{Replacement, replace};
pub use roster::csv_row as roster_row;
pub use rule_sets::{PACK_NAME, ProjectRules, RuleSets, load as load_rules};
pub use schemas::FileKind;
pub use sources::{Source, form_of, format_of, read_complaints, read_source};
