//! What applies to one draft, after every layer of config has had its say; ready to use, with nothing left to parse.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::SignedDuration;
use jiff::tz::TimeZone;
use regex::Regex;

use super::channel::{Channel, Channels};
use super::file::{CapitalDu, Diacritics, FormatEntry, Person, Signature};
use super::hours::Hours;
use super::origin::{Explained, Origins};
use super::region::Region;
use super::resolve::Config;
use crate::draft::Address;
use crate::finding::{RuleId, Severity};
use crate::text::Language;

/// The brand's own names and public data.
#[derive(Clone, Debug, Default)]
pub struct Brand {
    pub names: Vec<String>,
    pub products: Vec<String>,
    /// Own accounts, without `@`.
    pub handles: Vec<String>,
    /// The people who sign.
    pub people: Vec<Signer>,
    pub acronyms: Vec<String>,
    pub contacts: Contacts,
    pub hours: Option<Hours>,
    /// What public numbers look like, such as ticket ids.
    pub patterns: Vec<Regex>,
}

impl Brand {
    /// Whether an account is the brand's own, with or without `@`, in any case.
    #[must_use]
    pub fn is_own_handle(&self, handle: &str) -> bool {
        let handle = handle.trim_start_matches('@').to_lowercase();
        self.handles.iter().any(|own| own.to_lowercase() == handle)
    }
}

/// Somebody who signs replies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    pub name: String,
    pub initials: Option<String>,
}

/// Contact data that may be public, as the config has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contacts {
    pub phones: Vec<String>,
    pub emails: Vec<String>,
    pub ibans: Vec<String>,
    pub addresses: Vec<String>,
    pub links: Vec<String>,
}

/// A pattern of the project's own, by the name of what it finds.
#[derive(Clone, Debug)]
pub struct NamedPattern {
    pub name: String,
    pub regex: Regex,
}

/// A policy with its exceptions on single channels.
#[derive(Clone, Debug, Default)]
pub struct PerChannel<T> {
    pub default: Option<T>,
    pub channels: BTreeMap<String, T>,
}

impl<T> PerChannel<T> {
    /// What holds on a channel, or where the channel is not known.
    #[must_use]
    pub fn get(&self, channel: Option<&str>) -> Option<&T> {
        channel.and_then(|channel| self.channels.get(channel)).or(self.default.as_ref())
    }
}

/// What applies to a draft.
#[derive(Clone, Debug)]
pub struct Settings {
    pub language: Option<Language>,
    /// Whose public holidays count.
    pub region: Option<Region>,
    /// The zone of times that name none.
    pub time_zone: Option<TimeZone>,
    pub brand: Brand,
    /// What must never appear in public, beyond what Tonfall knows by itself.
    pub personal_data: Vec<NamedPattern>,
    /// Customers whose names are known. Shared by all drafts of a project.
    pub people: Arc<[Person]>,
    /// Severities that a config sets; `None` is off. A rule that is absent keeps its own.
    pub severities: BTreeMap<RuleId, Option<Severity>>,
    /// Parameters that a config sets, by rule.
    pub params: BTreeMap<RuleId, serde_json::Map<String, serde_json::Value>>,
    /// Words that no phrase may flag.
    pub allow: Vec<String>,
    /// Words with their one right spelling.
    pub terms: Vec<String>,
    pub diacritics: Diacritics,
    pub channels: Channels,
    /// How customers are addressed in German.
    pub addresses: PerChannel<Address>,
    pub capital_du: CapitalDu,
    pub signatures: PerChannel<Signature>,
    /// What a signature looks like, with `{initials}` or `{name}` in it.
    pub signature_form: Option<String>,
    /// How soon a customer is answered.
    pub slas: PerChannel<SignedDuration>,
    /// How tables and exports are read.
    pub formats: Vec<FormatEntry>,
    pub(super) origins: Origins,
}

impl Settings {
    /// The facts of a channel.
    #[must_use]
    pub fn channel(&self, name: &str) -> Option<&Channel> {
        self.channels.get(name)
    }

    /// How customers are addressed on a channel, where the project has decided that.
    #[must_use]
    pub fn address(&self, channel: Option<&str>) -> Option<Address> {
        self.addresses.get(channel).copied()
    }

    /// Whether replies on a channel are signed.
    #[must_use]
    pub fn signature(&self, channel: Option<&str>) -> Signature {
        self.signatures.get(channel).copied().unwrap_or_default()
    }

    /// How soon a customer is answered on a channel.
    #[must_use]
    pub fn sla(&self, channel: Option<&str>) -> SignedDuration {
        self.slas.get(channel).copied().unwrap_or(SignedDuration::from_hours(24))
    }

    /// Every value that somebody set, with the place where it was set, in the order of their keys.
    #[must_use]
    pub fn explain(&self) -> Vec<Explained> {
        self.origins.explain()
    }
}

/// What applies where no config says anything.
impl Default for Settings {
    fn default() -> Self {
        Config::default().settings("").as_ref().clone()
    }
}
