//! The data of `rules/dialogue` and `rules/topics` becomes matchers: one per language for messages, one for replies, made when a draft first needs
//! them. Each looks only for what its side says, and for all of it in one pass.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::cue::{Cue, Cues};
use super::particular::ParticularsFile;
use super::topic::Topic;
use super::vocabulary::Vocabulary;
use crate::rules::{Condition, Entry, Match, Matcher, PhraseParser, Phrases, RuleSet, WordLists};
use crate::text::{Language, Prose};

/// What a phrase stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Cue(Cue),
    /// What looks like the cue where this phrase overlaps it is none.
    Not(Cue),
    /// Brings a topic up.
    Mention(u8),
    /// Deals with a topic.
    Dealing(u8),
    /// Asks for something.
    Asking,
    /// Names a particular that can be asked for.
    Asked(u8),
    /// Gives a particular.
    Given(u8),
}

/// Whose text it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Message,
    Reply,
}

/// What one language says, ready to be looked for.
#[derive(Debug)]
pub(super) struct Lexicon {
    matcher: Matcher,
    meanings: Vec<Meaning>,
    pub(super) vocabulary: &'static Vocabulary,
}

/// The cues that are looked for in messages; in replies, all but what only messages say.
const OF_MESSAGES: Cues = Cues::of(&[
    Cue::Greeting,
    Cue::Thanks,
    Cue::SignOff,
    Cue::Joy,
    Cue::Refusal,
    Cue::Rhetorical,
    Cue::Demand,
    Cue::Waiting,
    Cue::Closing,
    Cue::Contact,
]);
const OF_MESSAGES_ALONE: Cues = Cues::of(&[Cue::Rhetorical, Cue::Demand, Cue::Waiting, Cue::Closing, Cue::Contact]);

/// A cue, as `cues.yaml` states it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CueFile {
    #[cfg_attr(not(test), expect(dead_code, reason = "it is there for the readers of the file"))]
    about: &'static str,
    #[serde(default)]
    rules: Vec<&'static str>,
    #[serde(default)]
    de: Vec<&'static str>,
    #[serde(default)]
    en: Vec<&'static str>,
    /// What looks like the cue and is none.
    #[serde(default)]
    except: BTreeMap<Language, Vec<&'static str>>,
}

static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/dialogue.rs"));

/// One of the files of `rules/dialogue`, read.
pub(super) fn data<T: Deserialize<'static>>(name: &str) -> T {
    let json = FILES.iter().find(|(known, _)| *known == name).map_or("null", |(_, json)| json);
    serde_json::from_str(json).unwrap_or_else(|error| panic!("rules/dialogue/{name}.yaml: {error}"))
}

static LEXICONS: [[OnceLock<Lexicon>; 2]; 2] = [const { [const { OnceLock::new() }; 2] }; 2];

impl Lexicon {
    /// The lexicon of a language and a side, made once per process.
    pub(super) fn of(language: Language, side: Side) -> &'static Self {
        LEXICONS[language as usize][side as usize].get_or_init(|| Self::new(language, side))
    }

    /// Whether the lexicons of a language are made.
    pub(super) fn are_made(language: Language) -> bool {
        LEXICONS[language as usize].iter().all(|lexicon| lexicon.get().is_some())
    }

    fn new(language: Language, side: Side) -> Self {
        let mut entries = Entries::default();
        let cues: BTreeMap<&str, CueFile> = data("cues");
        for (name, file) in &cues {
            let Some(cue) = Cue::named(name).filter(|&cue| side.has(cue)) else { continue };
            let phrases = match language {
                Language::De => &file.de,
                Language::En => &file.en,
            };
            entries.add_all(phrases, &WordLists::new(), Meaning::Cue(cue));
            let except = file.except.get(&language).map(Vec::as_slice).unwrap_or_default();
            entries.add_all(except, &WordLists::new(), Meaning::Not(cue));
            for rule in &file.rules {
                entries.add_rule(rule, language, cue);
            }
        }
        for (number, topic) in (0u8..).zip(Topic::all()) {
            let phrases = topic.phrases(language);
            entries.add_all(&phrases.mentions, &WordLists::new(), Meaning::Mention(number));
            if side == Side::Reply {
                entries.add_all(&phrases.dealt_with, &WordLists::new(), Meaning::Dealing(number));
            }
        }
        entries.add_particulars(language, side);
        Self { matcher: Matcher::new(entries.phrases), meanings: entries.meanings, vocabulary: Vocabulary::of(language) }
    }

    /// Every match in a prose, with what it stands for.
    pub(super) fn find(&self, prose: &Prose) -> Vec<(Match, Meaning)> {
        self.matcher.find(prose).into_iter().map(|found| (found, self.meanings[found.phrase as usize])).collect()
    }
}

impl Side {
    fn has(self, cue: Cue) -> bool {
        match self {
            Self::Message => OF_MESSAGES.has(cue),
            Self::Reply => !OF_MESSAGES_ALONE.has(cue),
        }
    }
}

#[derive(Default)]
struct Entries {
    phrases: Phrases,
    meanings: Vec<Meaning>,
}

impl Entries {
    /// Adds phrases. A faulty one is left out: a test parses them all.
    fn add_all(&mut self, sources: impl IntoIterator<Item = impl AsRef<str>>, words: &WordLists, meaning: Meaning) {
        let mut parser = PhraseParser::new(words, &mut self.phrases);
        let sound = sources.into_iter().filter(|source| parser.parse(source.as_ref()).is_ok()).count();
        self.meanings.extend(std::iter::repeat_n(meaning, sound));
    }

    /// Adds what a reply asks for, or what a message gives.
    fn add_particulars(&mut self, language: Language, side: Side) {
        let file: ParticularsFile = data("particulars");
        let words = WordLists::new();
        if side == Side::Reply {
            self.add_all(file.asking.get(&language).map(Vec::as_slice).unwrap_or_default(), &words, Meaning::Asking);
        }
        for (number, particular) in (0u8..).zip(file.particulars.values()) {
            let sides = particular.sides(language);
            match side {
                Side::Reply => self.add_all(&sides.asked, &words, Meaning::Asked(number)),
                Side::Message => self.add_all(&sides.given, &words, Meaning::Given(number)),
            }
        }
    }

    /// Adds the phrases of a built-in rule, which know a cue better than this module could.
    fn add_rule(&mut self, id: &str, language: Language, cue: Cue) {
        let rules = RuleSet::built_in();
        let Some(part) = rules.get(id).and_then(|rule| rule.part(language)) else { return };
        self.add_all(part.find().iter().map(Entry::source), part.words(), Meaning::Cue(cue));
        self.add_all(part.sources(Condition::Except), part.words(), Meaning::Not(cue));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_can_be_parsed() {
        let check = |place: &str, source: &str| {
            if let Err(error) = Phrases::parse(source, &WordLists::new()) {
                panic!("{place}: {source}: {}", error.message);
            }
        };
        let cues: BTreeMap<&str, CueFile> = data("cues");
        assert_eq!(cues.len(), Cue::ALL.len());
        for (name, file) in &cues {
            assert!(Cue::named(name).is_some(), "{name} is no cue");
            assert!(!file.about.is_empty());
            file.de.iter().chain(&file.en).chain(file.except.values().flatten()).for_each(|source| check(name, source));
        }
        for topic in Topic::all() {
            for language in Language::ALL {
                let phrases = topic.phrases(language);
                phrases.mentions.iter().chain(&phrases.dealt_with).for_each(|source| check(topic.id, source));
            }
        }
    }
}
