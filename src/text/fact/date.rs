//! Days: `3.11.2026`, `3. November`, `2026-11-21`, `KW 48`, `Montag`, `Mo–Fr`, `heute Abend`, `Ende November`, `next week`.

use super::{FactKind, Facts, Reader, Role, clock};
use crate::text::{Language, word_list::WordList};

/// A date in digits: `3.11.`, `3.11.2026`, `11/30/2026`, `2026-11-21`.
pub(super) fn numeric(reader: &Reader, at: usize, out: &mut Facts) -> Option<usize> {
    let end = iso(reader, at).or_else(|| dotted(reader, at)).or_else(|| slashed(reader, at))?;
    push_date(out, at, end);
    Some(end)
}

/// `3. November`, `3.–5. Nov. 2026`, `3rd of November`, `3 November`.
pub(super) fn day_and_month(reader: &Reader, at: usize, out: &mut Facts) -> Option<usize> {
    let after_day = after_day(reader, at)?;
    let second_day =
        if reader.is_dash(after_day) || matches!(reader.word(after_day), "bis" | "und" | "to" | "and") { after_day + 1 } else { at };
    let after_day = if second_day == at { after_day } else { self::after_day(reader, second_day)? };
    let month = if reader.word(after_day) == "of" { after_day + 1 } else { after_day };
    if !is_month_name(reader, month) {
        return None;
    }
    let end = after_year(reader, after_stop(reader, month));
    push_date(out, at, end);
    Some(end)
}

/// `November 3`, `Nov. 3rd, 2026`, `November 2026`; a month alone behind `im`, `bis`, `by`.
pub(super) fn month(reader: &Reader, at: usize, out: &mut Facts) -> Option<usize> {
    if !is_month_name(reader, at) {
        return None;
    }
    let next = after_stop(reader, at);
    if reader.language == Language::En
        && let Some(end) = after_day(reader, next)
        && !matches!(reader.role(end), Some(Role::Unit | Role::ShortUnit | Role::Currency | Role::Percent))
    {
        let end = after_year(reader, end);
        push_date(out, at, end);
        return Some(end);
    }
    let end = after_year(reader, next);
    let behind_preposition =
        matches!(reader.word_before(at), "im" | "bis" | "ab" | "seit" | "in" | "by" | "until" | "till" | "since" | "from")
            || role_before(reader, at) == Some(Role::Next);
    if end == next && !behind_preposition {
        return None;
    }
    out.push(FactKind::Time, at..end);
    Some(end)
}

/// A day that a word names.
pub(super) fn day(reader: &Reader, at: usize, role: Role, out: &mut Facts) -> Option<usize> {
    let end = match role {
        Role::Weekday => weekday(reader, at)?,
        Role::ShortWeekday => short_weekday(reader, at)?,
        Role::Day => after_day_part(reader, at + 1),
        Role::Tomorrow => tomorrow(reader, at)?,
        Role::Feast => is_deadline(reader.word_before(at)).then_some(at + 1)?,
        Role::Period => period(reader, at)?,
        Role::Next => next(reader, at)?,
        Role::Edge => edge(reader, at)?,
        Role::Week => reader.integer(at + 1).is_some_and(|week| (1..=53).contains(&week)).then_some(at + 2)?,
        _ => return None,
    };
    out.push(FactKind::Time, at..end);
    Some(end)
}

fn push_date(out: &mut Facts, at: usize, end: usize) {
    out.push(FactKind::Time, at..end);
    out.push(FactKind::Date, at..end);
}

/// `2026-11-21`, and with a time behind a `T`.
fn iso(reader: &Reader, at: usize) -> Option<usize> {
    let parts_joined = (at..at + 4).all(|part| reader.is_joined(part)) && reader.is_dash(at + 1) && reader.is_dash(at + 3);
    let is_date = is_year(reader.integer(at)?) && is_month_number(reader.integer(at + 2)?) && is_day_number(reader.integer(at + 4)?);
    (parts_joined && is_date && reader.written(at).len() == 4).then_some(at + 5)
}

/// `3.11.2026`, `2026.11.3`, `3.11.`; `3.11` only behind a word such as `am`.
fn dotted(reader: &Reader, at: usize) -> Option<usize> {
    let mut parts = reader.written(at).split('.');
    let (first, month, last) = (parts.next()?, parts.next()?, parts.next());
    let number = |part: &str, longest: usize| if part.len() <= longest { part.parse::<u32>().ok() } else { None };
    if parts.next().is_some() || !is_month_number(number(month, 2)?) {
        return None;
    }
    if first.len() == 4 {
        return (is_year(number(first, 4)?) && is_day_number(number(last?, 2)?)).then_some(at + 1);
    }
    if !is_day_number(number(first, 2)?) {
        return None;
    }
    match last {
        Some(year) => matches!(year.len(), 2 | 4).then_some(at + 1),
        None => day_without_year(reader, at),
    }
}

/// `3.11.` where more follows or a word leads up to it: `Version 3.11.` is none. Without the last stop, only certain words make it a date.
fn day_without_year(reader: &Reader, at: usize) -> Option<usize> {
    let before = reader.word_before(at);
    let is_led_up_to = DATE_LEADERS.contains(before) || matches!(role_before(reader, at), Some(Role::Weekday | Role::ShortWeekday));
    if !(reader.is_joined(at) && reader.is_mark(at + 1, &["."])) {
        return (is_led_up_to && !is_counted(reader, at + 1)).then_some(at + 1);
    }
    let goes_on = at + 2 < reader.end() && !reader.is_mark(at + 2, &["\"", "“", ")"]);
    let is_listed = matches!(before, "(" | "," | "–" | "-" | "/" | "der" | "von");
    (is_led_up_to || is_listed || goes_on).then_some(at + 2)
}

static DATE_LEADERS: WordList = WordList::new("am bis vom zum ab seit den dem");

/// `11/30/2026`, `30/11/26`. Two parts are a fraction, or `24/7`.
fn slashed(reader: &Reader, at: usize) -> Option<usize> {
    let mut parts = reader.written(at).split('/');
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let number = |part: &str| if part.len() <= 2 { part.parse::<u32>().ok() } else { None };
    let (first, second) = (number(first)?, number(second)?);
    let fits = is_day_number(first) && is_month_number(second) || is_month_number(first) && is_day_number(second);
    (fits && matches!(year.len(), 2 | 4) && parts.next().is_none()).then_some(at + 1)
}

/// Whether something is counted or measured with the number before.
fn is_counted(reader: &Reader, at: usize) -> bool {
    matches!(reader.role(at), Some(Role::Currency | Role::Unit | Role::ShortUnit | Role::Percent | Role::Clock | Role::Magnitude))
        || reader.is_mark(at, &["€", "$", "£", "%"])
}

/// The token after a day of the month with its `.`, `st`, `th`.
fn after_day(reader: &Reader, at: usize) -> Option<usize> {
    let day = reader.integer(at)?;
    if !is_day_number(day) || reader.written(at).len() > 2 {
        return None;
    }
    let has_ending = reader.is_joined(at) && (reader.is_mark(at + 1, &["."]) || matches!(reader.word(at + 1), "st" | "nd" | "rd" | "th"));
    Some(if has_ending { at + 2 } else { at + 1 })
}

/// The token after a year, with or without a comma, if one stands here.
fn after_year(reader: &Reader, at: usize) -> usize {
    let year = if reader.is_mark(at, &[","]) { at + 1 } else { at };
    let is_year = reader.written(year).len() == 4 && reader.integer(year).is_some_and(is_year);
    if is_year { year + 1 } else { at }
}

/// A month's name, not the verbs `may` and `march`, and not a name like `Jan` or `August` at the start of the sentence.
fn is_month_name(reader: &Reader, at: usize) -> bool {
    match reader.role(at) {
        Some(Role::ShortMonth) => reader.is_capitalised(at),
        Some(Role::Month) => reader.is_capitalised(at) || !matches!(reader.word(at), "may" | "march" | "mai"),
        _ => false,
    }
}

/// The token after a short form and its full stop.
fn after_stop(reader: &Reader, at: usize) -> usize {
    let has_stop = reader.is_joined(at) && reader.is_mark(at + 1, &["."]) && at + 2 < reader.end();
    if has_stop { at + 2 } else { at + 1 }
}

fn weekday(reader: &Reader, at: usize) -> Option<usize> {
    let before = reader.word_before(at);
    let is_name = matches!((before, reader.word(at)), ("black", "friday") | ("cyber", "monday"));
    (!is_name && !is_wish(before)).then(|| after_day_part(reader, at + 1))
}

/// Words that wish somebody a day.
fn is_wish(word: &str) -> bool {
    WISHES.contains(word)
}

static WISHES: WordList = WordList::new(
    "schönen schoenen guten tollen sonnigen wunderschönen erholsamen entspannten angenehmen happy good great nice lovely frohen \
     schönes schoenes tolles erholsames sonniges",
);

/// `Mo–Fr`, `bis Fr.`, `ab Mo 8 Uhr`: a short form needs company, for it may be a word.
fn short_weekday(reader: &Reader, at: usize) -> Option<usize> {
    if !reader.is_capitalised(at) || (reader.language == Language::De) != (reader.word(at).len() == 2) {
        return None;
    }
    let next = after_stop(reader, at);
    let joins = reader.is_dash(next)
        || reader.is_mark(next, &["/", "&", "+", ","])
        || matches!(reader.word(next), "bis" | "und" | "to" | "and" | "through");
    if joins && reader.role(next + 1) == Some(Role::ShortWeekday) && reader.is_capitalised(next + 1) {
        return Some(after_stop(reader, next + 1));
    }
    let introduced = is_deadline(reader.word_before(at)) || role_before(reader, at) == Some(Role::Next);
    let figure = if reader.is_mark(next, &[",", ":"]) { next + 1 } else { next };
    let before_time = clock::starts(reader, figure)
        || dotted(reader, figure).is_some()
        || reader.quantity(figure).is_some_and(|end| end == figure + 3) && !is_counted(reader, figure + 3);
    // `Fr. Kaya` is a woman, not a day.
    let is_title = reader.word(at) == "fr" && next == at + 2 && reader.is_capitalised(next) && reader.role(next).is_none();
    (before_time || introduced && !is_title).then_some(next)
}

fn is_deadline(word: &str) -> bool {
    DEADLINES.contains(word)
}

static DEADLINES: WordList =
    WordList::new("am bis ab seit spätestens jeden nur vor nach zu an by on until till from since before every after at");

/// `morgen` is tomorrow; `Morgen` is the morning, but at the start of a sentence it may be either.
fn tomorrow(reader: &Reader, at: usize) -> Option<usize> {
    let before = reader.word_before(at);
    if is_wish(before) || matches!(before, "am" | "jeden" | "der" | "den" | "diesen" | "einen") {
        return None;
    }
    if reader.is_capitalised(at) {
        let is_first = at == reader.start() || matches!(reader.word_before(at), "\"" | ":" | "(" | "*");
        let greets = !reader.is_word(at + 1) && !reader.is_number(at + 1) && !reader.is_mark(at + 1, &[".", "–", "-", "…"])
            || matches!(reader.word(at + 1), "zusammen" | "allerseits" | "ihr" | "liebe" | "leute" | "herr" | "frau");
        let shouted = reader.written(at).chars().all(char::is_uppercase);
        if !(is_first && !greets || shouted) {
            return None;
        }
    }
    Some(after_day_part(reader, at + 1))
}

/// The token after a time of day, if one stands here: `heute Abend`, `Monday morning`.
fn after_day_part(reader: &Reader, at: usize) -> usize {
    let is_part = matches!(reader.role(at), Some(Role::DayPart | Role::Noon)) || reader.word(at) == "morgen";
    if is_part { at + 1 } else { at }
}

/// `Jahresende`; `am Wochenende`, but not `schönes Wochenende`.
fn period(reader: &Reader, at: usize) -> Option<usize> {
    let needs_company = matches!(reader.word(at), "wochenende" | "weekend");
    let has_company = matches!(reader.word_before(at), "am" | "zum" | "bis" | "übers");
    (!needs_company || has_company).then_some(at + 1)
}

/// `nächste Woche`, `this afternoon`, `next month`; a weekday behind it says enough alone.
fn next(reader: &Reader, at: usize) -> Option<usize> {
    let is_period = matches!(reader.word(at + 1), "woche" | "week" | "monat" | "month" | "wochenende" | "weekend");
    let is_part = reader.language == Language::En && reader.role(at + 1) == Some(Role::DayPart);
    (is_period || is_part).then_some(at + 2)
}

/// `Ende November`, `Mitte nächster Woche`, `bis Ende des Monats`, `end of day`; not `am Ende des Tages`.
fn edge(reader: &Reader, at: usize) -> Option<usize> {
    let mut next = at + 1;
    while next < at + 3 && matches!(reader.word(next), "of" | "the" | "des" | "der" | "diese" | "dieser" | "dieses" | "-") {
        next += 1;
    }
    if reader.role(next) == Some(Role::Next) {
        next += 1;
    }
    if is_month_name(reader, next) {
        return Some(after_year(reader, after_stop(reader, next)));
    }
    let is_idiom = matches!(reader.word_before(at), "am" | "the");
    let is_period = match reader.word(next) {
        "woche" | "week" | "monats" | "month" | "jahres" | "year" | "quartals" | "quarter" => next > at + 1,
        "tages" | "day" | "business" => next > at + 1 && !is_idiom,
        _ => false,
    };
    is_period.then_some(next + 1)
}

fn role_before(reader: &Reader, at: usize) -> Option<Role> {
    let before = at.checked_sub(1)?;
    if reader.is_mark(before, &[",", "."]) { reader.role(before.checked_sub(1)?) } else { reader.role(before) }
}

fn is_day_number(day: u32) -> bool {
    (1..=31).contains(&day)
}

fn is_month_number(month: u32) -> bool {
    (1..=12).contains(&month)
}

fn is_year(year: u32) -> bool {
    (1900..=2100).contains(&year)
}
