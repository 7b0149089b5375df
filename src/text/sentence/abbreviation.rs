//! Which words with a full stop are abbreviations, and whether a sentence may end behind them. Knows words only.

use crate::text::calendar::{MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS};
use crate::text::{Language, word_list::WordList};

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
    if SHORT_MONTHS.contains(&word) || language == Language::De && SHORT_WEEKDAYS.contains(&word) {
        return Some(Abbreviation::Date);
    }
    let lists = match language {
        Language::De => [&SHARED, &GERMAN],
        Language::En => [&SHARED, &ENGLISH],
    };
    for list in lists {
        let found =
            [(&list.open, Abbreviation::Open), (&list.may_end, Abbreviation::MayEnd), (&list.before_number, Abbreviation::BeforeNumber)];
        if let Some((_, abbreviation)) = found.into_iter().find(|(words, _)| words.contains(word)) {
            return Some(abbreviation);
        }
    }
    if language == Language::De { by_ending(word) } else { None }
}

/// German shortens any word: `Bestellnr.`, `Goethestr.`, `öffentl.`
fn by_ending(word: &str) -> Option<Abbreviation> {
    if word.ends_with("nr") || word.ends_with("tl") || word.ends_with("chl") {
        Some(Abbreviation::Open)
    } else if word.ends_with("str") {
        Some(Abbreviation::MayEnd)
    } else {
        None
    }
}

struct Lists {
    open: WordList,
    may_end: WordList,
    before_number: WordList,
}

/// What both languages use, or what is no word of the other.
static SHARED: Lists = Lists {
    open: WordList::new(
        "dr prof st vs ca dipl mr mrs ms mme cf approx mio mrd tsd nr bzw vgl inkl incl exkl excl zzgl evtl ggf sog resp hr frl geb gest gegr feat \
         tel mind bspw zb dh",
    ),
    may_end: WordList::new("usw usf etc str jr sr co inc ltd corp std min sek stck stk al ff mwst ust uvm"),
    before_number: WordList::new("max art abs bd kap ziff abb vol fig sec pp pos"),
};

static GERMAN: Lists = Lists {
    open: WordList::new(
        "abt allg bes betr bez bezgl bzgl einschl entspr gem insb insbes lt rd techn tägl mtl wg zw zzt freundl ing mögl versch med persönl telef jährl",
    ),
    may_end: WordList::new("hbf bhf pl ggü"),
    before_number: WordList::new(""),
};

static ENGLISH: Lists = Lists {
    open: WordList::new("gen rep sen gov capt sgt rev hon mt est"),
    may_end: WordList::new("ave rd blvd dept hr hrs mins secs wk wks yrs esq phd apt"),
    before_number: WordList::new("no nos ext"),
};

/// Whether a word begins a sentence more often than it stands capitalised inside one. That tells the end of a German sentence behind `usw.`,
/// where nouns are capitalised too.
pub(super) fn begins_sentences(word: &str) -> bool {
    BEGINNINGS.contains(word)
}

static BEGINNINGS: WordList = WordList::new(
    "aber alle alles als am an auch auf aus bei bis bitte da daher damit danach danke dann das dass dazu den denn der deshalb die dies diese dieser \
     dieses du ein eine einen er es euer eure falls für gerne gern haben hallo hat heute hier ich ihr ihre im in ist ja jetzt kann kannst kein keine \
     können leider man mein meine mit morgen nach nein nicht noch nun nur ob oder ohne schade schön schöne sehr seit sie sind so sobald sollte \
     sollten sonst sorry tut um und uns unser unsere viel viele vielen vom von vor wann war warum was weil wenn wer werden wie wieso wir wird wo \
     wurde zu zum zur zwar beste liebe lieber mfg lg vg",
);

/// Whether a number with a full stop behind the word is an ordinal: `am 3.`, `der 2.`
pub(super) fn introduces_ordinal(word: &str) -> bool {
    ORDINAL_INTRODUCERS.contains(word)
}

static ORDINAL_INTRODUCERS: WordList = WordList::new(
    "am vom zum beim im der die das dem den des jeder jede jedes jeden jedem ein eine einen unser unsere unserem unserer ihr ihre mein meine dieser \
     diese zur ins in bereits",
);

/// What goes on behind a date or an ordinal: `3. November`, `4. Quartal`
pub(super) fn continues_date(word: &str) -> bool {
    MONTHS.contains(&word)
        || SHORT_MONTHS.contains(&word)
        || matches!(word, "uhr" | "quartal" | "kw" | "jahrhundert" | "advent" | "stock" | "etage")
}
