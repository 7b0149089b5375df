//! The words with which people greet and sign off, folded. Knows words only.

use super::word_list::WordList;

static GREETINGS: WordList = WordList::new(
    "hallo hi hey heyho huhu moin servus grüezi liebe lieber liebes sehr guten grüss dear hello good greetings hiya ahoi tach werte werter sali hoi \
     mahlzeit ciao",
);

/// What may stand between the first word of a greeting and the name: `geehrte`, `Morgen`.
static GREETING_PARTS: WordList =
    WordList::new("geehrte geehrter geehrtes tag morgen abend morning afternoon evening liebe lieber again gott ,");

static SIGN_OFFS: WordList = WordList::new("lg vg mfg gruss grüsse regards cheers sincerely");
static WARM: WordList = WordList::new("viele liebe beste schöne herzliche freundliche sonnige vielen");

/// Whether a greeting may begin with the word.
pub(super) fn begins_greeting(word: &str) -> bool {
    GREETINGS.contains(word)
}

/// Whether a greeting may go on with the word before the name comes.
pub(super) fn continues_greeting(word: &str) -> bool {
    GREETING_PARTS.contains(word)
}

/// Whether a sign-off on a line of its own may begin with the two words.
pub(super) fn begins_sign_off(first: &str, second: Option<&str>) -> bool {
    let second = second.unwrap_or_default();
    match first {
        "mit" => matches!(second, "freundlichen" | "besten" | "lieben" | "herzlichen" | "freundlichem"),
        "herzlichst" | "ihr" | "ihre" | "dein" | "euer" | "eure" => second.ends_with("team"),
        "kind" | "best" | "warm" | "many" => matches!(second, "regards" | "wishes" | "thanks"),
        "yours" => matches!(second, "sincerely" | "faithfully" | "truly"),
        _ if WARM.contains(first) => second.starts_with("grüss") || second.starts_with("gruess"),
        _ => SIGN_OFFS.contains(first),
    }
}
