//! `2026-11-21T19:20+01:00` becomes a point in time. Knows no clock and no time zone but those written there.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

/// A point in time as the writer gave it: the instant, and the wall clock it was written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// `None` where neither the value nor the config names an offset or a time zone.
    pub instant: Option<Timestamp>,
    /// What the clock on the writer's wall says.
    pub local: DateTime,
    /// Only a date was given: the time of day is not known.
    pub date_only: bool,
}

impl Moment {
    /// Reads a date by ISO 8601, with a time behind `T` or a space, and an offset behind that; both may be missing.
    /// `None` for anything else, and for days and hours that do not exist.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut cursor = Cursor(text.trim());
        let (year, month, day) = (cursor.digits(4)?, cursor.after('-')?.digits(2)?, cursor.after('-')?.digits(2)?);
        let date = Date::new(i16::try_from(year).ok()?, month as i8, day as i8).ok()?;
        if cursor.is_finished() {
            return Some(Self { instant: None, local: date.to_datetime(Time::midnight()), date_only: true });
        }
        let local = date.to_datetime(cursor.after_any(['T', 't', ' '])?.time()?);
        if cursor.is_finished() {
            return Some(Self { instant: None, local, date_only: false });
        }
        let offset = cursor.offset()?;
        let instant = offset.to_timestamp(local).ok()?;
        cursor.is_finished().then_some(Self { instant: Some(instant), local, date_only: false })
    }
}

/// What is left to read.
struct Cursor<'a>(&'a str);

impl Cursor<'_> {
    fn is_finished(&self) -> bool {
        self.0.is_empty()
    }

    fn digits(&mut self, count: usize) -> Option<u16> {
        let digits = self.0.get(..count).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        self.0 = &self.0[count..];
        digits.parse().ok()
    }

    fn after(&mut self, mark: char) -> Option<&mut Self> {
        self.after_any([mark])
    }

    fn after_any<const N: usize>(&mut self, marks: [char; N]) -> Option<&mut Self> {
        self.0 = self.0.strip_prefix(marks)?.trim_start();
        Some(self)
    }

    fn time(&mut self) -> Option<Time> {
        let (hour, minute) = (self.digits(2)?, self.after(':')?.digits(2)?);
        let second = if self.0.starts_with(':') { self.after(':')?.digits(2)? } else { 0 };
        if let Some(fraction) = self.0.strip_prefix(['.', ',']) {
            self.0 = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
        }
        Time::new(hour as i8, minute as i8, second as i8, 0).ok()
    }

    fn offset(&mut self) -> Option<Offset> {
        self.0 = self.0.trim_start();
        if let Some(rest) = self.0.strip_prefix(['Z', 'z']) {
            self.0 = rest;
            return Some(Offset::UTC);
        }
        let sign = if self.0.starts_with('-') { -1 } else { 1 };
        let hours = i32::from(self.after_any(['+', '-'])?.digits(2)?);
        self.0 = self.0.strip_prefix(':').unwrap_or(self.0);
        let minutes = if self.is_finished() { 0 } else { i32::from(self.digits(2)?) };
        Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok().filter(|_| hours <= 23 && minutes <= 59)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_times_and_offsets() {
        let table = [
            ("2026-11-21T19:20+01:00", "2026-11-21T19:20:00 2026-11-21T18:20:00Z"),
            ("2026-11-21T19:20:30.5+0100", "2026-11-21T19:20:30 2026-11-21T18:20:30Z"),
            ("2026-11-21 19:20 +01", "2026-11-21T19:20:00 2026-11-21T18:20:00Z"),
            ("2026-11-21T19:20:00Z", "2026-11-21T19:20:00 2026-11-21T19:20:00Z"),
            ("2026-11-21t19:20-05:30", "2026-11-21T19:20:00 2026-11-22T00:50:00Z"),
            ("2026-11-21 19:20", "2026-11-21T19:20:00 -"),
            ("2026-11-21", "2026-11-21T00:00:00 - date"),
        ];
        for (text, expected) in table {
            let moment = Moment::parse(text).unwrap_or_else(|| panic!("{text}"));
            let instant = moment.instant.map_or("-".to_owned(), |instant| instant.to_string());
            assert_eq!(format!("{} {instant}{}", moment.local, if moment.date_only { " date" } else { "" }), expected, "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_moment() {
        for text in [
            "",
            "gestern",
            "21.11.2026",
            "2026-02-30",
            "2026-11-21T25:00",
            "2026-11-21T19",
            "2026-11-21T19:20+99:00",
            "2026-11-21T19:20 CET",
            "2026-1-2",
            "２０２６-11-21",
            "-026-11-21",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }
}
