//! The text of opening hours becomes days and times.

use super::{DAY, Hours, Times};

/// Every way to write a day, in lower case, Monday first.
const DAY_NAMES: [&[&str]; 7] = [
    &["mo", "mon", "monday", "montag"],
    &["di", "tu", "tue", "tues", "tuesday", "dienstag"],
    &["mi", "we", "wed", "wednesday", "mittwoch"],
    &["do", "th", "thu", "thur", "thurs", "thursday", "donnerstag"],
    &["fr", "fri", "friday", "freitag"],
    &["sa", "sat", "saturday", "samstag", "sonnabend"],
    &["so", "su", "sun", "sunday", "sonntag"],
];

pub(super) fn hours(text: &str) -> Result<Hours, String> {
    let text = normalised(text);
    if text == "24/7" {
        return Ok(Hours { days: std::array::from_fn(|_| vec![Times { opens: 0, closes: DAY }]) });
    }
    let mut hours = Hours::default();
    let mut days = [true; 7];
    // `Mo, Mi 9-12`: days that still wait for their times.
    let mut waiting = false;
    for part in text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        let (names, times) = part.split_at(part.find(|c: char| c.is_ascii_digit()).unwrap_or(part.len()));
        let (names, closed) = without_closed(names);
        if !names.is_empty() {
            if !waiting {
                days = [false; 7];
            }
            mark_days(names, &mut days)?;
        }
        waiting = times.is_empty() && !closed;
        for times in times.split_whitespace() {
            let times = parse_times(times)?;
            for (day, _) in hours.days.iter_mut().zip(days).filter(|(_, marked)| *marked) {
                day.push(times);
            }
        }
    }
    if waiting || hours.days.iter().all(Vec::is_empty) {
        return Err("there are days without times".to_owned());
    }
    hours.days.iter_mut().for_each(|day| day.sort_unstable());
    Ok(hours)
}

/// One way of writing for what people write in many: lower case, `-` for every "to", `,` for every "and", no `Uhr`.
fn normalised(text: &str) -> String {
    let mut text = text.trim().to_lowercase().replace(['–', '—', '−'], "-").replace('\u{a0}', " ");
    for (word, mark) in
        [(" bis ", "-"), (" to ", "-"), (" und ", ","), (" and ", ","), ("&", ","), (" uhr", ""), ("uhr", ""), (" am", "am"), (" pm", "pm")]
    {
        text = text.replace(word, mark);
    }
    while text.contains(" -") || text.contains("- ") {
        text = text.replace(" -", "-").replace("- ", "-");
    }
    text
}

/// `so geschlossen` says of a day that nobody is there.
fn without_closed(names: &str) -> (&str, bool) {
    let names = names.trim();
    ["closed", "geschlossen", "zu"].iter().find_map(|word| names.strip_suffix(word)).map_or((names, false), |rest| (rest.trim_end(), true))
}

/// Marks `mo-fr`, `mo/mi`, `mo.`: the day or days that a part names.
fn mark_days(names: &str, days: &mut [bool; 7]) -> Result<(), String> {
    for range in names.split(['/', ' ']).map(|name| name.trim_end_matches(':')).filter(|name| !name.is_empty()) {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        let (first, last) = (day_named(first)?, day_named(last)?);
        // `fr-mo` runs over the end of the week.
        let length = (last + 7 - first) % 7;
        (0..=length).for_each(|offset| days[(first + offset) % 7] = true);
    }
    Ok(())
}

fn day_named(name: &str) -> Result<usize, String> {
    let name = name.trim().trim_end_matches('.');
    DAY_NAMES.iter().position(|names| names.contains(&name)).ok_or_else(|| format!("`{name}` is not a day"))
}

/// `9-17`, `9:30-12`, `9am-5pm`, `22-2`.
fn parse_times(text: &str) -> Result<Times, String> {
    let (opens, closes) = text.split_once('-').ok_or_else(|| format!("`{text}` has no closing time"))?;
    let (opens, mut closes) = (parse_time(opens)?, parse_time(closes)?);
    if opens >= DAY || opens == closes {
        return Err(format!("`{text}` is not a span of time"));
    }
    if closes < opens {
        closes += DAY;
    }
    Ok(Times { opens, closes })
}

/// Minutes since midnight, 24:00 included.
fn parse_time(text: &str) -> Result<u16, String> {
    let fault = || format!("`{text}` is not a time");
    let (clock, afternoon) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(clock), _) => (clock, Some(false)),
        (_, Some(clock)) => (clock, Some(true)),
        _ => (text, None),
    };
    let clock = clock.trim_end_matches('h');
    let (hour, minute) = clock.split_once([':', '.', 'h']).unwrap_or((clock, "0"));
    let (hour, minute): (u16, u16) = (hour.parse().map_err(|_| fault())?, minute.parse().map_err(|_| fault())?);
    let hour = match afternoon {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return Err(fault()),
        Some(afternoon) => hour % 12 + if afternoon { 12 } else { 0 },
    };
    if hour > 24 || minute > 59 || (hour == 24 && minute > 0) { Err(fault()) } else { Ok(hour * 60 + minute) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_ways_say_the_same() {
        let expected = hours("Mo-Fr 9-17").unwrap();
        for text in [
            "mo-fr 09:00-17:00",
            "Mo–Fr 9–17 Uhr",
            "Mo. - Fr.: 9 - 17",
            "Montag bis Freitag 9.00 bis 17.00 Uhr",
            "Mon to Fri 9am-5pm",
            "Monday - Friday 9 am to 5 pm",
            "Mo, Di, Mi, Do, Fr 9-17",
            "Mo/Di/Mi/Do/Fr 9-17",
            "Mo-Do 9-17; Fr 9-17; Sa, So geschlossen",
        ] {
            assert_eq!(hours(text).as_ref(), Ok(&expected), "{text}");
        }
    }

    #[test]
    fn a_day_may_have_a_break() {
        assert_eq!(hours("Mo 9-12:30, 14-18"), hours("Mo 9-12:30 14-18"));
        assert_eq!(hours("Fr-Mo 9-12"), hours("Fr, Sa, So, Mo 9-12"));
        assert_eq!(hours("9-17"), hours("Mo-So 9-17"));
    }

    #[test]
    fn says_what_it_does_not_understand() {
        for (text, message) in [
            ("Mo-Xy 9-17", "`xy` is not a day"),
            ("Mo 9-25", "`25` is not a time"),
            ("Mo 9:75-17", "`9:75` is not a time"),
            ("Mo 9", "`9` has no closing time"),
            ("Mo 9-9", "`9-9` is not a span of time"),
            ("Mo 13pm-14pm", "`13pm` is not a time"),
            ("Mo-Fr", "there are days without times"),
            ("", "there are days without times"),
            ("immer", "`immer` is not a day"),
        ] {
            assert_eq!(hours(text), Err(message.to_owned()), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn never_panics(text in "[a-zäöü0-9:;,./ –-]{0,40}|\\PC{0,20}") {
            let _ = hours(&text);
        }
    }
}
