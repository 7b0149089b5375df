//! What a channel allows: length, hashtags, links, markup. Data, from one file per channel, and from the project's own config.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::file::{ChannelEntry, ChannelMarkup, Handles, LinkScheme, Links};
use super::shape::Limit;
use crate::text::Counter;

/// The ways of counting, by the names that configs use.
pub(super) const COUNTERS: [(&str, Counter); 7] = [
    ("characters", Counter::Characters),
    ("graphemes", Counter::Graphemes),
    ("bytes", Counter::Bytes),
    ("utf16", Counter::Utf16),
    ("weighted", Counter::Weighted),
    ("mastodon", Counter::Mastodon),
    ("threads", Counter::Threads),
];

/// A channel's facts.
#[derive(Clone, Debug)]
pub struct Channel {
    pub name: String,
    /// The name that messages use: `Google Business`.
    pub title: String,
    /// The longest post, and how it is counted. Several where a channel counts in two ways.
    pub post_limits: Vec<(Counter, usize)>,
    pub reply_limits: Vec<(Counter, usize)>,
    /// Where the channel cuts a text off behind a "more".
    pub fold: Option<(Counter, usize)>,
    /// The most hashtags that a draft may have.
    pub max_hashtags: Option<usize>,
    /// With more hashtags than this, the channel ignores every one.
    pub hashtags_ignored_above: Option<usize>,
    pub links: Links,
    pub link_scheme: LinkScheme,
    /// The most different links that a draft may have.
    pub max_links: Option<usize>,
    pub markup: ChannelMarkup,
    pub handles: Handles,
    /// The longest alternative text of a picture, in characters.
    pub alt_text_limit: Option<usize>,
    /// Everybody can read what is published.
    pub public: bool,
    /// People are there as consumers rather than for their work.
    pub consumer: bool,
    /// Texts of several paragraphs are usual.
    pub long_form: bool,
    /// Each message can be answered only once.
    pub single_reply: bool,
}

impl Channel {
    fn new(name: &str, entry: ChannelEntry) -> Self {
        let count = entry.count.as_deref().and_then(counter_named).unwrap_or(Counter::Characters);
        let limits = |limit: Option<Limit>| match limit {
            None => Vec::new(),
            Some(Limit::Plain(number)) => vec![(count, number)],
            Some(Limit::By(by)) => by.iter().filter_map(|(name, &number)| Some((counter_named(name)?, number))).collect(),
        };
        Self {
            name: name.to_owned(),
            title: entry.title.unwrap_or_else(|| name.to_owned()),
            post_limits: limits(entry.post_limit),
            reply_limits: limits(entry.reply_limit),
            fold: limits(entry.fold).first().copied(),
            max_hashtags: entry.max_hashtags,
            hashtags_ignored_above: entry.hashtags_ignored_above,
            links: entry.links.unwrap_or_default(),
            link_scheme: entry.link_scheme.unwrap_or_default(),
            max_links: entry.max_links,
            markup: entry.markup.unwrap_or_default(),
            handles: entry.handles.unwrap_or_default(),
            alt_text_limit: entry.alt_text_limit,
            public: entry.public.unwrap_or(true),
            consumer: entry.consumer.unwrap_or(false),
            long_form: entry.long_form.unwrap_or(false),
            single_reply: entry.single_reply.unwrap_or(false),
        }
    }
}

/// The channels that a project knows: the built-in ones, read when they are first asked for, and its own.
#[derive(Clone, Debug, Default)]
pub struct Channels {
    own: BTreeMap<String, Channel>,
}

impl Channels {
    /// A project's own channels, and what it changes on the known ones, on top of the built-in ones.
    #[must_use]
    pub fn new(entries: &BTreeMap<String, ChannelEntry>) -> Self {
        let own = entries.keys().map(|name| (name.clone(), Channel::new(name, completed(name, entries)))).collect();
        Self { own }
    }

    /// The facts of a channel.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Channel> {
        self.own.get(name).or_else(|| BUILT_IN.iter().find(|built_in| built_in.name == name).map(BuiltIn::channel))
    }

    /// Every name, in ascending order.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.own.keys().map(String::as_str).collect();
        names.extend(BUILT_IN.iter().map(|built_in| built_in.name));
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// The ways of counting as properties of a JSON schema.
pub(super) fn counter_properties() -> serde_json::Map<String, serde_json::Value> {
    COUNTERS.iter().map(|(name, _)| ((*name).to_owned(), serde_json::json!({"type": "integer", "minimum": 0}))).collect()
}

fn counter_named(name: &str) -> Option<Counter> {
    COUNTERS.iter().find(|(known, _)| *known == name).map(|&(_, counter)| counter)
}

/// An entry with what it leaves out taken from the channel that it extends, else from the built-in one of its name.
/// A circle of own channels is a fault that `names` reports; here it ends where it would begin again.
fn completed(name: &str, entries: &BTreeMap<String, ChannelEntry>) -> ChannelEntry {
    let mut seen = Vec::new();
    let mut name = name;
    let mut result = ChannelEntry::default();
    while let Some(entry) = entries.get(name).filter(|_| !seen.contains(&name)) {
        seen.push(name);
        result = over(result, entry.clone());
        name = entry.extends.as_deref().unwrap_or(name);
    }
    match BUILT_IN.iter().find(|built_in| built_in.name == name) {
        Some(built_in) => over(result, built_in.entry()),
        None => result,
    }
}

/// What an entry says, and for the rest what another says.
fn over(entry: ChannelEntry, base: ChannelEntry) -> ChannelEntry {
    ChannelEntry {
        extends: entry.extends.or(base.extends),
        title: entry.title.or(base.title),
        post_limit: entry.post_limit.or(base.post_limit),
        reply_limit: entry.reply_limit.or(base.reply_limit),
        count: entry.count.or(base.count),
        fold: entry.fold.or(base.fold),
        max_hashtags: entry.max_hashtags.or(base.max_hashtags),
        hashtags_ignored_above: entry.hashtags_ignored_above.or(base.hashtags_ignored_above),
        links: entry.links.or(base.links),
        link_scheme: entry.link_scheme.or(base.link_scheme),
        max_links: entry.max_links.or(base.max_links),
        markup: entry.markup.or(base.markup),
        handles: entry.handles.or(base.handles),
        alt_text_limit: entry.alt_text_limit.or(base.alt_text_limit),
        public: entry.public.or(base.public),
        consumer: entry.consumer.or(base.consumer),
        long_form: entry.long_form.or(base.long_form),
        single_reply: entry.single_reply.or(base.single_reply),
    }
}

/// A channel that comes with Tonfall.
struct BuiltIn {
    name: &'static str,
    yaml: &'static str,
    channel: OnceLock<Channel>,
}

impl BuiltIn {
    fn channel(&self) -> &Channel {
        self.channel.get_or_init(|| Channel::new(self.name, self.entry()))
    }

    fn entry(&self) -> ChannelEntry {
        let node = crate::yaml::parse(self.yaml).expect("a test reads every built-in channel");
        crate::yaml::decode(&node).0.expect("a test reads every built-in channel")
    }
}

macro_rules! built_in {
    ($($name:literal),* $(,)?) => {
        [$(BuiltIn { name: $name, yaml: include_str!(concat!("../../rules/channels/", $name, ".yaml")), channel: OnceLock::new() }),*]
    };
}

static BUILT_IN: [BuiltIn; 16] = built_in![
    "app-store",
    "blog",
    "bluesky",
    "facebook",
    "google-business",
    "google-play",
    "instagram",
    "kununu",
    "linkedin",
    "mastodon",
    "threads",
    "tiktok",
    "tripadvisor",
    "trustpilot",
    "x",
    "youtube",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(yaml: &str) -> BTreeMap<String, ChannelEntry> {
        let (entries, problems) = crate::yaml::decode(&crate::yaml::parse(yaml).unwrap());
        assert_eq!(problems, []);
        entries.unwrap()
    }

    #[test]
    fn every_built_in_channel_can_be_read() {
        for built_in in &BUILT_IN {
            let node = crate::yaml::parse(built_in.yaml).unwrap();
            let (entry, problems) = crate::yaml::decode::<ChannelEntry>(&node);
            assert_eq!(problems, [], "{}", built_in.name);
            let entry = entry.unwrap();
            assert!(entry.title.is_some(), "{} has no title", built_in.name);
            assert!(entry.count.as_deref().is_none_or(|count| counter_named(count).is_some()), "{}", built_in.name);
        }
        assert!(BUILT_IN.iter().is_sorted_by_key(|built_in| built_in.name));
    }

    #[test]
    fn every_channel_file_is_built_in() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/channels");
        let mut files: Vec<String> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        files.sort();
        assert_eq!(files, BUILT_IN.iter().map(|built_in| format!("{}.yaml", built_in.name)).collect::<Vec<_>>());
    }

    #[test]
    fn limits_come_with_their_counter() {
        let channels = Channels::default();
        assert_eq!(channels.get("x").unwrap().post_limits, [(Counter::Weighted, 280)]);
        assert_eq!(channels.get("bluesky").unwrap().post_limits, [(Counter::Bytes, 3000), (Counter::Graphemes, 300)]);
        assert_eq!(channels.get("google-business").unwrap().reply_limits, [(Counter::Bytes, 4096)]);
        assert_eq!(channels.get("instagram").unwrap().fold, Some((Counter::Characters, 125)));
        assert_eq!(channels.get("kununu").unwrap().reply_limits, []);
        assert!(channels.get("twitter").is_none());
    }

    #[test]
    fn a_project_changes_one_fact_and_keeps_the_rest() {
        let channels = Channels::new(&entries("x: {post-limit: 25000}"));
        let x = channels.get("x").unwrap();
        assert_eq!((x.post_limits.as_slice(), x.max_hashtags), ([(Counter::Weighted, 25000)].as_slice(), Some(3)));
    }

    #[test]
    fn an_own_channel_builds_on_another_own_one() {
        let channels =
            Channels::new(&entries("forum: {extends: board, title: Forum}\nboard: {extends: mastodon, post-limit: 9000, public: false}"));
        let forum = channels.get("forum").unwrap();
        assert_eq!(forum.post_limits, [(Counter::Mastodon, 9000)]);
        assert_eq!((forum.title.as_str(), forum.public, forum.link_scheme), ("Forum", false, LinkScheme::Required));
        assert!(channels.names().contains(&"forum") && channels.names().contains(&"x"));
    }

    #[test]
    fn channels_that_extend_each_other_end() {
        let channels = Channels::new(&entries("a: {extends: b, max-links: 1}\nb: {extends: a, max-hashtags: 2}"));
        let a = channels.get("a").unwrap();
        assert_eq!((a.max_links, a.max_hashtags), (Some(1), Some(2)));
    }
}
