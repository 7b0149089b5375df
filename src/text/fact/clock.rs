//! Times of day: `14:10`, `14 Uhr`, `9–17 Uhr`, `3 p.m.`, `halb drei`, `noon`.

use super::{FactKind, Facts, Reader, Role};
use crate::text::Language;

/// The time of day that starts at a number or a number's word.
pub(super) fn time(reader: &Reader, at: usize, out: &mut Facts) -> Option<usize> {
    let end =
        named(reader, at).or_else(|| before_clock_word(reader, at)).or_else(|| by_form(reader, at)).or_else(|| bare_hour(reader, at))?;
    out.push(FactKind::Time, at..end);
    Some(end)
}

/// Whether a time of day with a mark of its own starts here: what may follow a weekday's short form.
pub(super) fn starts(reader: &Reader, at: usize) -> bool {
    before_clock_word(reader, at).or_else(|| by_form(reader, at)).is_some()
}

/// `9–17 Uhr`, `14 Uhr 30`, `3 pm`, `3 o'clock`.
fn before_clock_word(reader: &Reader, at: usize) -> Option<usize> {
    let end = reader.quantity(at)?;
    let last = end - 1;
    if hour(reader, last)? > 24 {
        return None;
    }
    if reader.role(end) == Some(Role::Clock) {
        let minutes = reader.integer(end + 1).is_some_and(|minutes| minutes < 60) && reader.written(end + 1).len() == 2;
        let is_range = reader.is_dash(end + 1) || reader.word(end + 1) == "bis";
        return match is_range.then(|| before_clock_word(reader, end + 2)).flatten() {
            Some(range) => Some(range),
            None => Some(if minutes && reader.role(end + 2).is_none() { end + 2 } else { end + 1 }),
        };
    }
    let end = meridiem(reader, end)?;
    let is_range = reader.is_dash(end) || reader.word(end) == "to";
    Some(is_range.then(|| before_clock_word(reader, end + 1)).flatten().unwrap_or(end))
}

/// The token after `am`, `pm`, `a.m.`, `p. m.`. German `am` is a preposition, unless it clings to the number.
fn meridiem(reader: &Reader, at: usize) -> Option<usize> {
    let clings = at > 0 && reader.is_joined(at - 1);
    match reader.word(at) {
        "pm" => Some(at + 1),
        "am" if clings || reader.language == Language::En => Some(at + 1),
        "a" | "p" if reader.is_mark(at + 1, &["."]) && reader.word(at + 2) == "m" => {
            // The full stop may be the end of the sentence as well; as long as more follows, it is the abbreviation's.
            Some(if reader.is_mark(at + 3, &["."]) && at + 4 < reader.end() { at + 4 } else { at + 3 })
        }
        _ => None,
    }
}

/// `14:10` always; `14.10` behind `um`, and behind `bis` where it cannot be a date.
fn by_form(reader: &Reader, at: usize) -> Option<usize> {
    let is_time = |at: usize| {
        let written = reader.written(at);
        is_hours_and_minutes(written, ':') || is_hours_and_minutes(written, '.') && is_behind_time_word(reader, at, written)
    };
    if !reader.is_number(at)
        || !is_time(at)
        || matches!(reader.role(at + 1), Some(Role::Currency | Role::Unit | Role::Percent))
        || reader.is_mark(at + 1, &["€", "$", "£", "%"])
    {
        return None;
    }
    let is_range = reader.is_dash(at + 1) && reader.is_number(at + 2) && is_hours_and_minutes(reader.written(at + 2), ':');
    Some(if is_range { at + 3 } else { at + 1 })
}

fn is_behind_time_word(reader: &Reader, at: usize, written: &str) -> bool {
    match reader.word_before(at) {
        "um" | "gegen" | "at" => true,
        "ab" | "bis" | "seit" | "von" | "zwischen" | "by" | "from" | "until" | "till" => {
            written.rsplit('.').next().and_then(|minutes| minutes.parse::<u32>().ok()).is_some_and(|minutes| minutes > 12 || minutes == 0)
        }
        _ => false,
    }
}

/// `h:mm`, `hh:mm`, `hh:mm:ss`.
fn is_hours_and_minutes(written: &str, separator: char) -> bool {
    let mut parts = written.split(separator);
    let hours = parts.next().unwrap_or_default();
    let is_hour = hours.len() <= 2 && hours.parse::<u32>().is_ok_and(|hour| hour <= 24);
    let mut count = 0;
    let rest_fits = parts.all(|part| {
        count += 1;
        part.len() == 2 && part.parse::<u32>().is_ok_and(|minute| minute < 60)
    });
    is_hour && rest_fits && (count == 1 || count == 2 && separator == ':')
}

/// `um 3.`, `at three`: an hour that nothing else is counted with.
fn bare_hour(reader: &Reader, at: usize) -> Option<usize> {
    if !matches!(reader.word_before(at), "um" | "gegen" | "at") || reader.count(at)? > 24 {
        return None;
    }
    let ends = at + 1 >= reader.end()
        || reader.is_mark(at + 1, &[".", ",", "!", "?", ";", ":", ")"])
        || matches!(
            reader.word(at + 1),
            "und" | "oder" | "and" | "or" | "morgens" | "abends" | "nachmittags" | "nachts" | "früh" | "sharp"
        )
        || matches!(reader.role(at + 1), Some(Role::Day | Role::Tomorrow | Role::Weekday));
    ends.then_some(at + 1)
}

/// `halb drei`, `Viertel nach 3`, `half past three`, `quarter to 5`.
fn named(reader: &Reader, at: usize) -> Option<usize> {
    if reader.role(at) != Some(Role::Half) {
        return None;
    }
    let hour = match reader.word(at + 1) {
        "nach" | "vor" | "über" | "past" | "to" => at + 2,
        _ if matches!(reader.word(at), "halb" | "viertel" | "dreiviertel") => at + 1,
        _ => return None,
    };
    let is_hour = reader.count(hour).is_some_and(|hour| (1..=12).contains(&hour));
    let is_amount = matches!(reader.role(hour + 1), Some(Role::Unit | Role::ShortUnit | Role::Currency));
    (is_hour && !is_amount).then_some(hour + 1)
}

/// The hour of a number token: what stands before its first mark.
fn hour(reader: &Reader, at: usize) -> Option<u32> {
    if let Some(Role::Count(count)) = reader.role(at) {
        return Some(count);
    }
    let written = reader.written(at);
    let end = written.find([':', '.']).unwrap_or(written.len());
    if end > 2 { None } else { written[..end].parse().ok() }
}
