//! Two moments of the front matter become a wait: how long it was, and whether free days explain it. Knows no texts.

use jiff::civil::{Date, DateTime, Weekday};
use jiff::{SignedDuration, ToSpan};

use super::holidays::holiday;
use crate::analysers::Reading;
use crate::config::Region;
use crate::draft::Moment;
use crate::text::Language;

/// How long a customer waited.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Wait {
    received: DateTime,
    /// At least so long: of a day without a time, the end or the start counts, whichever is kinder.
    pub at_least: SignedDuration,
    /// The customer wrote on a free day, or on the evening before one, and the answer comes when work begins again.
    pub over_free_days: bool,
    /// The public holiday among the free days.
    pub holiday: Option<&'static str>,
}

/// From this hour on, the day before free days is over.
const EVENING: i8 = 17;

impl Wait {
    /// The wait of a reply whose front matter states both moments, in the right order.
    pub(super) fn of(reading: &Reading<'_>) -> Option<Self> {
        let front = &reading.draft.front;
        let (received, publish) = (front.received.as_ref()?.value, front.publish.as_ref()?.value);
        Self::between(&received, &publish, reading.settings.region.as_ref())
    }

    fn between(received: &Moment, publish: &Moment, region: Option<&Region>) -> Option<Self> {
        let at_least = shortest(received, publish)?;
        if at_least.is_negative() {
            return None;
        }
        let free = |date: Date| matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) || holiday(date, region).is_some();
        let first = received.local.date();
        let next_work = next_day_that(first, |date| !free(date))?;
        let evening_before = !received.date_only && received.local.hour() >= EVENING && first.tomorrow().is_ok_and(free);
        let written_then = free(first) || evening_before;
        let answered_then = publish.local.date() == next_work;
        let days = || std::iter::successors(Some(first), |date| date.tomorrow().ok()).take_while(|date| *date < next_work);
        let named = days().find_map(|date| holiday(date, region));
        Some(Self { received: received.local, at_least, over_free_days: written_then && answered_then, holiday: named })
    }

    /// `Samstag`, or the date where that is longer than a week ago.
    pub(super) fn since(&self, language: Language) -> String {
        let date = self.received.date();
        if self.at_least < SignedDuration::from_hours(6 * 24) {
            return super::weekday(date.weekday(), language).to_owned();
        }
        match language {
            Language::De => format!("dem {}.{}.", date.day(), date.month()),
            Language::En => date.strftime("%-d %B").to_string(),
        }
    }

    /// `3 Tage`, `30 hours`.
    pub(super) fn text(&self, language: Language) -> String {
        let hours = self.at_least.as_hours();
        let (number, de, en) = if hours >= 48 { (hours / 24, "Tage", "days") } else { (hours, "Stunden", "hours") };
        match language {
            Language::De => format!("{number} {de}"),
            Language::En => format!("{number} {en}"),
        }
    }
}

fn next_day_that(after: Date, fits: impl Fn(Date) -> bool) -> Option<Date> {
    // Two weeks: no calendar has more free days in a row.
    let mut date = after.tomorrow().ok()?;
    for _ in 0..14 {
        if fits(date) {
            return Some(date);
        }
        date = date.tomorrow().ok()?;
    }
    None
}

/// The shortest time that may lie between the two.
fn shortest(received: &Moment, publish: &Moment) -> Option<SignedDuration> {
    if let (Some(from), Some(to), false, false) = (received.instant, publish.instant, received.date_only, publish.date_only) {
        return Some(to.duration_since(from));
    }
    let from = if received.date_only { received.local.checked_add(1.day()).ok()? } else { received.local };
    let difference = publish.local.duration_since(from);
    // Two dates that are the same, or next to each other, may lie minutes apart.
    let unknown = received.date_only || publish.date_only;
    Some(if unknown && difference.is_negative() && publish.local.date() >= received.local.date() {
        SignedDuration::ZERO
    } else {
        difference
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn at(day: i8, hour: i8) -> Moment {
        Moment { instant: None, local: date(2026, 11, day).at(hour, 0, 0, 0), date_only: false }
    }

    fn on(day: i8) -> Moment {
        Moment { instant: None, local: date(2026, 11, day).at(0, 0, 0, 0), date_only: true }
    }

    /// 21 November 2026 is a Saturday.
    #[test]
    fn weekends_explain_some_waits() {
        let wait = |from: &Moment, to: &Moment| Wait::between(from, to, None).unwrap();
        assert!(wait(&on(21), &on(23)).over_free_days);
        assert!(wait(&at(20, 19), &at(23, 9)).over_free_days, "Friday evening to Monday");
        assert!(!wait(&at(20, 10), &at(23, 9)).over_free_days, "Friday morning is work");
        assert!(!wait(&at(21, 10), &at(22, 9)).over_free_days, "answered on Sunday");
        assert!(!wait(&at(21, 10), &at(24, 9)).over_free_days, "Tuesday is too late to be explained");
        assert_eq!(wait(&at(21, 10), &at(24, 9)).text(Language::De), "2 Tage");
        assert_eq!(wait(&on(18), &on(18)).at_least, SignedDuration::ZERO);
    }

    #[test]
    fn holidays_are_free_days() {
        let saxony = Region::parse("DE-SN").unwrap();
        let wait = Wait::between(&at(18, 9), &at(19, 9), Some(&saxony)).unwrap();
        assert_eq!((wait.over_free_days, wait.holiday), (true, Some("Buß- und Bettag")));
        assert!(!Wait::between(&at(18, 9), &at(19, 9), None).unwrap().over_free_days);
    }

    #[test]
    fn an_answer_before_the_question_is_no_wait() {
        assert_eq!(Wait::between(&at(21, 10), &at(20, 9), None), None);
    }
}
