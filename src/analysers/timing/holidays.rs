//! A date and a place become a public holiday or none. The holidays themselves are data: `rules/holidays/`.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use crate::config::Region;

/// The name of the public holiday that a date is in a country or state. `None` on other days, and where no holidays are known.
pub(super) fn holiday(date: Date, region: Option<&Region>) -> Option<&'static str> {
    let region = region?;
    let calendar = CALENDARS.iter().find(|calendar| calendar.country == region.country)?;
    let holds = |day: &&Day| day.states.is_empty() || region.subdivision.as_ref().is_some_and(|state| day.states.contains(state));
    calendar.days.iter().filter(holds).find(|day| day.falls_on(date)).map(|day| day.name.as_str())
}

static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/holidays.rs"));

static CALENDARS: LazyLock<Vec<Calendar>> =
    LazyLock::new(|| FILES.iter().map(|(_, json)| serde_json::from_str(json).expect("a test reads every calendar")).collect());

#[derive(Deserialize)]
struct Calendar {
    country: String,
    days: Vec<Day>,
}

/// A holiday, by one of three ways of telling its date.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Day {
    name: String,
    /// Month and day: `12-25`.
    #[serde(default)]
    date: Option<String>,
    /// Days after Easter Sunday.
    #[serde(default)]
    easter: Option<i32>,
    #[serde(default, rename = "on-or-before")]
    on_or_before: Option<OnOrBefore>,
    /// Empty: in the whole country.
    #[serde(default, rename = "in")]
    states: Vec<String>,
}

/// The last such day of the week up to a date.
#[derive(Deserialize)]
struct OnOrBefore {
    /// 1 is Monday.
    weekday: i8,
    date: String,
}

impl Day {
    fn falls_on(&self, date: Date) -> bool {
        let of_year = |month_day: &str| in_year(month_day, date.year());
        if let Some(fixed) = &self.date {
            return of_year(fixed) == Some(date);
        }
        if let Some(days) = self.easter {
            return easter(date.year()).is_some_and(|easter| days_between(easter, date) == Some(days));
        }
        self.on_or_before.as_ref().is_some_and(|rule| {
            let distance = of_year(&rule.date).and_then(|last| days_between(date, last));
            date.weekday().to_monday_one_offset() == rule.weekday && distance.is_some_and(|days| (0..7).contains(&days))
        })
    }
}

fn in_year(month_day: &str, year: i16) -> Option<Date> {
    let (month, day) = month_day.split_once('-')?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

fn days_between(from: Date, to: Date) -> Option<i32> {
    Some(from.until(to).ok()?.get_days())
}

/// Easter Sunday in the Gregorian calendar: Meeus, Astronomical Algorithms, chapter 8 (Butcher's rule).
#[expect(clippy::many_single_char_names, reason = "the letters are those of the source")]
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    let (month, day) = (i8::try_from(sum / 31).ok()?, i8::try_from(sum % 31 + 1).ok()?);
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn at(region: &str, year: i16, month: i8, day: i8) -> Option<&'static str> {
        holiday(date(year, month, day), Some(&Region::parse(region).unwrap()))
    }

    #[test]
    fn easter_is_where_the_almanac_has_it() {
        for (year, month, day) in
            [(1818, 3, 22), (1943, 4, 25), (2000, 4, 23), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)]
        {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn states_have_their_own_days() {
        assert_eq!(at("DE-NW", 2026, 6, 4), Some("Fronleichnam"));
        assert_eq!(at("DE-BE", 2026, 6, 4), None);
        assert_eq!(at("DE-SN", 2026, 11, 18), Some("Buß- und Bettag"));
        assert_eq!(at("DE", 2026, 10, 3), Some("Tag der Deutschen Einheit"));
        assert_eq!(at("DE", 2026, 10, 31), None, "not in every state");
        assert_eq!(at("AT", 2026, 10, 26), Some("Nationalfeiertag"));
        assert_eq!(at("AT", 2026, 4, 3), None, "Good Friday is none in Austria");
        assert_eq!(at("CH-GE", 2026, 9, 10), Some("Genfer Bettag"));
        assert_eq!(at("CH-VD", 2026, 9, 21), Some("Bettagsmontag"));
        assert_eq!(at("CH-ZH", 2026, 8, 1), Some("Bundesfeier"));
    }

    #[test]
    fn elsewhere_no_holidays_are_known() {
        assert_eq!(holiday(date(2026, 12, 25), None), None);
        assert_eq!(at("FR", 2026, 12, 25), None);
    }

    #[test]
    fn every_day_has_one_way_of_telling_its_date() {
        for calendar in CALENDARS.iter() {
            for day in &calendar.days {
                let ways = [day.date.is_some(), day.easter.is_some(), day.on_or_before.is_some()];
                assert_eq!(ways.into_iter().filter(|way| *way).count(), 1, "{} {}", calendar.country, day.name);
                for state in &day.states {
                    assert!(Region::parse(&format!("{}-{state}", calendar.country)).is_ok(), "{} {state}", calendar.country);
                }
            }
        }
    }
}
