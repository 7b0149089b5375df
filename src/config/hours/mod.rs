//! `Mo-Fr 9-17, Sa 10-14` becomes opening hours. Knows the days of the week, no holidays and no time zones.

mod parse;

use std::fmt;

use jiff::civil::{DateTime, Weekday};

use crate::text::Language;

/// The minutes of a day.
const DAY: u16 = 24 * 60;

/// When somebody answers, week by week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hours {
    /// Monday first; each day's times in ascending order.
    days: [Vec<Times>; 7],
}

/// From opening to closing, in minutes since the day's midnight. What closes after midnight closes at more than 24 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Times {
    opens: u16,
    closes: u16,
}

impl Hours {
    /// Reads opening hours: `Mo-Fr 9-17`, `Mo, Mi 9-12:30 14-18; Sa 10-14`, `Mon to Fri 9am-5pm`, `24/7`.
    /// Days may be German or English; times without days belong to the days before them, or to every day.
    ///
    /// # Errors
    /// What could not be understood, as a message for the writer of the config.
    pub fn parse(text: &str) -> Result<Self, String> {
        parse::hours(text)
    }

    /// Whether somebody answers at this moment of the brand's own clock. The minute of closing is closed.
    #[must_use]
    pub fn is_open(&self, at: DateTime) -> bool {
        let minute = u16::try_from(i16::from(at.hour()) * 60 + i16::from(at.minute())).unwrap_or_default();
        let covers = |weekday: Weekday, minute: u16| self.day(weekday).iter().any(|times| (times.opens..times.closes).contains(&minute));
        covers(at.weekday(), minute) || covers(at.weekday().previous(), minute + DAY)
    }

    /// The first moment of opening at or after a moment; the moment itself where it is open. `None` where it never opens.
    #[must_use]
    pub fn next_opening(&self, after: DateTime) -> Option<DateTime> {
        if self.is_open(after) {
            return Some(after);
        }
        let mut date = after.date();
        // Eight days: today's opening may be over, and be the only one of the week.
        for _ in 0..8 {
            let openings =
                self.day(date.weekday()).iter().filter_map(|times| date.to_datetime(midnight()).checked_add(times.opening()).ok());
            if let Some(first) = openings.filter(|opening| *opening >= after).min() {
                return Some(first);
            }
            date = date.tomorrow().ok()?;
        }
        None
    }

    /// Whether somebody answers around the clock.
    #[must_use]
    pub fn is_always_open(&self) -> bool {
        self.days
            .iter()
            .all(|day| day.iter().try_fold(0, |until, times| (times.opens <= until).then_some(until.max(times.closes))) >= Some(DAY))
    }

    /// The hours as people write them: `Mo–Fr 9–17 Uhr`, `Mon–Fri 9:00–17:00`.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match language {
            Language::De if self.is_always_open() => "rund um die Uhr".to_owned(),
            Language::En if self.is_always_open() => "around the clock".to_owned(),
            Language::De => self.written(["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"], " Uhr", short_time),
            Language::En => self.written(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], "", full_time),
        }
    }

    /// Days with the same times stand together, as long as they follow each other.
    fn written(&self, names: [&str; 7], suffix: &str, time: fn(u16) -> String) -> String {
        let mut parts = Vec::new();
        let mut first = 0;
        for group in self.days.chunk_by(|day, next| day == next) {
            let last = first + group.len() - 1;
            let days = if first == last { names[first].to_owned() } else { format!("{}–{}", names[first], names[last]) };
            let times: Vec<String> = group[0].iter().map(|times| format!("{}–{}", time(times.opens), time(times.closes))).collect();
            if !times.is_empty() {
                parts.push(format!("{days} {}{suffix}", times.join(", ")));
            }
            first += group.len();
        }
        parts.join("; ")
    }

    fn day(&self, weekday: Weekday) -> &[Times] {
        let index = usize::try_from(weekday.to_monday_zero_offset()).unwrap_or_default();
        self.days.get(index).map(Vec::as_slice).unwrap_or_default()
    }
}

/// As in English: `Mon–Fri 9:00–17:00`.
impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Language::En))
    }
}

impl Times {
    fn opening(self) -> jiff::Span {
        jiff::Span::new().minutes(self.opens)
    }
}

fn midnight() -> jiff::civil::Time {
    jiff::civil::Time::midnight()
}

/// `9`, `12:30`.
fn short_time(minutes: u16) -> String {
    match (clock_hour(minutes), minutes % 60) {
        (hour, 0) => hour.to_string(),
        (hour, minute) => format!("{hour}:{minute:02}"),
    }
}

/// `9:00`, `12:30`.
fn full_time(minutes: u16) -> String {
    format!("{}:{:02}", clock_hour(minutes), minutes % 60)
}

/// The hour on the clock; a day ends at 24.
fn clock_hour(minutes: u16) -> u16 {
    if minutes > DAY { (minutes - DAY) / 60 } else { minutes / 60 }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn hours(text: &str) -> Hours {
        Hours::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    /// 23 November 2026 is a Monday.
    fn at(day: i8, hour: i8, minute: i8) -> DateTime {
        date(2026, 11, day).at(hour, minute, 0, 0)
    }

    #[test]
    fn is_open_from_the_first_minute_to_the_one_before_the_last() {
        let hours = hours("Mo-Fr 9-17, Sa 10-14");
        assert!(!hours.is_open(at(23, 8, 59)));
        assert!(hours.is_open(at(23, 9, 0)));
        assert!(hours.is_open(at(27, 16, 59)));
        assert!(!hours.is_open(at(27, 17, 0)));
        assert!(hours.is_open(at(28, 13, 0)));
        assert!(!hours.is_open(at(29, 12, 0)));
    }

    #[test]
    fn a_night_reaches_into_the_next_day() {
        let hours = hours("So 22-2");
        assert!(hours.is_open(at(29, 23, 0)));
        assert!(hours.is_open(at(23, 1, 59)));
        assert!(!hours.is_open(at(23, 2, 0)));
        assert_eq!(hours.text(Language::De), "So 22–2 Uhr");
    }

    #[test]
    fn the_next_opening_may_be_days_away() {
        let weekdays = hours("Mo-Fr 9-12 14-17");
        assert_eq!(weekdays.next_opening(at(27, 17, 0)), Some(at(30, 9, 0)));
        assert_eq!(weekdays.next_opening(at(23, 12, 0)), Some(at(23, 14, 0)));
        assert_eq!(weekdays.next_opening(at(23, 10, 0)), Some(at(23, 10, 0)));
        assert_eq!(hours("Mo 9-10").next_opening(at(23, 10, 0)), Some(at(30, 9, 0)));
        assert_eq!(Hours::default().next_opening(at(23, 10, 0)), None);
    }

    #[test]
    fn days_with_the_same_times_stand_together() {
        let hours = hours("Mo-Do 9-17:30; Fr 9-12; Sa, So 10-12 14-16");
        assert_eq!(hours.text(Language::De), "Mo–Do 9–17:30 Uhr; Fr 9–12 Uhr; Sa–So 10–12, 14–16 Uhr");
        assert_eq!(hours.to_string(), "Mon–Thu 9:00–17:30; Fri 9:00–12:00; Sat–Sun 10:00–12:00, 14:00–16:00");
    }

    #[test]
    fn around_the_clock() {
        for text in ["24/7", "0-24", "Mo-So 0-24", "Mo-So 0-12, 12-24"] {
            assert!(hours(text).is_always_open(), "{text}");
        }
        assert!(!hours("Mo-Fr 0-24").is_always_open());
        assert!(!hours("0-12 13-24").is_always_open());
        assert_eq!(hours("24/7").text(Language::De), "rund um die Uhr");
    }
}
