//! A rule file becomes a rule: its parts in the types that the engine works with, its phrases parsed when they are first needed.

use std::sync::OnceLock;

use super::entry::{Entries, Entry};
use super::file::{Across, ComplaintCondition, Delete, End, LanguageFile, Level, Metric, Place, RuleFile};
use super::phrase::{PhraseParser, Phrases, WordLists};
use crate::draft::{Audience, Kind};
use crate::finding::{RuleId, Severity};
use crate::text::Language;

/// What a rule checks.
#[derive(Clone, Debug, PartialEq)]
pub enum Family {
    /// Each hit of `find`.
    Find,
    /// More hits of `find` than `max` per unit.
    Density { max: usize, per: Unit },
    /// A sum of weighted signals.
    Score { at_least: f64, distinct: usize, signals: Vec<ScoreSignal> },
    /// No phrase of `find` stands in the draft.
    Require(End),
    /// A measure outside its bounds.
    Limit { metric: Metric, max: Option<f64>, min: Option<f64> },
    /// Two variants in one draft.
    Consistent,
    /// The same in two drafts: found where drafts are held against each other.
    Across(Across),
    /// What needs code.
    Analyser(String),
}

impl Family {
    /// Whether a rule of this family must be run although none of its phrases was found.
    #[must_use]
    pub fn runs_always(&self) -> bool {
        matches!(self, Self::Require(_) | Self::Limit { .. } | Self::Analyser(_) | Self::Score { .. })
    }
}

/// What hits are counted per.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Sentence,
    Draft,
    Words(usize),
    /// Grapheme clusters.
    Characters(usize),
}

impl Unit {
    /// Reads `sentence`, `draft`, `100 words`, `280 characters`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim() {
            "sentence" => Some(Self::Sentence),
            "draft" => Some(Self::Draft),
            other => {
                let (number, noun) = other.split_once(' ')?;
                let number = number.parse().ok().filter(|&number| number > 0)?;
                match noun.trim() {
                    "word" | "words" => Some(Self::Words(number)),
                    "character" | "characters" => Some(Self::Characters(number)),
                    _ => None,
                }
            }
        }
    }
}

/// One signal of a score.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreSignal {
    pub name: String,
    pub weight: f64,
    /// The rule whose findings are the signal; `None`: phrases of its own.
    pub rule: Option<RuleId>,
}

/// Where a rule comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The pack that is compiled in.
    BuiltIn,
    /// A file, by its path.
    File(String),
}

/// A rule, ready to run.
#[derive(Debug)]
pub struct Rule {
    pub id: RuleId,
    /// `None`: the rule is off.
    pub severity: Option<Severity>,
    /// Empty: both kinds.
    pub applies_to: Vec<Kind>,
    /// Empty: every channel.
    pub channels: Vec<String>,
    pub audience: Option<Audience>,
    pub when_complaint: Option<ComplaintCondition>,
    pub supersedes: Vec<RuleId>,
    pub look_in: Vec<Place>,
    pub family: Family,
    pub params: serde_json::Map<String, serde_json::Value>,
    /// The files that the rule is made of, the lowest layer first.
    pub origins: Vec<Origin>,
    parts: [LazyPart; 2],
}

/// A rule's part in a language, read when it is first needed.
#[derive(Debug, Default)]
struct LazyPart {
    /// A built-in rule's part, as JSON.
    embedded: Option<&'static str>,
    read: OnceLock<Option<Part>>,
}

impl LazyPart {
    fn ready(part: Option<Part>) -> Self {
        Self { embedded: None, read: OnceLock::from(part) }
    }

    fn get(&self) -> Option<&Part> {
        let read = || Some(Part::new(serde_json::from_str(self.embedded?).expect("the build script writes parts that can be read")));
        self.read.get_or_init(read).as_ref()
    }
}

impl Rule {
    /// Makes a rule of a file that has been checked. A part that is missing or faulty falls back to what a rule without it does.
    #[must_use]
    pub fn new(mut file: RuleFile, origins: Vec<Origin>) -> Self {
        let mut languages = std::mem::take(&mut file.languages);
        let mut part = |language| LazyPart::ready(languages.remove(&language).map(Part::new));
        let parts = [part(Language::De), part(Language::En)];
        Self::with_parts(file, origins, parts)
    }

    /// Makes a built-in rule of its head, with its parts as JSON.
    pub(super) fn embedded(head: RuleFile, parts: &[Option<&'static str>; 2]) -> Self {
        let parts = parts.map(|embedded| LazyPart { embedded, read: OnceLock::new() });
        Self::with_parts(head, vec![Origin::BuiltIn], parts)
    }

    fn with_parts(file: RuleFile, origins: Vec<Origin>, parts: [LazyPart; 2]) -> Self {
        let family = family(&file);
        Self {
            parts,
            id: RuleId::new(file.id.as_deref().unwrap_or_default()),
            severity: match file.severity {
                Some(Level::Off) => None,
                Some(Level::Info) => Some(Severity::Info),
                Some(Level::Warning) | None => Some(Severity::Warning),
                Some(Level::Error) => Some(Severity::Error),
            },
            applies_to: file.applies_to.unwrap_or_default(),
            channels: file.channels.unwrap_or_default(),
            audience: file.audience,
            when_complaint: file.when_complaint,
            supersedes: file.supersedes.unwrap_or_default().iter().map(|id| RuleId::new(id)).collect(),
            look_in: file.look_in.unwrap_or_default(),
            family,
            params: file.params.unwrap_or_default(),
            origins,
        }
    }

    /// Whether the rule speaks of drafts of this kind.
    #[must_use]
    pub fn speaks_of(&self, kind: Kind) -> bool {
        self.applies_to.is_empty() || self.applies_to.contains(&kind)
    }

    /// The rule in a language; `None` where it does not speak it.
    #[must_use]
    pub fn part(&self, language: Language) -> Option<&Part> {
        self.parts[language as usize].get()
    }

    /// Whether the rule looks in a place that phrases are not looked for in by default.
    #[must_use]
    pub fn looks_in(&self, place: Place) -> bool {
        self.look_in.contains(&place)
    }
}

/// What a rule file checks.
pub(super) fn family(file: &RuleFile) -> Family {
    if let Some(density) = &file.density {
        return Family::Density { max: density.max, per: Unit::parse(&density.per).unwrap_or(Unit::Draft) };
    }
    if let Some(score) = &file.score {
        let signal = |(name, signal): (&String, &super::file::Signal)| ScoreSignal {
            name: name.clone(),
            weight: signal.weight,
            rule: signal.rule.as_deref().map(RuleId::new),
        };
        return Family::Score { at_least: score.at_least, distinct: score.distinct, signals: score.signals.iter().map(signal).collect() };
    }
    if let Some(require) = &file.require {
        return Family::Require(require.at);
    }
    if let Some(limit) = &file.limit {
        return Family::Limit { metric: limit.metric, max: limit.max, min: limit.min };
    }
    if let Some(across) = file.across {
        return Family::Across(across);
    }
    match (&file.analyser, file.consistent) {
        (Some(analyser), _) => Family::Analyser(analyser.clone()),
        (None, Some(true)) => Family::Consistent,
        (None, _) => Family::Find,
    }
}

/// Phrases that excuse a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    Except,
    UnlessInSentence,
    UnlessInDraft,
}

/// A rule in one language.
#[derive(Debug)]
pub struct Part {
    file: LanguageFile,
    except: OnceLock<Phrases>,
    unless_in_sentence: OnceLock<Phrases>,
    unless_in_draft: OnceLock<Phrases>,
    only_in_sentence: OnceLock<Phrases>,
    only_in_draft: OnceLock<Phrases>,
}

impl Part {
    fn new(file: LanguageFile) -> Self {
        Self {
            file,
            except: OnceLock::new(),
            unless_in_sentence: OnceLock::new(),
            unless_in_draft: OnceLock::new(),
            only_in_sentence: OnceLock::new(),
            only_in_draft: OnceLock::new(),
        }
    }

    /// What the writer reads; empty where the rule states none.
    #[must_use]
    pub fn message(&self) -> &str {
        self.file.message.as_deref().unwrap_or_default()
    }

    /// One of an analyser's messages, or the rule's only one where it has none of that name.
    #[must_use]
    pub fn message_named(&self, name: &str) -> &str {
        self.file.messages.get(name).map_or_else(|| self.message(), String::as_str)
    }

    /// One of an analyser's texts, such as a fix's title; `None` where the rule has none of that name.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.file.messages.get(name).map(String::as_str)
    }

    #[must_use]
    pub fn find(&self) -> &[Entry] {
        self.file.find.all()
    }

    #[must_use]
    pub fn words(&self) -> &WordLists {
        &self.file.words
    }

    #[must_use]
    pub fn suggest(&self) -> &[String] {
        self.file.suggest.as_deref().unwrap_or_default()
    }

    #[must_use]
    pub fn replace(&self) -> Option<&str> {
        self.file.replace.as_deref()
    }

    #[must_use]
    pub fn delete(&self) -> Option<Delete> {
        self.file.delete
    }

    #[must_use]
    pub fn variants(&self) -> &[Vec<String>] {
        self.file.variants.as_deref().unwrap_or_default()
    }

    #[must_use]
    pub fn signals(&self) -> &std::collections::BTreeMap<String, Vec<String>> {
        &self.file.signals
    }

    /// What the writer reads for a signal.
    #[must_use]
    pub fn signal_name<'a>(&'a self, name: &'a str) -> &'a str {
        self.file.signal_names.get(name).map_or(name, String::as_str)
    }

    #[must_use]
    pub fn except(&self) -> &Phrases {
        self.parsed(&self.except, &self.file.except)
    }

    #[must_use]
    pub fn unless_in_sentence(&self) -> &Phrases {
        self.parsed(&self.unless_in_sentence, &self.file.unless_in_sentence)
    }

    #[must_use]
    pub fn unless_in_draft(&self) -> &Phrases {
        self.parsed(&self.unless_in_draft, &self.file.unless_in_draft)
    }

    #[must_use]
    pub fn only_in_sentence(&self) -> &Phrases {
        self.parsed(&self.only_in_sentence, &self.file.only_in_sentence)
    }

    #[must_use]
    pub fn only_in_draft(&self) -> &Phrases {
        self.parsed(&self.only_in_draft, &self.file.only_in_draft)
    }

    /// A condition's phrase as it is written, by its number among those that were parsed.
    #[must_use]
    pub fn condition(&self, condition: Condition, number: usize) -> &str {
        let is_sound = |source: &&str| Phrases::parse(source, self.words()).is_ok();
        self.sources(condition).filter(is_sound).nth(number).unwrap_or_default()
    }

    /// The phrases of a condition, as they are written.
    pub fn sources(&self, condition: Condition) -> impl Iterator<Item = &str> {
        let entries = match condition {
            Condition::Except => &self.file.except,
            Condition::UnlessInSentence => &self.file.unless_in_sentence,
            Condition::UnlessInDraft => &self.file.unless_in_draft,
        };
        entries.all().iter().map(Entry::source)
    }

    /// Phrases with a fault are left out: they were reported when the file was checked.
    fn parsed<'a>(&self, cell: &'a OnceLock<Phrases>, entries: &Entries) -> &'a Phrases {
        cell.get_or_init(|| {
            let mut phrases = Phrases::default();
            let mut parser = PhraseParser::new(self.words(), &mut phrases);
            entries.all().iter().for_each(|entry| drop(parser.parse(entry.source())));
            phrases
        })
    }
}
