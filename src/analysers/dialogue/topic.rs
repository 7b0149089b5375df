//! The matters that customers write about: one YAML file each in `rules/topics`, both languages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::rules::topic_files;
use crate::text::Language;

/// A matter that customers write about: what it is called, and by which words a text is known to speak of it.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// The name of its file.
    #[serde(skip)]
    pub id: &'static str,
    /// What writers read, per language.
    #[schemars(extend("examples" = [{"de": "die Lieferung", "en": "the delivery"}]))]
    names: BTreeMap<Language, String>,
    /// What German texts say about it.
    de: TopicPhrases,
    /// What English texts say about it.
    en: TopicPhrases,
}

/// What a language says about a matter. All are phrases.
#[derive(Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct TopicPhrases {
    /// Words that bring the matter up, in a message as in a reply.
    #[schemars(extend("examples" = [["parcel*", "delivery", "(not|never) arrived"]]))]
    pub(super) mentions: Vec<String>,
    /// Words that deal with it in a reply, besides.
    #[serde(default)]
    pub(super) dealt_with: Vec<String>,
}

static TOPICS: LazyLock<Vec<Topic>> = LazyLock::new(|| {
    let read = |(id, json)| Topic { id, ..serde_json::from_str(json).expect("a test reads every topic file") };
    topic_files().map(read).collect()
});

impl Topic {
    /// Every topic, in the order of their ids.
    #[must_use]
    pub fn all() -> &'static [Self] {
        &TOPICS
    }

    /// What writers read, such as `die Lieferung`.
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        self.names.get(&language).map_or(self.id, String::as_str)
    }

    pub(super) fn phrases(&self, language: Language) -> &TopicPhrases {
        match language {
            Language::De => &self.de,
            Language::En => &self.en,
        }
    }
}

/// The number of the topic of an id.
#[must_use]
pub fn topic(id: &str) -> Option<u8> {
    Topic::all().iter().position(|topic| topic.id == id).and_then(|number| u8::try_from(number).ok())
}

/// A set of topics by their numbers; it holds up to 64.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TopicSet(u64);

impl TopicSet {
    pub fn insert(&mut self, topic: u8) {
        self.0 |= 1u64.checked_shl(u32::from(topic)).unwrap_or(0);
    }

    #[must_use]
    pub fn has(self, topic: u8) -> bool {
        self.0 & 1u64.checked_shl(u32::from(topic)).unwrap_or(0) != 0
    }

    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    #[must_use]
    pub fn common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    #[must_use]
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn iter(self) -> impl Iterator<Item = u8> {
        (0..64).filter(move |&topic| self.has(topic))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_speaks_both_languages() {
        assert!((22..=64).contains(&Topic::all().len()));
        for topic in Topic::all() {
            for language in Language::ALL {
                let phrases = topic.phrases(language);
                assert!(phrases.mentions.len() >= 4, "{}: {language:?} has too few phrases", topic.id);
                assert!(!topic.name(language).is_empty());
            }
        }
    }

    #[test]
    fn sets_hold_numbers() {
        let mut set = TopicSet::default();
        set.insert(3);
        set.insert(63);
        set.insert(64);
        assert_eq!(set.iter().collect::<Vec<_>>(), [3, 63]);
        assert_eq!((set.len(), set.has(3), set.has(64)), (2, true, false));
    }
}
