//! The words that facts are made of, folded, German and English, each with its role. One look-up per word.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::calendar::{DAY_PARTS, MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS};

/// What a word can be part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Weekday,
    ShortWeekday,
    Month,
    ShortMonth,
    /// Says the day alone: `heute`, `tonight`.
    Day,
    /// `morgen`, which is also the morning.
    Tomorrow,
    /// `Abend`, `morning`.
    DayPart,
    /// `Weihnachten`: a day in `bis Weihnachten`, a wish in `frohe Weihnachten`.
    Feast,
    /// `Jahresende`: says the time alone.
    Period,
    /// `nächste`, `this`.
    Next,
    /// `Ende`, `mid`.
    Edge,
    /// `KW`.
    Week,
    /// `Uhr`, `o'clock`.
    Clock,
    Meridiem,
    /// `Mitternacht`, `noon`.
    Noon,
    /// `binnen`, `within`, `innerhalb`: a duration behind it is a time.
    Within,
    /// `in`, `vor`: the same, but they have other uses.
    In,
    /// A number as a word.
    Count(u32),
    /// `halb`, `half`.
    Half,
    /// `ein`, `a`: a number only where a unit follows.
    Article,
    /// `Stunden`, `days`.
    Unit,
    /// Seconds and minutes: `in a minute` is an idiom.
    ShortUnit,
    Currency,
    Percent,
    /// `Millionen`, `k`.
    Magnitude,
    /// `Herr`, `Mrs`, `Dr.`
    Title,
}

/// The role of a folded word.
pub(super) fn role(word: &str) -> Option<Role> {
    if word.len() > LONGEST {
        return None;
    }
    ROLES.get(word).copied()
}

/// The longest entry, in bytes: `donnerstagnachmittags`.
const LONGEST: usize = 24;

static ROLES: LazyLock<FxHashMap<String, Role>> = LazyLock::new(|| {
    let mut roles = FxHashMap::default();
    for (role, words) in LISTS {
        for word in words.split_whitespace() {
            roles.insert(word.to_owned(), *role);
        }
    }
    for (words, role) in
        [(MONTHS, Role::Month), (SHORT_MONTHS, Role::ShortMonth), (SHORT_WEEKDAYS, Role::ShortWeekday), (DAY_PARTS, Role::DayPart)]
    {
        roles.extend(words.iter().map(|&word| (word.to_owned(), role)));
    }
    for weekday in WEEKDAYS {
        for ending in ["", "s", "'s"].iter().chain(DAY_PARTS) {
            roles.insert(format!("{weekday}{ending}"), Role::Weekday);
            roles.insert(format!("{weekday}{ending}s"), Role::Weekday);
        }
    }
    for (word, number) in COUNTS {
        roles.insert((*word).to_owned(), Role::Count(*number));
    }
    // The names of times of day that are more than that.
    roles.insert("morgen".to_owned(), Role::Tomorrow);
    roles.insert("noon".to_owned(), Role::Noon);
    roles
});

const LISTS: &[(Role, &str)] = &[
    (Role::Day, "heute übermorgen uebermorgen gestern vorgestern today tomorrow tonight yesterday today's tomorrow's tonight's tmrw"),
    (
        Role::Feast,
        "weihnachten heiligabend silvester neujahr ostern karfreitag ostermontag pfingsten pfingstmontag christmas easter thanksgiving",
    ),
    (
        Role::Period,
        "jahresende monatsende quartalsende tagesende wochenende weekend jahresanfang monatsanfang wochenanfang wochenmitte monatsmitte jahresbeginn eod eow cob",
    ),
    (
        Role::Next,
        "nächste nächsten nächster nächstes nächstem naechste naechsten naechster kommende kommenden kommender kommendes diese dieser diesen dieses diesem next this coming",
    ),
    (Role::Edge, "ende anfang mitte end beginning start mid middle"),
    (Role::Week, "kw kalenderwoche"),
    (Role::Clock, "uhr o'clock"),
    (Role::Meridiem, "am pm"),
    (Role::Noon, "mitternacht midnight midday"),
    (Role::Within, "binnen innerhalb within"),
    (Role::In, "in vor"),
    (Role::Half, "halb halbe halben halbes half viertel dreiviertel quarter anderthalb eineinhalb zweieinhalb"),
    (Role::Article, "ein eine einer einem einen eines a an"),
    (
        Role::Unit,
        "stunde stunden std h hour hours hr hrs tag tage tagen tages day days werktag werktage werktagen werktages arbeitstag arbeitstage arbeitstagen arbeitstages wochentage wochentagen kalendertage kalendertagen bankarbeitstage bankarbeitstagen geschäftstage geschäftstagen workday workdays woche wochen week weeks wk wks monat monate monaten monats month months quartal quartale quartalen quarter quarters jahr jahre jahren jahres year years yr yrs viertelstunde dreiviertelstunde night nights nacht nächte nächten",
    ),
    (Role::ShortUnit, "sekunde sekunden sek second seconds sec secs minute minuten min mins minutes"),
    (Role::Currency, "eur euro euros usd dollar dollars gbp pound pounds quid chf franken sfr fr rappen cent cents ct pence"),
    (Role::Percent, "prozent percent pct"),
    (Role::Magnitude, "mio million millionen millions mrd milliarde milliarden billion billions tsd tausend thousand hundert hundred k"),
    (
        Role::Title,
        "herr herrn frau hr fr frl fräulein familie fam dr doktor prof professor professorin dipl ing mag mr mrs ms miss mx mister sir madam dame lord lady mme monsieur madame",
    ),
];

const COUNTS: &[(&str, u32)] = &[
    ("eins", 1),
    ("one", 1),
    ("zwei", 2),
    ("zwo", 2),
    ("two", 2),
    ("drei", 3),
    ("three", 3),
    ("vier", 4),
    ("four", 4),
    ("fünf", 5),
    ("fuenf", 5),
    ("five", 5),
    ("sechs", 6),
    ("six", 6),
    ("sieben", 7),
    ("seven", 7),
    ("acht", 8),
    ("eight", 8),
    ("neun", 9),
    ("nine", 9),
    ("zehn", 10),
    ("ten", 10),
    ("elf", 11),
    ("eleven", 11),
    ("zwölf", 12),
    ("zwoelf", 12),
    ("twelve", 12),
    ("dreizehn", 13),
    ("vierzehn", 14),
    ("fourteen", 14),
    ("fünfzehn", 15),
    ("fifteen", 15),
    ("sechzehn", 16),
    ("achtzehn", 18),
    ("zwanzig", 20),
    ("twenty", 20),
    ("vierundzwanzig", 24),
    ("dreissig", 30),
    ("thirty", 30),
    ("vierzig", 40),
    ("forty", 40),
    ("fünfundvierzig", 45),
    ("achtundvierzig", 48),
    ("fünfzig", 50),
    ("fifty", 50),
    ("sechzig", 60),
    ("sixty", 60),
    ("zweiundsiebzig", 72),
    ("neunzig", 90),
    ("ninety", 90),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_its_words_in_their_folded_form() {
        let mut words: Vec<&String> = ROLES.keys().collect();
        words.sort();
        for word in words {
            assert_eq!(crate::text::fold(word).text, *word);
            assert!(word.len() <= LONGEST, "{word}");
        }
        assert_eq!(role("montagabend"), Some(Role::Weekday));
        assert_eq!(role("tisch"), None);
    }
}
