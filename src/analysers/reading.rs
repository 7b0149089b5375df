//! A draft becomes a reading: its texts as prose, with its settings, made once and shared by every rule.

use std::cell::OnceCell;

use super::address::{self, Evidence};
use super::dialogue::Understanding;
use super::names::People;
use crate::config::{Channel, Settings};
use crate::draft::{Draft, RuleSetting};
use crate::finding::Severity;
use crate::rules::Rule;
use crate::text::{Language, Markup, Prose};

/// A draft, read.
pub struct Reading<'a> {
    pub draft: &'a Draft,
    pub settings: &'a Settings,
    /// The body.
    pub prose: Prose,
    complaint: OnceCell<Option<Prose>>,
    people: OnceCell<People>,
    address: OnceCell<Vec<Evidence>>,
    dialogue: OnceCell<Understanding>,
}

impl<'a> Reading<'a> {
    /// Reads a draft. Its language is what the front matter states, else what its text shows, else what its complaint shows,
    /// else the config's, else German.
    #[must_use]
    pub fn new(draft: &'a Draft, settings: &'a Settings) -> Self {
        let language = draft
            .stated_language
            .or_else(|| Language::detect(&draft.body.text))
            .or(settings.language)
            .or_else(|| draft.complaint.as_ref().and_then(|complaint| Language::detect(&complaint.message.text)))
            .unwrap_or(Language::De);
        let prose = Prose::read(&draft.body.text, Markup::Markdown, language);
        Self {
            draft,
            settings,
            prose,
            complaint: OnceCell::new(),
            people: OnceCell::new(),
            address: OnceCell::new(),
            dialogue: OnceCell::new(),
        }
    }

    #[must_use]
    pub fn language(&self) -> Language {
        self.prose.language
    }

    /// The facts of the draft's channel. `None` where it names none, or one that nobody knows.
    #[must_use]
    pub fn channel(&self) -> Option<&'a Channel> {
        self.settings.channel(self.draft.channel()?)
    }

    /// How much a rule weighs here: as the draft says, else as the config does, else as its file does. `None` where it is off.
    #[must_use]
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        let of_rule = |setting: &&RuleSetting| setting.id.value == rule.id.as_str() && setting.severity.is_some();
        match self.draft.front.rules.iter().rfind(of_rule).and_then(|setting| setting.severity) {
            Some(severity) => severity,
            None => self.settings.severities.get(&rule.id).copied().unwrap_or(rule.severity),
        }
    }

    /// The complaint's text, read when it is first needed. `None` where there is none, or an empty one.
    #[must_use]
    pub fn complaint(&self) -> Option<&Prose> {
        let read = || {
            let text = &self.draft.complaint.as_ref()?.message.text;
            (!text.trim().is_empty()).then(|| {
                let language = Language::detect(text).unwrap_or(self.prose.language);
                Prose::read(text, Markup::Plain, language)
            })
        };
        self.complaint.get_or_init(read).as_ref()
    }

    /// What is known of the customer, and whom the body names; read when it is first needed.
    pub(super) fn people(&self) -> &People {
        self.people.get_or_init(|| People::read(self.draft.complaint.as_ref(), &self.prose, self.settings))
    }

    /// What in the body shows how it addresses its reader.
    pub(super) fn address_evidence(&self) -> &[Evidence] {
        self.address.get_or_init(|| address::read(&self.prose, self.settings))
    }

    /// The body held against its complaint, understood when it is first needed.
    #[must_use]
    pub fn dialogue(&self) -> &Understanding {
        self.dialogue.get_or_init(|| {
            let rating = self.draft.complaint.as_ref().and_then(|complaint| complaint.rating.as_ref()).map(|field| field.value);
            Understanding::of(&self.prose, self.complaint().map(|prose| (prose, rating)))
        })
    }
}
