//! Rules become a set: the built-in pack with a project's files on top, and the lexicons made of it when they are first needed.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, OnceLock};

use rustc_hash::FxHashMap;

use super::check::{Known, check, check_change};
use super::file::RuleFile;
use super::lexicon::Lexicon;
use super::rule::{Origin, Rule};
use crate::config::RuleCatalogue;
use crate::draft::Kind;
use crate::finding::RuleId;
use crate::text::Language;
use crate::yaml;

/// The rules that are in force, in the order of their ids.
#[derive(Debug)]
pub struct RuleSet {
    rules: Vec<Rule>,
    by_id: FxHashMap<RuleId, usize>,
    /// The numbers of the rules that run on every draft, whatever phrases stand in it.
    always: Vec<usize>,
    /// The project's own layers, whole, by id, each with its path: for their reasons and their examples.
    own: FxHashMap<String, Vec<(Arc<str>, RuleFile)>>,
    /// By kind of draft, then by language.
    lexicons: [[OnceLock<Lexicon>; 2]; 2],
}

/// A rule file that is to be laid on top.
#[derive(Clone, Debug)]
pub struct RuleSource {
    /// As messages name it.
    pub path: String,
    pub text: String,
}

/// A layer above the built-in pack.
#[derive(Clone, Debug)]
pub enum RuleLayer {
    /// A rule file of a pack or of the project.
    File(RuleSource),
    /// What a `tonfall.yaml` says of the phrases and messages of one rule.
    Config { source: RuleSource, rule: String },
}

/// A fault of a rule file: bytes of the file, what is wrong, what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleProblem {
    pub path: String,
    pub problem: yaml::Problem,
}

/// The built-in rules without their languages: what every run reads.
static HEADS: &str = include_str!(concat!(env!("OUT_DIR"), "/heads.json"));

/// The German and the English part of each built-in rule, without what a check does not need.
static PARTS: &[[Option<&str>; 2]] = &include!(concat!(env!("OUT_DIR"), "/parts.rs"));

/// The built-in rules whole: id and JSON.
static WHOLE: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/whole.rs"));

/// The built-in topics: id and JSON.
static TOPICS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/topics.rs"));

/// The ids of the built-in topics, in order.
pub fn topic_ids() -> impl Iterator<Item = &'static str> {
    TOPICS.iter().map(|(id, _)| *id)
}

/// A topic's file, as JSON.
pub fn topic_files() -> impl Iterator<Item = (&'static str, &'static str)> {
    TOPICS.iter().copied()
}

static BUILT_IN: LazyLock<Arc<RuleSet>> = LazyLock::new(|| Arc::new(RuleSet::new(built_in_rules().collect())));

/// What the build script wrote is read by its own test.
const SOUND: &str = "the build script writes rule files that can be read";

fn built_in_rules() -> impl Iterator<Item = Rule> {
    let heads: Vec<RuleFile> = serde_json::from_str(HEADS).expect(SOUND);
    heads.into_iter().zip(PARTS).map(|(head, parts)| Rule::embedded(head, parts))
}

/// A built-in rule's file without its documentation: what a project's file is laid on.
fn built_in_base(id: &str) -> Option<RuleFile> {
    built_in_file(id).map(|file| RuleFile { examples: None, ..file })
}

/// A built-in rule's file, with its reasons and its examples.
///
/// # Panics
/// Never: the pack was read when it was compiled in.
#[must_use]
pub fn built_in_file(id: &str) -> Option<RuleFile> {
    let index = WHOLE.binary_search_by(|(known, _)| (*known).cmp(id)).ok()?;
    Some(serde_json::from_str(WHOLE[index].1).expect(SOUND))
}

/// A built-in rule's file as JSON, which is YAML.
#[must_use]
pub fn built_in_text(id: &str) -> Option<&'static str> {
    let index = WHOLE.binary_search_by(|(known, _)| (*known).cmp(id)).ok()?;
    Some(WHOLE[index].1)
}

/// The ids of the built-in rules, in order.
pub fn built_in_ids() -> impl Iterator<Item = &'static str> {
    WHOLE.iter().map(|(id, _)| *id)
}

impl RuleCatalogue for RuleSet {
    fn ids(&self) -> Vec<&str> {
        self.rules.iter().map(|rule| rule.id.as_str()).collect()
    }

    fn params(&self, id: &str) -> Option<&serde_json::Map<String, serde_json::Value>> {
        self.get(id).map(|rule| &rule.params)
    }
}

impl RuleSet {
    /// A set of rules.
    #[must_use]
    pub fn new(mut rules: Vec<Rule>) -> Self {
        rules.sort_by(|a, b| a.id.cmp(&b.id));
        let by_id = rules.iter().enumerate().map(|(index, rule)| (rule.id.clone(), index)).collect();
        let always = rules.iter().enumerate().filter(|(_, rule)| rule.family.runs_always()).map(|(index, _)| index).collect();
        Self { rules, by_id, always, own: FxHashMap::default(), lexicons: Default::default() }
    }

    /// The built-in pack, made once per process.
    #[must_use]
    pub fn built_in() -> Arc<Self> {
        Arc::clone(&BUILT_IN)
    }

    /// The built-in pack with files on top, in their order: a new id adds a rule, a known one changes parts of it.
    /// A faulty file is reported and left out; the others go on.
    #[must_use]
    pub fn with(sources: &[RuleSource], known: &Known<'_>) -> (Self, Vec<RuleProblem>) {
        let layers: Vec<RuleLayer> = sources.iter().cloned().map(RuleLayer::File).collect();
        Self::layered(&layers, known)
    }

    /// The built-in pack with layers on top, the weakest first.
    #[must_use]
    pub fn layered(layers: &[RuleLayer], known: &Known<'_>) -> (Self, Vec<RuleProblem>) {
        // Built-in rules that no layer touches stay as they are, unread.
        let mut changed: BTreeMap<String, (RuleFile, Vec<Origin>)> = BTreeMap::new();
        let mut problems = Vec::new();
        let mut own: FxHashMap<String, Vec<(Arc<str>, RuleFile)>> = FxHashMap::default();
        for layer in layers {
            let base = |id: &str| changed.get(id).map(|(file, _)| file.clone()).or_else(|| built_in_base(id));
            let (source, (file, faults)) = match layer {
                RuleLayer::File(source) => (source, check(source, &base, known)),
                RuleLayer::Config { source, rule } => (source, check_change(source, rule, &base, known)),
            };
            problems.extend(faults.into_iter().map(|problem| RuleProblem { path: source.path.clone(), problem }));
            let Some(file) = file else { continue };
            let id = file.id.clone().unwrap_or_default();
            let (below, mut origins) =
                changed.remove(&id).or_else(|| Some((built_in_base(&id)?, vec![Origin::BuiltIn]))).unwrap_or_default();
            origins.push(Origin::File(source.path.clone()));
            own.entry(id.clone()).or_default().push((Arc::from(source.path.as_str()), file.clone()));
            changed.insert(id, (below.overlaid(file), origins));
        }
        let untouched = built_in_rules().filter(|rule| !changed.contains_key(rule.id.as_str())).collect::<Vec<_>>();
        let rules = untouched.into_iter().chain(changed.into_values().map(|(file, origins)| Rule::new(file, origins))).collect();
        (Self { own, ..Self::new(rules) }, problems)
    }

    /// The layers of a rule above the built-in one, the weakest first: the path of each, and what it says.
    pub fn layers(&self, id: &str) -> impl Iterator<Item = (&str, &RuleFile)> {
        self.own.get(id).into_iter().flatten().map(|(path, file)| (&**path, file))
    }

    /// A rule's file with every layer, its reasons and its examples.
    #[must_use]
    pub fn file(&self, id: &str) -> Option<RuleFile> {
        let own = self.layers(id).map(|(_, file)| file.clone());
        built_in_file(id).into_iter().chain(own).reduce(RuleFile::overlaid)
    }

    /// The rules, in the order of their ids.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.by_id.get(id).map(|&index| &self.rules[index])
    }

    /// The number of a rule: its place in [`Self::rules`].
    #[must_use]
    pub fn number(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The numbers of the rules that run on every draft, whatever phrases stand in it. Ascending.
    #[must_use]
    pub fn always(&self) -> &[usize] {
        &self.always
    }

    /// What the rules look for in drafts of a kind and a language, made when it is first asked for.
    #[must_use]
    pub fn lexicon(&self, kind: Kind, language: Language) -> &Lexicon {
        self.lexicons[kind as usize][language as usize].get_or_init(|| Lexicon::new(&self.rules, kind, language))
    }
}
