//! The wire type of `tonfall.yaml`: what people may write, key by key. The comments here are what editors show when the
//! mouse rests on a key. Knows only shapes; whether a value makes sense is asked in `check`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::shape::{HoursText, Limit, OneOrMany, Roster, RuleEntry};
use crate::draft::{self, Address, Layout};
use crate::text::Language;

/// The settings of a project: its brand, its channels, and what its rules do.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub struct ConfigFile {
    /// Config files to build on: a path or a list of paths, from this file's folder. What stands here wins over what they say; lists add up.
    #[schemars(example = "../shared/tonfall.yaml")]
    pub extend: OneOrMany,
    /// Files that are drafts whatever they look like, as globs from this file's folder: `replies/**/*.md`.
    #[schemars(extend("examples" = [["replies/**/*.md"]]))]
    pub include: OneOrMany,
    /// Files and folders to leave alone, as globs from this file's folder: `archive/`.
    #[schemars(extend("examples" = [["archive/"]]))]
    pub exclude: OneOrMany,
    /// The language of drafts whose words do not tell: `de` or `en`.
    pub language: Option<Language>,
    /// The country, or the state, whose public holidays count: `DE-BY`, `AT`, `CH-ZH`, `GB-SCT`.
    #[schemars(example = "DE-BY")]
    pub region: Option<String>,
    /// The time zone of times that name none: `Europe/Berlin`.
    #[schemars(example = "Europe/Berlin")]
    pub time_zone: Option<String>,
    /// Your own names, people and public data.
    pub brand: BrandEntry,
    /// What must never appear in public, beyond what Tonfall knows by itself.
    pub personal_data: PersonalDataEntry,
    /// Words and phrases that no rule may flag.
    #[schemars(extend("examples" = [["Hotline des Bundestags"]]))]
    pub allow: Vec<String>,
    /// Words with their one right spelling, capitals included: `MyApp`, `GmbH`.
    #[schemars(extend("examples" = [["MyApp", "GmbH"]]))]
    pub terms: Vec<String>,
    /// How customers are addressed in German.
    pub address: AddressEntry,
    /// Whether replies bear a person's name or initials.
    pub signature: SignatureEntry,
    /// Customers whose names must be spelled right: a CSV or YAML file, from this file's folder, or a list.
    #[schemars(example = "customers.csv")]
    pub people: Option<Roster>,
    /// How strictly names are compared.
    pub names: NamesEntry,
    /// What each rule does: `off`, `info`, `warning`, `error`, or a map with `severity`, the rule's own parameters, and under `languages`
    /// what to change of its phrases and messages.
    #[schemars(extend("examples" = [{"emoji-flood": "off", "loud-pitch": "error"}]))]
    pub rules: BTreeMap<String, RuleEntry>,
    /// Folders of further rule files, from this file's folder. `.tonfall/rules` is always read.
    #[schemars(extend("examples" = [["../shared/rules"]]))]
    pub packs: OneOrMany,
    /// Settings for some files only. Later entries win over earlier ones.
    pub overrides: Vec<ConfigFile>,
    /// Only in an entry of `overrides`: the files that it is for, as globs from the folder of the `tonfall.yaml` that applies.
    #[schemars(extend("examples" = [["facebook/**"]]))]
    pub files: OneOrMany,
    /// Channels of your own, and what differs on the known ones.
    pub channels: BTreeMap<String, ChannelEntry>,
    /// How soon a customer is answered.
    pub sla: SlaEntry,
    /// How tables and exports are read: which column or key holds what.
    pub formats: Vec<FormatEntry>,
}

/// Your own names, people and public data.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub struct BrandEntry {
    /// The brand's names, spelled as you spell them.
    #[schemars(extend("examples" = [["Kranich Bank"]]))]
    pub names: Vec<String>,
    /// Names of products and tariffs.
    pub products: Vec<String>,
    /// Your own accounts, with or without `@`.
    #[schemars(extend("examples" = [["@kranichbank"]]))]
    pub handles: Vec<String>,
    /// The people who sign, with their initials: `Mia Kaya (mk)`.
    #[schemars(extend("examples" = [["Mia Kaya (mk)"]]))]
    pub people: Vec<String>,
    /// Words that are written in capitals: `ÖPNV`, `DSL`.
    #[schemars(extend("examples" = [["DSL", "ÖPNV"]]))]
    pub acronyms: Vec<String>,
    /// Your public contact data, which may stand in posts and replies.
    pub contacts: ContactsEntry,
    /// When somebody answers: `Mo-Fr 9-17, Sa 10-14`, `24/7`, or a map from days to times.
    #[schemars(example = "Mo-Fr 9-17, Sa 10-14")]
    pub hours: Option<HoursText>,
    /// Regular expressions of numbers that may be public, such as ticket ids: `'T-\d{6}'`.
    pub patterns: Vec<String>,
}

/// Public contact data.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub struct ContactsEntry {
    /// Telephone numbers that may be public.
    #[schemars(extend("examples" = [["0800 1234567"]]))]
    pub phones: Vec<String>,
    /// E-mail addresses that may be public; `@example.com` allows every address there.
    #[schemars(extend("examples" = [["@kranich.example"]]))]
    pub emails: Vec<String>,
    /// Bank accounts that may be public, such as one for donations.
    pub ibans: Vec<String>,
    /// Postal addresses that may be public.
    pub addresses: Vec<String>,
    /// Web addresses of your own.
    pub links: Vec<String>,
}

/// What must never appear in public.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub struct PersonalDataEntry {
    /// Regular expressions by the name of what they find: `customer-number: 'K-\d{7}'`.
    pub patterns: BTreeMap<String, String>,
}

/// How customers are addressed in German.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub struct AddressEntry {
    /// `sie`, `du`, or `mirror`: as the customer addresses you.
    pub default: Option<Address>,
    /// What differs on single channels: `instagram: du`.
    pub channels: BTreeMap<String, Address>,
    /// Whether `Du` is written with a capital: `always`, `never`, or `consistent` within a draft.
    pub capital_du: Option<CapitalDu>,
}

/// Whether `Du`, `Dich`, `Dein` are written with a capital.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CapitalDu {
    /// Either way, but one way in a draft.
    #[default]
    Consistent,
    Always,
    Never,
}

/// Whether replies bear a person's name or initials.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub struct SignatureEntry {
    /// `required`, `optional` or `none`.
    pub default: Option<Signature>,
    /// What differs on single channels: `x: required`.
    pub channels: BTreeMap<String, Signature>,
    /// What a signature looks like, with `{initials}` or `{name}`: `^{initials}`.
    #[schemars(example = "^{initials}")]
    pub form: Option<String>,
}

/// Whether a reply bears a person's name or initials.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Signature {
    Required,
    #[default]
    Optional,
    /// Replies are not signed.
    None,
}

/// A customer whose name must be spelled right.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub struct Person {
    /// First name and family name, as the customer writes them.
    pub name: String,
    /// `Herr`, `Frau`, `Dr.`, `Mrs`: never guessed from a first name.
    pub title: Option<String>,
    /// The account, with or without `@`.
    pub handle: Option<String>,
}

/// How strictly names are compared.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub struct NamesEntry {
    /// `strict`: `Muller` is wrong for `Müller`. `lenient`: it is not.
    pub diacritics: Option<Diacritics>,
}

/// Whether a name without its accents is the same name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Diacritics {
    #[default]
    Strict,
    Lenient,
}

/// A channel: what it allows, and how it shows a text. A key that is absent is taken from the channel that this one extends.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub struct ChannelEntry {
    /// The known channel that this one is like: `x`, `facebook`, …
    pub extends: Option<String>,
    /// The name that messages use.
    pub title: Option<String>,
    /// The longest post: a number, or numbers by way of counting: `{graphemes: 300, bytes: 3000}`.
    pub post_limit: Option<Limit>,
    /// The longest reply: a number, or numbers by way of counting.
    pub reply_limit: Option<Limit>,
    /// How plain numbers count: `characters`, `graphemes`, `bytes`, `utf16`, `weighted` (X), `mastodon`, `threads`.
    pub count: Option<String>,
    /// Where the channel cuts a text off behind a "more".
    pub fold: Option<Limit>,
    /// The most hashtags that a draft may have.
    pub max_hashtags: Option<usize>,
    /// With more hashtags than this, the channel ignores every one.
    pub hashtags_ignored_above: Option<usize>,
    /// `clickable`, or `text` where nobody can click them.
    pub links: Option<Links>,
    /// `required` where only `https://…` becomes a link, else `optional`.
    pub link_scheme: Option<LinkScheme>,
    /// The most different links that a draft may have.
    pub max_links: Option<usize>,
    /// `none`, or `markdown` where it is rendered.
    pub markup: Option<ChannelMarkup>,
    /// `counted`; `leading-free` where those at the start of a reply do not count; `none` where the channel has no handles.
    pub handles: Option<Handles>,
    /// The longest alternative text of a picture, in characters.
    pub alt_text_limit: Option<usize>,
    /// Whether everybody can read what is published.
    pub public: Option<bool>,
    /// Whether people are there as consumers rather than for their work.
    pub consumer: Option<bool>,
    /// Whether texts of several paragraphs are usual.
    pub long_form: Option<bool>,
    /// Whether each message can be answered only once.
    pub single_reply: Option<bool>,
}

/// What becomes of a link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Links {
    #[default]
    Clickable,
    /// Shown as text that nobody can click.
    Text,
}

/// Whether a link needs `https://`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LinkScheme {
    Required,
    #[default]
    Optional,
}

/// Which markup a channel renders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ChannelMarkup {
    #[default]
    None,
    Markdown,
}

/// What a channel makes of `@handles`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Handles {
    /// They reach an account, and count like any text.
    #[default]
    Counted,
    /// As `counted`, but those at the start of a reply are free.
    LeadingFree,
    /// Mere text: they reach nobody.
    None,
}

/// How soon a customer is answered.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub struct SlaEntry {
    /// `24h`, `90m`, `2 days`.
    #[schemars(example = "24h")]
    pub default: Option<String>,
    /// What differs on single channels: `x: 2h`.
    pub channels: BTreeMap<String, String>,
}

/// How one kind of table or export is read.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub struct FormatEntry {
    /// The files, as globs from the folder of the `tonfall.yaml` that applies.
    pub files: OneOrMany,
    /// A tool whose tables Tonfall knows: `buffer`, `hootsuite`, `publer`, `oktopost`, `ayrshare`, `google-play`.
    pub preset: Option<String>,
    /// From Tonfall's names to the file's: `text: Message`, `complaint.author: Customer`. A number is a column of a table without a header.
    pub columns: BTreeMap<String, String>,
    /// What separates the fields of a table: `,`, `;`, `|` or `tab`. Without it: as the first line shows.
    pub delimiter: Option<String>,
}

impl FormatEntry {
    /// What the entry says of the files: its own columns win over those of the tool that it names.
    #[must_use]
    pub fn layout(&self) -> Layout {
        let mut layout = self.preset.as_deref().and_then(draft::preset).unwrap_or_default();
        layout.columns.retain(|(key, _)| !self.columns.contains_key(key));
        layout.columns.extend(self.columns.iter().map(|(key, name)| (key.clone(), name.clone())));
        layout.delimiter = self.delimiter.as_deref().and_then(delimiter).or(layout.delimiter);
        layout
    }
}

/// One character of ASCII, or the word for one that cannot be seen.
pub(super) fn delimiter(text: &str) -> Option<u8> {
    match text.as_bytes() {
        b"tab" => Some(b'\t'),
        [byte] if !matches!(byte, b'"' | b'\r' | b'\n') => Some(*byte),
        _ => None,
    }
}
