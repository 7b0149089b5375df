//! The words of the calendar and the clock in German and English, folded. Knows words only.

/// A full month's name. `may` and `march` are verbs too: whoever asks looks at what stands around them.
pub(super) fn is_month(word: &str) -> bool {
    matches!(
        word,
        "januar"
            | "jänner"
            | "februar"
            | "feber"
            | "märz"
            | "maerz"
            | "april"
            | "mai"
            | "juni"
            | "juli"
            | "august"
            | "september"
            | "oktober"
            | "november"
            | "dezember"
            | "january"
            | "february"
            | "march"
            | "may"
            | "june"
            | "july"
            | "october"
            | "december"
    )
}

/// A month's short form, with or without a full stop behind it.
pub(super) fn is_short_month(word: &str) -> bool {
    matches!(
        word,
        "jan" | "feb" | "febr" | "mrz" | "mär" | "apr" | "jun" | "jul" | "aug" | "sep" | "sept" | "okt" | "oct" | "nov" | "dez" | "dec"
    )
}

/// A weekday's full name, also as an adverb (`montags`) and with a time of day (`Montagabend`).
pub(super) fn is_weekday(word: &str) -> bool {
    let end = word.len();
    let stem = DAY_PARTS.iter().find_map(|part| word.strip_suffix(part)).unwrap_or(word);
    let stem = if stem.len() == end { word.strip_suffix('s').unwrap_or(word) } else { stem };
    matches!(
        stem,
        "montag"
            | "dienstag"
            | "mittwoch"
            | "donnerstag"
            | "freitag"
            | "samstag"
            | "sonnabend"
            | "sonntag"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
    )
}

/// A weekday's short form: `Mo`, `Di`, `Mon`, `Tue`. Most are words, names or numbers too.
pub(super) fn is_short_weekday(word: &str) -> bool {
    matches!(
        word,
        "mo" | "di" | "mi" | "do" | "fr" | "sa" | "so" | "mon" | "tue" | "tues" | "wed" | "thu" | "thur" | "thurs" | "fri" | "sat" | "sun"
    )
}

/// What a weekday or `heute` may have behind it, in one word or two.
const DAY_PARTS: [&str; 7] = ["morgen", "vormittag", "mittag", "nachmittag", "abend", "nacht", "früh"];

/// A time of day: `Abend`, `morning`.
pub(super) fn is_day_part(word: &str) -> bool {
    DAY_PARTS.contains(&word) || matches!(word, "morning" | "afternoon" | "evening" | "night" | "noon" | "midday")
}
