//! Which words with a full stop are abbreviations, and whether a sentence may end behind them. Knows words only.

use super::{Language, calendar};

/// What a full stop behind a word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Something always follows: `Dr.`, `z. B.`, `ca.`
    Open,
    /// It may be the last word: `usw.`, `etc.`, `Str.`, `Min.`
    MayEnd,
    /// An abbreviation only before a number: `Art. 5`, `no. 7`, `max. 2`
    BeforeNumber,
    /// The short form of a weekday or a month: `Mo. 8–18`, `bis Fr.`, `5. Nov. 2026`
    Date,
}

/// Looks up a folded word.
pub(super) fn abbreviation(word: &str, language: Language) -> Option<Abbreviation> {
    if word.len() > 24 {
        return None;
    }
    if calendar::SHORT_MONTHS.contains(&word) || language == Language::De && calendar::SHORT_WEEKDAYS.contains(&word) {
        return Some(Abbreviation::Date);
    }
    shared(word).or_else(|| match language {
        Language::De => german(word),
        Language::En => english(word),
    })
}

/// What both languages use, or what is no word of the other.
fn shared(word: &str) -> Option<Abbreviation> {
    use Abbreviation::{BeforeNumber, MayEnd, Open};
    Some(match word {
        "dr" | "prof" | "st" | "vs" | "ca" | "dipl" | "mr" | "mrs" | "ms" | "mme" | "cf" | "approx" | "mio" | "mrd" | "tsd" | "nr"
        | "bzw" | "vgl" | "inkl" | "incl" | "exkl" | "excl" | "zzgl" | "evtl" | "ggf" | "sog" | "resp" | "hr" | "frl" | "geb" | "gest"
        | "gegr" | "feat" | "tel" | "mind" | "bspw" | "zb" | "dh" => Open,
        "usw" | "usf" | "etc" | "str" | "jr" | "sr" | "co" | "inc" | "ltd" | "corp" | "std" | "min" | "sek" | "stck" | "stk" | "al"
        | "ff" | "mwst" | "ust" | "uvm" => MayEnd,
        "max" | "art" | "abs" | "bd" | "kap" | "ziff" | "abb" | "vol" | "fig" | "sec" | "pp" | "pos" => BeforeNumber,
        _ => return None,
    })
}

fn german(word: &str) -> Option<Abbreviation> {
    use Abbreviation::{MayEnd, Open};
    Some(match word {
        "abt" | "allg" | "bes" | "betr" | "bez" | "bezgl" | "bzgl" | "einschl" | "entspr" | "gem" | "insb" | "insbes" | "lt" | "rd"
        | "techn" | "tägl" | "mtl" | "wg" | "zw" | "zzt" | "freundl" | "ing" | "mögl" | "versch" | "med" => Open,
        "hbf" | "bhf" | "pl" | "ggü" => MayEnd,
        // `Bestellnr.`, `Goethestr.`
        _ if word.ends_with("nr") => Open,
        _ if word.ends_with("str") => MayEnd,
        _ => return None,
    })
}

fn english(word: &str) -> Option<Abbreviation> {
    use Abbreviation::{BeforeNumber, MayEnd, Open};
    Some(match word {
        "no" | "nos" | "ext" => BeforeNumber,
        "gen" | "rep" | "sen" | "gov" | "capt" | "sgt" | "rev" | "hon" | "mt" | "est" => Open,
        "ave" | "rd" | "blvd" | "dept" | "hr" | "hrs" | "mins" | "secs" | "wk" | "wks" | "yrs" | "esq" | "phd" | "apt" => MayEnd,
        _ => return None,
    })
}

/// Words that begin a sentence more often than they stand capitalised inside one. They tell the end of a German sentence behind `usw.`,
/// where nouns are capitalised too.
pub(super) fn begins_sentences(word: &str) -> bool {
    matches!(
        word,
        "aber"
            | "alle"
            | "alles"
            | "als"
            | "am"
            | "an"
            | "auch"
            | "auf"
            | "aus"
            | "bei"
            | "bis"
            | "bitte"
            | "da"
            | "daher"
            | "damit"
            | "danach"
            | "danke"
            | "dann"
            | "das"
            | "dass"
            | "dazu"
            | "den"
            | "denn"
            | "der"
            | "deshalb"
            | "die"
            | "dies"
            | "diese"
            | "dieser"
            | "dieses"
            | "du"
            | "ein"
            | "eine"
            | "einen"
            | "er"
            | "es"
            | "euer"
            | "eure"
            | "falls"
            | "für"
            | "gerne"
            | "gern"
            | "haben"
            | "hallo"
            | "hat"
            | "heute"
            | "hier"
            | "ich"
            | "ihr"
            | "ihre"
            | "im"
            | "in"
            | "ist"
            | "ja"
            | "jetzt"
            | "kann"
            | "kannst"
            | "kein"
            | "keine"
            | "können"
            | "leider"
            | "man"
            | "mein"
            | "meine"
            | "mit"
            | "morgen"
            | "nach"
            | "nein"
            | "nicht"
            | "noch"
            | "nun"
            | "nur"
            | "ob"
            | "oder"
            | "ohne"
            | "schade"
            | "schön"
            | "schöne"
            | "sehr"
            | "seit"
            | "sie"
            | "sind"
            | "so"
            | "sobald"
            | "sollte"
            | "sollten"
            | "sonst"
            | "sorry"
            | "tut"
            | "um"
            | "und"
            | "uns"
            | "unser"
            | "unsere"
            | "viel"
            | "viele"
            | "vielen"
            | "vom"
            | "von"
            | "vor"
            | "wann"
            | "war"
            | "warum"
            | "was"
            | "weil"
            | "wenn"
            | "wer"
            | "werden"
            | "wie"
            | "wieso"
            | "wir"
            | "wird"
            | "wo"
            | "wurde"
            | "zu"
            | "zum"
            | "zur"
            | "zwar"
            | "beste"
            | "liebe"
            | "lieber"
            | "mfg"
            | "lg"
            | "vg"
    )
}

/// Words before a number with a full stop that make it an ordinal: `am 3.`, `der 2.`
pub(super) fn introduces_ordinal(word: &str) -> bool {
    matches!(
        word,
        "am" | "vom"
            | "zum"
            | "beim"
            | "im"
            | "der"
            | "die"
            | "das"
            | "dem"
            | "den"
            | "des"
            | "jeder"
            | "jede"
            | "jedes"
            | "jeden"
            | "jedem"
            | "ein"
            | "eine"
            | "einen"
            | "unser"
            | "unsere"
            | "unserem"
            | "unserer"
            | "ihr"
            | "ihre"
            | "mein"
            | "meine"
            | "dieser"
            | "diese"
            | "zur"
            | "ins"
            | "in"
            | "bereits"
    )
}

/// What goes on behind a date or an ordinal: `3. November`, `4. Quartal`
pub(super) fn continues_date(word: &str) -> bool {
    calendar::MONTHS.contains(&word)
        || calendar::SHORT_MONTHS.contains(&word)
        || matches!(word, "uhr" | "quartal" | "kw" | "jahrhundert" | "advent" | "stock" | "etage")
}

/// First words of a greeting that stands on a line of its own.
pub(super) fn begins_greeting(word: &str) -> bool {
    matches!(
        word,
        "hallo"
            | "hi"
            | "hey"
            | "heyho"
            | "huhu"
            | "moin"
            | "servus"
            | "grüezi"
            | "liebe"
            | "lieber"
            | "liebes"
            | "sehr"
            | "guten"
            | "gutentag"
            | "grüss"
            | "dear"
            | "hello"
            | "good"
            | "greetings"
            | "hiya"
            | "ahoi"
            | "tach"
            | "werte"
            | "werter"
            | "sali"
            | "hoi"
            | "mahlzeit"
    )
}

/// First words of a sign-off that stands on a line of its own.
pub(super) fn begins_sign_off(first: &str, second: Option<&str>) -> bool {
    let second = second.unwrap_or_default();
    match first {
        "lg" | "vg" | "mfg" | "gruss" | "grüsse" | "regards" | "cheers" | "sincerely" => true,
        "viele" | "liebe" | "beste" | "schöne" | "herzliche" | "freundliche" | "sonnige" | "vielen" => {
            second.starts_with("grüss") || second == "gruesse"
        }
        "mit" => matches!(second, "freundlichen" | "besten" | "lieben" | "herzlichen" | "freundlichem"),
        "herzlichst" | "ihr" | "ihre" | "dein" | "euer" | "eure" => second.ends_with("team"),
        "kind" | "best" | "warm" | "many" => matches!(second, "regards" | "wishes" | "thanks"),
        "yours" => matches!(second, "sincerely" | "faithfully" | "truly"),
        _ => false,
    }
}
