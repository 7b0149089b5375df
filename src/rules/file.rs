//! The wire type of a rule file: what its author writes, before it is checked and compiled.
//! Every part may be missing, so that a project's file can override parts of a built-in rule.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::entry::Entries;
use crate::draft::{Audience, Kind};
use crate::text::Language;

/// A rule: what to look for, why it angers people, and what to do about it.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub struct RuleFile {
    /// The public name of the rule; the same as the file's name without `.yaml`.
    #[schemars(regex(pattern = "^[a-z0-9-]+$"), example = "our-own-rule")]
    pub id: Option<String>,
    /// One line: what the rule finds. English; `languages.de.summary` holds the German one.
    #[schemars(example = "Promises a time that nobody can check.")]
    pub summary: Option<String>,
    /// Markdown, for the writer: what it does to the reader, and what to do instead.
    #[schemars(example = "Nobody can plan with \u{201c}soon\u{201d}. Name the day, and the hour where you know it.")]
    pub why: Option<String>,
    /// The document or the research that the rule rests on.
    #[schemars(example = "our style guide, page 4")]
    pub source: Option<String>,
    /// How much a finding weighs. Without it: `warning`.
    pub severity: Option<Level>,
    /// `post`, `reply`; absent: both.
    #[schemars(extend("examples" = [["reply"]]))]
    pub applies_to: Option<Vec<Kind>>,
    /// Only drafts for these channels.
    #[schemars(extend("examples" = [["x", "bluesky"]]))]
    pub channels: Option<Vec<String>>,
    /// Only drafts for this audience.
    pub audience: Option<Audience>,
    /// Only replies to a complaint that fits.
    pub when_complaint: Option<ComplaintCondition>,
    /// Rules whose findings inside this one's are not shown beside it.
    #[schemars(extend("examples" = [["vague-time"]]))]
    pub supersedes: Option<Vec<String>>,
    /// Where the rule looks although phrases are not looked for there by default.
    #[schemars(extend("examples" = [["quotes", "hashtags"]]))]
    pub look_in: Option<Vec<Place>>,
    /// What is looked for, and what is said, per language.
    pub languages: BTreeMap<Language, LanguageFile>,
    /// More hits of `find` than a bound.
    pub density: Option<Density>,
    /// A sum of weighted signals.
    pub score: Option<Score>,
    /// One of the phrases of `find` must stand in the draft.
    pub require: Option<Require>,
    /// A measure of the draft outside its bounds.
    pub limit: Option<Limit>,
    /// Only one of the `variants` may stand in a draft.
    pub consistent: Option<bool>,
    /// The same said in two drafts.
    pub across: Option<Across>,
    /// The check that needs code, by name.
    pub analyser: Option<String>,
    /// The analyser's settings; a project changes them under `rules:` in `tonfall.yaml`.
    #[schemars(extend("examples" = [{"max": 3}]))]
    pub params: Option<serde_json::Map<String, serde_json::Value>>,
    /// The rule's tests.
    pub examples: Option<Vec<Example>>,
}

/// How much a finding weighs, or `off`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The rule does not run.
    Off,
    /// Worth knowing.
    Info,
    /// Likely to anger people.
    Warning,
    /// Must not go out.
    Error,
}

/// What a complaint must be like.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub struct ComplaintCondition {
    /// `true`: it reports a problem or demands something; `false`: it does not.
    pub negative: Option<bool>,
    /// It is about this topic (a file in `rules/topics/`).
    pub mentions: Option<String>,
}

/// A part of a draft in which phrases are not looked for by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// Between quotation marks, and quoted lines.
    Quotes,
    /// Code.
    Code,
    /// Links and their targets.
    Links,
    /// `@names`.
    Handles,
    /// `#tags`.
    Hashtags,
    /// Behind a negation.
    Negated,
    /// Words that the project's config allows.
    Allowed,
}

/// What a rule looks for and says in one language.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub struct LanguageFile {
    /// One line: what the rule finds.
    pub summary: Option<String>,
    /// Markdown, for the writer.
    pub why: Option<String>,
    /// What the writer reads: what is wrong, and what to do about it. `{match}` is the text found.
    #[schemars(example = "\u{201c}{match}\u{201d} names no time. Say when: the day, and the hour where you know it.")]
    pub message: Option<String>,
    /// An analyser's messages, by name.
    pub messages: BTreeMap<String, String>,
    /// Named lists of phrases, used as `{name}` in this rule's phrases.
    #[schemars(extend("examples" = [{"line": ["hotline", "helpline"]}]))]
    pub words: BTreeMap<String, Vec<String>>,
    /// Phrases to look for: a list, or `add` and `remove` to change the list of a rule that stands below.
    #[schemars(extend("examples" = [["as soon as possible", "(call|ring) [us] ... {line}"]]))]
    pub find: Entries,
    /// A hit that overlaps one of these is none.
    pub except: Entries,
    /// A hit is none where one of these stands in its sentence.
    #[schemars(extend("examples" = [["<time>"]]))]
    pub unless_in_sentence: Entries,
    /// A hit is none where one of these stands anywhere in the draft.
    pub unless_in_draft: Entries,
    /// A hit counts only where one of these stands in its sentence.
    pub only_in_sentence: Entries,
    /// A hit counts only where one of these stands in the draft.
    pub only_in_draft: Entries,
    /// Wordings to choose from in place of the hit; `<…>` is a fact to fill in.
    #[schemars(extend("examples" = [["by <day, time>"]]))]
    pub suggest: Option<Vec<String>>,
    /// The one certain replacement.
    pub replace: Option<String>,
    /// What to offer to delete.
    pub delete: Option<Delete>,
    /// For `consistent`: groups of phrases of which only one may stand in a draft.
    #[schemars(extend("examples" = [[["e-mail*"], ["mail"]]]))]
    pub variants: Option<Vec<Vec<String>>>,
    /// For `score`: the phrases of a signal, by its name.
    pub signals: BTreeMap<String, Vec<String>>,
    /// For `score`: what the writer reads for a signal, by its name.
    pub signal_names: BTreeMap<String, String>,
}

/// What a quick fix deletes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Delete {
    /// What was found.
    Match,
    /// Its sentence.
    Sentence,
    /// Its line.
    Line,
}

/// More hits than a bound.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub struct Density {
    /// The most hits that pass.
    pub max: usize,
    /// `sentence`, `draft`, `100 words`, `280 characters`.
    #[schemars(regex(pattern = r"^(sentence|draft|[1-9][0-9]* +(words?|characters?))$"), example = "100 words")]
    pub per: String,
}

/// A sum of weighted signals.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub struct Score {
    /// The sum from which on the draft is flagged.
    pub at_least: f64,
    /// How many different signals there must be.
    #[serde(default)]
    pub distinct: usize,
    /// The signals, by name.
    pub signals: BTreeMap<String, Signal>,
}

/// One signal of a score.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub struct Signal {
    /// What it adds to the sum, once.
    pub weight: f64,
    /// It is there where this rule finds something; absent: where one of the phrases of `languages.*.signals` stands.
    #[serde(default)]
    pub rule: Option<String>,
}

/// Something that must be there.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub struct Require {
    /// Where its absence is shown.
    pub at: End,
}

/// An end of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum End {
    /// At its first word.
    Start,
    /// At its last word.
    End,
}

/// A measure and its bounds.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub struct Limit {
    /// What is measured.
    pub metric: Metric,
    /// The most that passes.
    #[serde(default)]
    pub max: Option<f64>,
    /// The least that passes.
    #[serde(default)]
    pub min: Option<f64>,
}

/// What a `limit` measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Metric {
    Words,
    Sentences,
    /// Grapheme clusters, as a reader counts characters.
    Characters,
    /// Of the longest sentence.
    WordsPerSentence,
    ExclamationMarks,
    QuestionMarks,
    Emoji,
    Hashtags,
    Handles,
    Links,
    /// Capital letters among all letters, 0 to 1.
    CapitalsShare,
}

/// Drafts held against each other.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub struct Across {
    /// From which share of common word triples on two drafts say the same, 0 to 1; names, numbers, links and greetings are set aside.
    pub similarity: f64,
    /// What must differ between the two.
    pub differing: Differing,
}

/// What sets two drafts apart that say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Differing {
    /// The message that they answer.
    Message,
    /// The channel that they are for.
    Channel,
}

/// Another draft beside an example's.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub struct Beside {
    /// Its front matter.
    #[serde(default)]
    pub with: serde_json::Map<String, serde_json::Value>,
    /// What it says.
    pub text: String,
}

/// One of a rule's tests.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub struct Example {
    /// The language of the text.
    pub lang: Language,
    /// Front matter for the draft.
    #[serde(default)]
    #[schemars(extend("examples" = [{"channel": "x"}]))]
    pub with: serde_json::Map<String, serde_json::Value>,
    /// A `tonfall.yaml` for it.
    #[serde(default)]
    pub config: serde_json::Map<String, serde_json::Value>,
    /// Drafts that stand beside it, for rules that hold drafts against each other.
    #[serde(default)]
    pub beside: Vec<Beside>,
    /// A text that the rule flags, with `[[…]]` around what is found.
    #[serde(default)]
    #[schemars(example = "We will get back to you [[as soon as possible]].")]
    pub flag: Option<String>,
    /// A text that the rule leaves alone.
    #[serde(default)]
    #[schemars(example = "We will get back to you by 5 pm.")]
    pub allow: Option<String>,
}

impl RuleFile {
    /// This rule with a later layer's parts on top.
    #[must_use]
    pub fn overlaid(mut self, later: Self) -> Self {
        let family = later.family_is_stated();
        macro_rules! overlay {
            ($($part:ident),*) => { $(if later.$part.is_some() { self.$part = later.$part; })* };
        }
        if family {
            (self.density, self.score, self.require, self.limit) = (None, None, None, None);
            (self.consistent, self.across, self.analyser) = (None, None, None);
        }
        overlay!(id, summary, why, source, severity, applies_to, channels, audience, when_complaint, supersedes, look_in);
        overlay!(density, score, require, limit, consistent, across, analyser, examples);
        if let Some(params) = later.params {
            self.params.get_or_insert_default().extend(params);
        }
        for (language, part) in later.languages {
            let base = self.languages.remove(&language).unwrap_or_default();
            self.languages.insert(language, base.overlaid(part));
        }
        self
    }

    fn family_is_stated(&self) -> bool {
        self.density.is_some()
            || self.score.is_some()
            || self.require.is_some()
            || self.limit.is_some()
            || self.consistent.is_some()
            || self.across.is_some()
            || self.analyser.is_some()
    }
}

impl LanguageFile {
    fn overlaid(mut self, later: Self) -> Self {
        macro_rules! overlay {
            ($($part:ident),*) => { $(if later.$part.is_some() { self.$part = later.$part; })* };
        }
        overlay!(summary, why, message, suggest, replace, delete, variants);
        self.messages.extend(later.messages);
        self.words.extend(later.words);
        self.signals.extend(later.signals);
        self.signal_names.extend(later.signal_names);
        self.find = self.find.overlaid(later.find);
        self.except = self.except.overlaid(later.except);
        self.unless_in_sentence = self.unless_in_sentence.overlaid(later.unless_in_sentence);
        self.unless_in_draft = self.unless_in_draft.overlaid(later.unless_in_draft);
        self.only_in_sentence = self.only_in_sentence.overlaid(later.only_in_sentence);
        self.only_in_draft = self.only_in_draft.overlaid(later.only_in_draft);
        self
    }
}
