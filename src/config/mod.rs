//! `tonfall.yaml` becomes settings: which rules, how severe, with which parameters; brand, channels, people.
//! Parsed from text that others read: knows no file system.
//!
//! The way of a value: `file` and `shape` say what may be written; `layer` reads one file, `check` finds its faults; `resolve` puts
//! layers on top of each other (`merge`) and makes `settings` of them, whose values know where they were written (`origin`);
//! `names` holds what is named against what exists.

mod channel;
mod check;
mod file;
mod globs;
mod hours;
mod layer;
mod merge;
mod names;
mod origin;
mod regex_fault;
mod region;
mod resolve;
mod schema;
mod settings;
mod shape;
mod template;
#[cfg(test)]
mod tests;

pub use channel::{Channel, Channels};
pub use file::{
    BrandEntry, CapitalDu, ChannelEntry, ChannelMarkup, ConfigFile, ContactsEntry, Diacritics, FormatEntry, Handles, LinkScheme, Links,
    Person, Signature,
};
pub use globs::Globs;
pub use hours::Hours;
pub use layer::Layer;
pub use names::RuleCatalogue;
pub use origin::{Explained, Origin};
pub use regex_fault::regex_fault;
pub use region::Region;
pub use resolve::Config;
pub use schema::schema;
pub use settings::{Brand, Contacts, NamedPattern, PerChannel, Settings, Signer};
pub use shape::{HoursText, Limit, OneOrMany, Roster, RuleEntry};
pub use template::TEMPLATE;

pub use crate::yaml::Problem;
