//! The project's own names as words for a place: rules, channels, people, signers, topics.

use super::{Kind, Step, Word};
use crate::analysers::ANALYSERS;
use crate::config::Settings;
use crate::engine;
use crate::rules::{RuleSet, topic_ids};

/// The project around a place.
pub(in crate::lsp) struct Around<'a> {
    pub(in crate::lsp) settings: &'a Settings,
    pub(in crate::lsp) rules: &'a RuleSet,
}

/// The keys that the project knows at a path.
pub(in crate::lsp) fn known_keys(kind: Kind, path: &[Step<'_>], around: &Around<'_>) -> Vec<Word> {
    use Step::Key;
    match (kind, path) {
        (Kind::Config, [.., Key("rules")]) => around.rule_ids(),
        (Kind::Config, [.., Key("rules"), Key(id)]) => {
            let mut words = around.params(id);
            words.push(Word::new("languages", "What to change of the rule's phrases and messages, per language"));
            words
        }
        (Kind::FrontMatter, [Key("tonfall"), Key("rules")]) => around.rule_ids(),
        (Kind::FrontMatter, [Key("tonfall"), Key("rules"), Key(id)]) => around.params(id),
        (Kind::Config, [.., Key("channels")]) => around.channels(),
        (Kind::Rule, [Key("languages")]) => vec![Word::new("de", "German"), Word::new("en", "English")],
        _ => Vec::new(),
    }
}

/// The values that the project knows at a path.
pub(in crate::lsp) fn known_values(kind: Kind, path: &[Step<'_>], around: &Around<'_>) -> Vec<Word> {
    use Step::{Item, Key};
    match (kind, path) {
        (Kind::FrontMatter, [Key("channel")]) | (Kind::Config, [.., Key("extends")]) | (Kind::Rule, [Key("channels"), ..]) => {
            around.channels()
        }
        (Kind::FrontMatter, [Key("tonfall"), Key("disable"), ..])
        | (Kind::Rule, [Key("supersedes"), Item] | [Key("score"), Key("signals"), _, Key("rule")]) => around.rule_ids(),
        (Kind::FrontMatter, [Key("tonfall"), Key("rules"), Key(_)]) => {
            ["off", "info", "warning", "error"].map(|level| Word::new(level, "")).to_vec()
        }
        (Kind::FrontMatter, [Key("signature")]) => around.signers(true),
        (Kind::FrontMatter, [Key("author")]) => around.signers(false),
        (Kind::FrontMatter, [Key("complaint"), Key("author")]) => around.people(|person| Some(person.name.clone())),
        (Kind::FrontMatter, [Key("complaint"), Key("handle")]) => {
            around.people(|person| person.handle.as_ref().map(|handle| format!("\"@{}\"", handle.trim_start_matches('@'))))
        }
        (Kind::FrontMatter, [Key("complaint"), Key("title")]) => {
            ["Herr", "Frau", "Dr.", "Prof. Dr.", "Mr", "Mrs", "Ms", "Mx"].map(|title| Word::new(title, "")).to_vec()
        }
        (Kind::Rule, [Key("analyser")]) => ANALYSERS.iter().map(|analyser| Word::new(analyser.name(), "")).collect(),
        (Kind::Rule, [Key("when-complaint"), Key("mentions")]) => topic_ids().map(|id| Word::new(id, "")).collect(),
        (Kind::Rule, [Key("density"), Key("per")]) => {
            ["sentence", "draft", "100 words", "280 characters"].map(|unit| Word::new(unit, "")).to_vec()
        }
        _ => Vec::new(),
    }
}

impl Around<'_> {
    /// Every rule, with what it finds.
    pub(in crate::lsp) fn rule_ids(&self) -> Vec<Word> {
        let own = engine::OWN_RULES.iter().filter(|id| self.rules.get(id).is_none()).map(|id| Word::new(*id, ""));
        let summary = |id: &str| self.rules.file(id).and_then(|file| file.summary).unwrap_or_default();
        self.rules.rules().iter().map(|rule| Word::new(rule.id.as_str(), summary(rule.id.as_str()))).chain(own).collect()
    }

    fn params(&self, id: &str) -> Vec<Word> {
        let Some(rule) = self.rules.get(id) else { return Vec::new() };
        rule.params.iter().map(|(name, value)| Word::new(name.as_str(), format!("Without it: `{value}`"))).collect()
    }

    fn channels(&self) -> Vec<Word> {
        let channels = &self.settings.channels;
        let title = |name: &str| channels.get(name).map(|channel| channel.title.clone()).unwrap_or_default();
        channels.names().into_iter().map(|name| Word::new(name, title(name))).collect()
    }

    fn signers(&self, with_initials: bool) -> Vec<Word> {
        let word = |signer: &crate::config::Signer| match signer.initials.as_ref().filter(|_| with_initials) {
            Some(initials) => Word::new(initials.as_str(), signer.name.as_str()),
            None => Word::new(signer.name.as_str(), ""),
        };
        self.settings.brand.people.iter().map(word).collect()
    }

    fn people(&self, text: impl Fn(&crate::config::Person) -> Option<String>) -> Vec<Word> {
        let about = |person: &crate::config::Person| {
            [person.title.as_deref(), Some(person.name.as_str()), person.handle.as_deref()]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ")
        };
        self.settings.people.iter().filter_map(|person| Some(Word::new(text(person)?, about(person)))).collect()
    }
}
