//! The names of months and weekdays in German and English, folded. Knows words only.

/// Full names. `may` and `march` are verbs too: whoever asks looks at what stands around them.
pub(super) const MONTHS: &[&str] = &[
    "januar",
    "jänner",
    "februar",
    "feber",
    "märz",
    "maerz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
    "january",
    "february",
    "march",
    "may",
    "june",
    "july",
    "october",
    "december",
];

/// Short forms, written with a full stop or without.
pub(super) const SHORT_MONTHS: &[&str] =
    &["jan", "feb", "febr", "mrz", "mär", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "oct", "nov", "dez", "dec"];

pub(super) const WEEKDAYS: &[&str] = &[
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonnabend",
    "sonntag",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Short forms. Most are words, names or numbers too.
pub(super) const SHORT_WEEKDAYS: &[&str] =
    &["mo", "di", "mi", "do", "fr", "sa", "so", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"];

/// Times of day, as they follow a weekday or `heute`, in one word or two.
pub(super) const DAY_PARTS: &[&str] = &[
    "morgen",
    "vormittag",
    "mittag",
    "nachmittag",
    "abend",
    "nacht",
    "früh",
    "frueh",
    "morning",
    "afternoon",
    "evening",
    "night",
    "noon",
    "lunchtime",
];
