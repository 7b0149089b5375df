//! Layers of config become the settings of a draft. What is the same for many drafts is made once and shared.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, SpanRelativeTo};
use regex::Regex;

use super::channel::Channels;
use super::file::{BrandEntry, ConfigFile, FormatEntry, Person, SlaEntry};
use super::globs::Globs;
use super::layer::{self, Layer};
use super::names::{self, RuleCatalogue};
use super::origin::Origins;
use super::settings::{Brand, Contacts, NamedPattern, PerChannel, Settings, Signer};
use super::shape::{HoursText, Roster, RuleEntry};
use super::{Hours, Region, merge};
use crate::finding::{RuleId, Severity};
use crate::yaml::{self, Node, Problem};

/// What holds where nobody says anything.
const DEFAULTS: &str = "\
address: {capital-du: consistent}
names: {diacritics: strict}
signature: {default: optional}
sla: {default: 24h}
";

/// The config of a project: every layer, weakest first.
pub struct Config {
    layers: Vec<Layer>,
    /// All layers without their overrides, merged.
    base: Node,
    overrides: Vec<Node>,
    /// The globs of all overrides, and for each the override that it belongs to.
    globs: Globs,
    owners: Vec<usize>,
    include: Globs,
    exclude: Globs,
    /// The globs of all formats, and for each the format that it belongs to.
    format_globs: Globs,
    format_owners: Vec<usize>,
    formats: Vec<FormatEntry>,
    people: Arc<[Person]>,
    sources: Arc<[(usize, Option<Arc<str>>)]>,
    /// Settings by the overrides that were applied.
    settings: Mutex<HashMap<Vec<usize>, Arc<Settings>>>,
}

impl Config {
    /// Puts layers on top of each other, weakest first: the files that a config extends, then the config. `roster` are the people
    /// of the files that `people` names; those that stand in the layers themselves are added here.
    #[must_use]
    pub fn new(layers: Vec<Layer>, roster: Vec<Person>) -> Self {
        let (defaults, _) = Layer::parse("", DEFAULTS);
        let mut base = layer::empty();
        let (mut overrides, mut patterns, mut owners, mut sources) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut start = 0;
        for (index, layer) in std::iter::once(&defaults).chain(&layers).enumerate() {
            let mut tree = merge::with_long_rules(layer.tree.clone());
            merge::shift(&mut tree, start);
            sources.push((start, (index > 0).then(|| Arc::clone(&layer.path))));
            for (entry, node) in layer.file.overrides.iter().zip(tree.get("overrides").map(Node::items).unwrap_or_default()) {
                patterns.extend(entry.files.0.iter().map(String::as_str));
                owners.resize(patterns.len(), overrides.len());
                overrides.push(merge::with_long_rules(merge::without_keys(node.clone(), &["files"])));
            }
            merge::merge(&mut base, &merge::without_keys(tree, &["overrides"]));
            start += layer.length + 1;
        }
        let formats: Vec<FormatEntry> = layers.iter().flat_map(|layer| layer.file.formats.clone()).collect();
        let format_owners = formats.iter().enumerate().flat_map(|(index, format)| format.files.0.iter().map(move |_| index)).collect();
        let inline = layers.iter().flat_map(|layer| match &layer.file.people {
            Some(Roster::People(people)) => people.as_slice(),
            Some(Roster::File(_)) | None => &[],
        });
        Self {
            people: inline.cloned().chain(roster).collect(),
            globs: Globs::new(patterns),
            include: Globs::new(layers.iter().flat_map(|layer| &layer.file.include.0).map(String::as_str)),
            exclude: Globs::new(layers.iter().flat_map(|layer| &layer.file.exclude.0).map(String::as_str)),
            format_globs: Globs::new(formats.iter().flat_map(|format| &format.files.0).map(String::as_str)),
            format_owners,
            formats,
            base,
            overrides,
            owners,
            sources: sources.into(),
            settings: Mutex::default(),
            layers,
        }
    }

    /// The layers, weakest first.
    #[must_use]
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// The files that are drafts whatever they look like; paths are relative to the config's folder, with `/`.
    #[must_use]
    pub fn include(&self) -> &Globs {
        &self.include
    }

    /// Whether a file holds drafts whatever it looks like: `include` or one of the `formats` names it.
    #[must_use]
    pub fn names(&self, path: &str) -> bool {
        self.include.is_match(path) || self.format_globs.is_match(path)
    }

    /// The files and folders to leave alone.
    #[must_use]
    pub fn exclude(&self) -> &Globs {
        &self.exclude
    }

    /// How a file of many drafts is read, where somebody says so; of several entries the last. Its path is relative to the config's folder, with `/`.
    #[must_use]
    pub fn format(&self, path: &str) -> Option<&FormatEntry> {
        let owners = self.format_globs.matches(path).into_iter().filter_map(|pattern| self.format_owners.get(pattern));
        owners.max().and_then(|owner| self.formats.get(*owner))
    }

    /// What applies to a draft, by its path relative to the config's folder, with `/` between its parts.
    #[must_use]
    pub fn settings(&self, path: &str) -> Arc<Settings> {
        let mut applied: Vec<usize> =
            self.globs.matches(path).into_iter().filter_map(|pattern| self.owners.get(pattern).copied()).collect();
        applied.dedup();
        // A panic elsewhere cannot leave the cache half-written: each entry is put in whole.
        let mut settings = self.settings.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = settings.get(&applied) {
            return Arc::clone(known);
        }
        let made = Arc::new(self.resolve(&applied));
        settings.insert(applied, Arc::clone(&made));
        made
    }

    /// Holds the rules and channels that the layers name against those that exist: the number of a layer, and its fault.
    #[must_use]
    pub fn check(&self, rules: &dyn RuleCatalogue) -> Vec<(usize, Problem)> {
        let files = self.layers.iter().flat_map(|layer| std::iter::once(&layer.file).chain(&layer.file.overrides));
        let entries = files.flat_map(|file| file.channels.clone()).collect();
        let channels = Channels::new(&entries);
        let check = |(index, layer): (usize, &Layer)| {
            let problems = names::check(&layer.tree, rules, &channels, &entries);
            problems.into_iter().map(move |problem| (index, problem)).collect::<Vec<_>>()
        };
        self.layers.iter().enumerate().flat_map(check).collect()
    }

    fn resolve(&self, applied: &[usize]) -> Settings {
        let mut tree = self.base.clone();
        applied.iter().filter_map(|index| self.overrides.get(*index)).for_each(|over| merge::merge(&mut tree, over));
        let file = yaml::decode::<ConfigFile>(&tree).0.unwrap_or_default();
        settings(file, Arc::clone(&self.people), Origins { tree, sources: Arc::clone(&self.sources) })
    }
}

/// A project without a config.
impl Default for Config {
    fn default() -> Self {
        Self::new(Vec::new(), Vec::new())
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config").field("layers", &self.layers).finish_non_exhaustive()
    }
}

/// From what is written to what is meant. What has no meaning was reported when its file was read, and is left out here.
fn settings(file: ConfigFile, people: Arc<[Person]>, origins: Origins) -> Settings {
    let patterns = file.personal_data.patterns.into_iter();
    let (severities, params) = rules(file.rules);
    Settings {
        language: file.language,
        region: file.region.and_then(|region| Region::parse(&region).ok()),
        time_zone: file.time_zone.and_then(|name| time_zone(&name).ok()),
        brand: brand(file.brand),
        personal_data: patterns.filter_map(|(name, regex)| Some(NamedPattern { name, regex: Regex::new(&regex).ok()? })).collect(),
        people,
        severities,
        params,
        allow: file.allow,
        terms: file.terms,
        diacritics: file.names.diacritics.unwrap_or_default(),
        channels: Channels::new(&file.channels),
        addresses: PerChannel { default: file.address.default, channels: file.address.channels },
        capital_du: file.address.capital_du.unwrap_or_default(),
        signatures: PerChannel { default: file.signature.default, channels: file.signature.channels },
        signature_form: file.signature.form,
        slas: slas(file.sla),
        formats: file.formats,
        origins,
    }
}

type Severities = BTreeMap<RuleId, Option<Severity>>;
type Params = BTreeMap<RuleId, serde_json::Map<String, serde_json::Value>>;

fn rules(rules: BTreeMap<String, RuleEntry>) -> (Severities, Params) {
    let (mut severities, mut params) = (Severities::new(), Params::new());
    for (id, entry) in rules {
        let id = RuleId::new(&id);
        let mut options = match entry {
            RuleEntry::Severity(name) => [("severity".to_owned(), name.into())].into_iter().collect(),
            RuleEntry::Options(options) => options,
        };
        // Messages and phrases are the rules' matter: who makes the rules reads them.
        options.remove("languages");
        match options.remove("severity").as_ref().and_then(serde_json::Value::as_str) {
            Some("off") => drop(severities.insert(id.clone(), None)),
            Some("info") => drop(severities.insert(id.clone(), Some(Severity::Info))),
            Some("warning") => drop(severities.insert(id.clone(), Some(Severity::Warning))),
            Some("error") => drop(severities.insert(id.clone(), Some(Severity::Error))),
            Some(_) | None => {}
        }
        if !options.is_empty() {
            params.insert(id, options);
        }
    }
    (severities, params)
}

fn brand(entry: BrandEntry) -> Brand {
    let hours = match entry.hours {
        None => None,
        Some(HoursText::Line(line)) => Hours::parse(&line).ok(),
        Some(HoursText::ByDay(days)) => {
            let lines: Vec<String> = days.iter().map(|(day, times)| format!("{day} {times}")).collect();
            Hours::parse(&lines.join("; ")).ok()
        }
    };
    let contacts = entry.contacts;
    Brand {
        names: entry.names,
        products: entry.products,
        handles: entry.handles.iter().map(|handle| handle.trim_start_matches('@').to_owned()).collect(),
        people: entry.people.iter().map(|person| signer(person)).collect(),
        acronyms: entry.acronyms,
        contacts: Contacts {
            phones: contacts.phones,
            emails: contacts.emails,
            ibans: contacts.ibans,
            addresses: contacts.addresses,
            links: contacts.links,
        },
        hours,
        patterns: entry.patterns.iter().filter_map(|pattern| Regex::new(pattern).ok()).collect(),
    }
}

/// `Mia Kaya (mk)`.
fn signer(text: &str) -> Signer {
    let text = text.trim();
    let parts = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    let (name, initials) = parts.map_or((text, None), |(name, initials)| (name.trim_end(), Some(initials.trim().to_owned())));
    Signer { name: name.to_owned(), initials: initials.filter(|initials| !initials.is_empty()) }
}

fn slas(entry: SlaEntry) -> PerChannel<SignedDuration> {
    let channels = entry.channels.into_iter().filter_map(|(channel, text)| Some((channel, duration(&text).ok()?)));
    PerChannel { default: entry.default.and_then(|text| duration(&text).ok()), channels: channels.collect() }
}

/// Time zones come from the binary, not from the machine: the same config means the same everywhere.
static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// `Europe/Berlin`.
pub(super) fn time_zone(name: &str) -> Result<TimeZone, (String, Option<String>)> {
    ZONES.get(name.trim()).map_err(|_| {
        let names: Vec<String> = ZONES.available().map(|name| name.to_string()).collect();
        let city = |known: &&String| known.rsplit('/').next().is_some_and(|city| city.eq_ignore_ascii_case(name.trim()));
        let near = names.iter().find(city).map(String::as_str).or_else(|| yaml::nearest(name, names.iter().map(String::as_str)));
        let hint = near.map_or_else(|| "write a zone such as `Europe/Berlin`".to_owned(), |near| format!("did you mean `{near}`?"));
        (format!("there is no time zone `{name}`"), Some(hint))
    })
}

/// `24h`, `90m`, `2 days`; a day has 24 hours.
pub(super) fn duration(text: &str) -> Result<SignedDuration, (String, Option<String>)> {
    let fault = || (format!("`{text}` is not a duration"), Some("write `24h`, `90m` or `2 days`".to_owned()));
    let span: jiff::Span = text.trim().parse().map_err(|_| fault())?;
    let duration = span.to_duration(SpanRelativeTo::days_are_24_hours()).map_err(|_| fault())?;
    if duration.is_positive() { Ok(duration) } else { Err(fault()) }
}
