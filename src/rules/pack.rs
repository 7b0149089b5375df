//! The wire type of `pack.yaml`, by which a folder of rules says what it is.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::text::Language;
use crate::yaml::{self, Problem};

/// A pack: a folder of rule files that several projects share.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub struct PackFile {
    /// The pack's name, as `tonfall config` shows it.
    #[schemars(example = "kranich-bank")]
    pub name: String,
    /// Its version: raise it whenever a rule finds more than before.
    #[schemars(example = "1.2.0")]
    pub version: String,
    /// The languages that its rules speak.
    #[serde(default)]
    #[schemars(extend("examples" = [["de", "en"]]))]
    pub languages: Vec<Language>,
    /// Who may use it, and how.
    #[serde(default)]
    #[schemars(example = "CC-BY-4.0")]
    pub licence: Option<String>,
    /// One line: whom the pack is for.
    #[serde(default)]
    #[schemars(example = "How Kranich Bank speaks to its customers.")]
    pub summary: Option<String>,
}

impl PackFile {
    /// Reads a `pack.yaml`. Its faults come in the order of the file; with some of them there is still a pack.
    #[must_use]
    pub fn parse(text: &str) -> (Option<Self>, Vec<Problem>) {
        match yaml::parse(text) {
            Ok(node) => yaml::decode(&node),
            Err(problem) => (None, vec![problem]),
        }
    }
}
