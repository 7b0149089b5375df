//! The wire type of `tonfall.yaml`.

use serde::Deserialize;

/// A config file as it is written.
#[derive(Clone, Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
pub struct ConfigFile {}
