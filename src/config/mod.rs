//! `tonfall.yaml` becomes settings: which rules, how severe, with which parameters; brand, channels, people.
//! Parsed from text that others read: knows no file system.

mod channel;
mod file;
mod settings;

pub use channel::Channel;
pub use file::ConfigFile;
pub use settings::{Brand, Settings};
