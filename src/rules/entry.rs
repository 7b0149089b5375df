//! The wire type of what a rule looks for: phrases, phrases with texts of their own, and changes to the list of a lower layer.

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use super::file::Delete;

/// A list of things to look for, or a change to the list of the rule that is overridden.
#[derive(Clone, Debug, PartialEq, JsonSchema)]
#[schemars(untagged)]
pub enum Entries {
    List(Vec<Entry>),
    Change(EntryChange),
}

impl Default for Entries {
    fn default() -> Self {
        Self::Change(EntryChange::default())
    }
}

/// A change to a list of phrases.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub struct EntryChange {
    /// Entries to add.
    pub add: Vec<Entry>,
    /// Entries to take away, written as they stand in the rule.
    pub remove: Vec<String>,
}

/// One thing to look for: a phrase, or a phrase with texts of its own.
#[derive(Clone, Debug, PartialEq, JsonSchema)]
#[schemars(untagged)]
pub enum Entry {
    Phrase(#[schemars(extend("type" = ["string", "integer"]))] String),
    Detailed(Box<DetailedEntry>),
}

/// A phrase with texts of its own.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields, extend("anyOf" = [{"required": ["phrase"]}, {"required": ["regex"]}]))]
pub struct DetailedEntry {
    /// The phrase to look for.
    #[schemars(example = "as soon as possible")]
    pub phrase: Option<String>,
    /// For experts: a regular expression in Rust's syntax, in place of a phrase.
    #[schemars(example = r"\bASAP\b")]
    pub regex: Option<String>,
    /// What the writer reads where this phrase is found, in place of the rule's message.
    pub message: Option<String>,
    /// Wordings to choose from in place of this phrase.
    pub suggest: Option<Vec<String>>,
    /// The one certain replacement of this phrase.
    pub replace: Option<String>,
    /// What to offer to delete.
    pub delete: Option<Delete>,
}

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor;
        impl<'de> Visitor<'de> for EntriesVisitor {
            type Value = Entries;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a list of phrases, or `add` and `remove`")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Entries, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(Entries::List)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Entries, A::Error> {
                EntryChange::deserialize(MapAccessDeserializer::new(map)).map(Entries::Change)
            }
        }
        deserializer.deserialize_any(EntriesVisitor)
    }
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntryVisitor;
        impl<'de> Visitor<'de> for EntryVisitor {
            type Value = Entry;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a phrase, or a map with `phrase` or `regex`")
            }

            fn visit_str<E: serde::de::Error>(self, phrase: &str) -> Result<Entry, E> {
                Ok(Entry::Phrase(phrase.to_owned()))
            }

            // A phrase such as `100` reads as a number in YAML; its author meant the text.
            fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Entry, E> {
                Ok(Entry::Phrase(number.to_string()))
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Entry, E> {
                Ok(Entry::Phrase(number.to_string()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Entry, A::Error> {
                DetailedEntry::deserialize(MapAccessDeserializer::new(map)).map(|entry| Entry::Detailed(Box::new(entry)))
            }
        }
        deserializer.deserialize_any(EntryVisitor)
    }
}

impl Entry {
    /// What is looked for, as it is written.
    #[must_use]
    pub fn source(&self) -> &str {
        match self {
            Self::Phrase(phrase) => phrase,
            Self::Detailed(entry) => entry.phrase.as_deref().or(entry.regex.as_deref()).unwrap_or_default(),
        }
    }
}

impl Entries {
    /// The entries that are there.
    #[must_use]
    pub fn all(&self) -> &[Entry] {
        match self {
            Self::List(entries) => entries,
            Self::Change(change) => &change.add,
        }
    }

    /// This list with a later layer's on top: a list takes its place, a change adds and takes away.
    #[must_use]
    pub fn overlaid(self, later: Self) -> Self {
        match later {
            Self::List(_) => later,
            Self::Change(change) => {
                let mut entries: Vec<Entry> =
                    self.all().iter().filter(|entry| !change.remove.iter().any(|gone| gone == entry.source())).cloned().collect();
                entries.extend(change.add);
                Self::List(entries)
            }
        }
    }
}
