//! A draft's length by its channel's own count, in words for people.

use super::analysis::Drafts;
use crate::analysers::{Check, Length, Reading, lengths};
use crate::draft::Draft;
use crate::rules::RuleSet;
use crate::text::{Counter, Language};

/// The rule that knows how drafts are measured, threads and comments included.
const RULE: &str = "over-length";

/// A length, and the channel that counts so.
pub(super) struct Measured {
    length: Length,
    channel: String,
    /// The end of the text that was measured, in bytes of the file.
    pub(super) end: usize,
}

/// The lengths that count on a draft's channel: several where it counts in two ways or the draft is a thread, none where it knows no limit.
pub(super) fn of(draft: &Draft, drafts: &Drafts) -> Vec<Measured> {
    if draft.body.path.is_some() {
        return Vec::new();
    }
    let reading = Reading::new(draft, &drafts.source.settings);
    let built_in = RuleSet::built_in();
    let Some(rule) = drafts.rules.get(RULE).or_else(|| built_in.get(RULE)) else { return Vec::new() };
    let (Some(part), Some(channel)) = (rule.part(reading.language()), reading.channel()) else { return Vec::new() };
    let measured = |length: Length| Measured {
        length,
        channel: channel.title.clone(),
        end: draft.body.to_file(crate::text::Span::at(length.end)).start(),
    };
    lengths(&Check::new(&reading, rule, part, &[])).into_iter().map(measured).collect()
}

impl Measured {
    /// How much of the limit is used up: more than 1 where the text is too long.
    pub(super) fn share(&self) -> f64 {
        // Lengths are far below what a float can tell apart.
        self.length.used as f64 / self.length.limit.max(1) as f64
    }

    /// What was counted, and how much there may be.
    pub(super) fn numbers(&self) -> (usize, usize) {
        (self.length.used, self.length.limit)
    }

    pub(super) fn short(&self) -> String {
        format!("{}/{}", self.length.used, self.length.limit)
    }

    pub(super) fn sentence(&self, language: Language) -> String {
        let unit = match (self.length.counter, language) {
            (Counter::Bytes, Language::De) => "Bytes",
            (Counter::Bytes, Language::En) => "bytes",
            (_, Language::De) => "Zeichen",
            (_, Language::En) => "characters",
        };
        let Length { used, limit, .. } = self.length;
        let channel = &self.channel;
        match (language, used.checked_sub(limit).filter(|over| *over > 0)) {
            (Language::De, None) => format!("{used} von {limit} {unit}, wie {channel} zählt."),
            (Language::De, Some(over)) => format!("{used} {unit}, wie {channel} zählt: {over} mehr als die erlaubten {limit}."),
            (Language::En, None) => format!("{used} of {limit} {unit}, as {channel} counts them."),
            (Language::En, Some(over)) => format!("{used} {unit}, as {channel} counts them: {over} more than the {limit} allowed."),
        }
    }
}
