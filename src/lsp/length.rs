//! A draft's length by its channel's own count, in words for people.

use crate::analysers::Reading;
use crate::config::Settings;
use crate::draft::{Draft, Kind};
use crate::text::{Counter, Language, ZoneKind};

/// A length and its limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Length {
    pub(super) used: usize,
    pub(super) limit: usize,
    counter: Counter,
    channel: String,
}

/// The lengths that count on a draft's channel: several where it counts in two ways, none where it knows no limit.
pub(super) fn of(draft: &Draft, settings: &Settings) -> Vec<Length> {
    let Some(channel) = draft.channel().and_then(|name| settings.channel(name)) else { return Vec::new() };
    let limits = if draft.kind == Kind::Post { &channel.post_limits } else { &channel.reply_limits };
    if limits.is_empty() {
        return Vec::new();
    }
    let text = published(draft, settings);
    let length = |(counter, limit): &(Counter, usize)| Length {
        used: counter.count(&text),
        limit: *limit,
        counter: *counter,
        channel: channel.title.clone(),
    };
    limits.iter().map(length).collect()
}

/// The body without its comments, which are for colleagues alone.
fn published(draft: &Draft, settings: &Settings) -> String {
    if !draft.body.text.contains("<!--") {
        return draft.body.text.clone();
    }
    let reading = Reading::new(draft, settings);
    let mut text = String::with_capacity(draft.body.text.len());
    let mut at = 0;
    for zone in reading.prose.zones.iter().filter(|zone| zone.kind == ZoneKind::Comment) {
        text.push_str(draft.body.text.get(at..zone.span.start()).unwrap_or_default());
        at = zone.span.end().max(at);
    }
    text.push_str(draft.body.text.get(at..).unwrap_or_default());
    text.trim().to_owned()
}

impl Length {
    pub(super) fn short(&self) -> String {
        format!("{}/{}", self.used, self.limit)
    }

    pub(super) fn sentence(&self, language: Language) -> String {
        let unit = match (self.counter, language) {
            (Counter::Bytes, _) => "Bytes",
            (_, Language::De) => "Zeichen",
            (_, Language::En) => "characters",
        };
        let Self { used, limit, channel, .. } = self;
        match (language, used.checked_sub(*limit).filter(|over| *over > 0)) {
            (Language::De, None) => format!("{used} von {limit} {unit}, wie {channel} zählt."),
            (Language::De, Some(over)) => format!("{used} {unit}, wie {channel} zählt: {over} mehr als die erlaubten {limit}."),
            (Language::En, None) => format!("{used} of {limit} {unit}, as {channel} counts them."),
            (Language::En, Some(over)) => format!("{used} {unit}, as {channel} counts them: {over} more than the {limit} allowed."),
        }
    }
}
