//! When a customer wrote and when we answer becomes hits: silence over a weekend, and waits that are too long.
//! One wait is one finding: what a weekend explains is the weekend's, everything longer is late.

mod holidays;
mod late_reply;
mod wait;
mod weekend_silence;

pub(super) use late_reply::LateReply;
pub(super) use weekend_silence::WeekendSilence;

use super::{Check, Hit, Place, Remedy};
use crate::text::{Language, Span};
use wait::Wait;

/// Whether the reply owns that it took long: one of the rule's phrases says so.
fn is_owned(check: &Check<'_>) -> bool {
    let prose = &check.reading.prose;
    check.part.unless_in_draft().first_in(prose, &(0..prose.tokens.len())).is_some()
}

/// A hit on the time of publication, with an offer to own the wait.
fn hit(name: &str, wait: &Wait, check: &Check<'_>) -> Option<Hit> {
    let publish = check.reading.draft.front.publish.as_ref()?;
    let since = wait.since(check.reading.language());
    let duration = wait.text(check.reading.language());
    let message = check.message(name, &[("since", &since), ("duration", &duration), ("holiday", wait.holiday.unwrap_or_default())]);
    let sentence = check.message("own-it", &[("since", &since)]);
    let at = check.reading.dialogue().first_spoken(&check.reading.prose).start();
    let remedy = Remedy::review(check.message("fix", &[("text", &sentence)]), Span::at(at), format!("{sentence} "));
    Some(Hit::at(Place::File(publish.span), message).remedy(remedy))
}

/// The day of the week, as one says it.
fn weekday(day: jiff::civil::Weekday, language: Language) -> &'static str {
    const GERMAN: [&str; 7] = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];
    const ENGLISH: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let index = usize::try_from(day.to_monday_zero_offset()).unwrap_or_default();
    match language {
        Language::De => GERMAN[index % 7],
        Language::En => ENGLISH[index % 7],
    }
}
