//! A text becomes a language: German or English.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use whatlang::{Detector, Lang};

/// A language that Tonfall reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    De,
    En,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::De, Self::En];

    /// The code as drafts, configs and rules write it: `de`, `en`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }

    /// Guesses the language of a text from its words, links, handles and tags set aside. `None` where it holds too little to tell.
    ///
    /// Frequent words and umlauts decide where they speak for one language alone; else the letters do, by their trigrams.
    #[must_use]
    pub fn detect(text: &str) -> Option<Self> {
        let evidence = Evidence::gather(text);
        evidence.verdict().or_else(|| {
            if evidence.letters < FEWEST_LETTERS {
                return evidence.tendency();
            }
            match DETECTOR.detect_lang(&running_text(text)) {
                Some(Lang::Deu) => Some(Self::De),
                Some(Lang::Eng) => Some(Self::En),
                _ => None,
            }
        })
    }
}

/// With fewer letters than this, trigrams guess.
const FEWEST_LETTERS: usize = 24;

static DETECTOR: LazyLock<Detector> = LazyLock::new(|| Detector::with_allowlist(vec![Lang::Deu, Lang::Eng]));

/// What speaks for either language.
#[derive(Default)]
struct Evidence {
    german: usize,
    english: usize,
    letters: usize,
}

impl Evidence {
    fn gather(text: &str) -> Self {
        let mut evidence = Self::default();
        let mut lower = [0; LONGEST_WORD];
        for word in words(text) {
            evidence.letters += word.len();
            if !word.is_ascii() && word.contains(['ä', 'ö', 'ü', 'ß', 'Ä', 'Ö', 'Ü']) {
                evidence.german += 1;
            }
            let Some(lower) = lower.get_mut(..word.len()) else { continue };
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            match std::str::from_utf8(lower).ok().and_then(|word| WORDS.get(word)) {
                Some(Language::De) => evidence.german += 1,
                Some(Language::En) => evidence.english += 1,
                None => {}
            }
        }
        evidence
    }

    /// The language for which enough words speak, and hardly any for the other.
    fn verdict(&self) -> Option<Language> {
        match (self.german, self.english) {
            (german, english) if german >= 3 && german >= 4 * english => Some(Language::De),
            (german, english) if english >= 3 && english >= 4 * german => Some(Language::En),
            _ => None,
        }
    }

    /// The language for which more words speak.
    fn tendency(&self) -> Option<Language> {
        match self.german.cmp(&self.english) {
            std::cmp::Ordering::Greater => Some(Language::De),
            std::cmp::Ordering::Less => Some(Language::En),
            std::cmp::Ordering::Equal => None,
        }
    }
}

/// The pieces between white space that are no links, handles or tags.
fn running_pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
        .filter(|piece| !piece.starts_with(['@', '#']) && !piece.contains("://") && !piece.contains('@') && !piece.starts_with("www."))
}

fn running_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in running_pieces(text) {
        out.push_str(piece);
        out.push(' ');
    }
    out
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    running_pieces(text)
        .flat_map(|piece| piece.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’').filter(|word| !word.is_empty()))
}

/// The longest entry of the word list, in bytes, with room to spare.
const LONGEST_WORD: usize = 16;

static WORDS: LazyLock<FxHashMap<&'static str, Language>> = LazyLock::new(|| {
    let list = |words: &'static str, language| words.split_whitespace().map(move |word| (word, language));
    list(GERMAN, Language::De).chain(list(ENGLISH, Language::En)).collect()
});

/// Frequent words that the other language does not have.
const GERMAN: &str = "der das und ist nicht ich sie wir ihr ein eine einen einem einer eines mit auf von zu zum zur den dem des im es auch wie aber bei \
    oder wenn haben habe hatte hatten wird werden wurde wurden sind seid uns euch dir dich mir mich nach noch nur kein keine keinen schon sehr bitte danke \
    vielen dank hallo gerne gern leider heute morgen ihnen ihre ihrem ihren ihrer unsere unserer unserem unser kann kannst sein bin dass als aus bis um vom \
    mehr doch mal jetzt hier wieder diese dieser dieses diesen alle alles seit durch gegen ohne nein ja guten tag liebe lieber sehr geehrte geehrter warum \
    wann wo neu neue neuen vor beim ins dann denn weil damit nichts etwas immer nie wer man du er mein meine dein deine euer eure schade weiter melden \
    bestellung rechnung kunde kunden frau herr montag dienstag mittwoch donnerstag freitag samstag sonntag fuer ueber koennen moechte waere schoene viele \
    gruesse geht gibt machen macht wollen sollen muss muessen unter zwischen ab";

const ENGLISH: &str = "the and is are you your yours we our to of for with this that these those it it's its have has had not can can't please thanks thank \
    sorry from on at as by or but if my me they their them there what when how why would could should been were does did don't didn't doesn't i'm i've i'll \
    we're we've we'll you're you've get got just more any up out about now today tomorrow yes hello he she who which where because very really been being \
    order parcel never always only some than then too us here again need know let look check still after before into over back new great good love shop day \
    week monday tuesday wednesday thursday friday saturday sunday customer service dear";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_german_from_english() {
        for text in [
            "Hallo Frau Kaya, Ihr Geld ist heute raus.",
            "Störung behoben",
            "Danke!",
            "Wo bleibt mein Paket?",
            "@firma_en #BlackFriday Leider kam nichts an https://firma.com/the/order",
            "Das neue Update der App crasht beim Login, bitte fixen.",
            "Bahnsteigverlegung Gleisänderung",
        ] {
            assert_eq!(Language::detect(text), Some(Language::De), "{text}");
        }
        for text in [
            "Hi Tom, your refund is on its way.",
            "Thanks!",
            "Where is my parcel?",
            "@deutsche_firma #Köln We are sorry https://firma.de/der/weg",
            "Zebra crossing closures announced downtown",
        ] {
            assert_eq!(Language::detect(text), Some(Language::En), "{text}");
        }
    }

    #[test]
    fn does_not_guess_from_nothing() {
        for text in ["", "👍🏽", "https://firma.de", "@a #b", "4711", "OK"] {
            assert_eq!(Language::detect(text), None, "{text}");
        }
    }

    #[test]
    fn counts_no_word_for_both() {
        let both: Vec<&str> = GERMAN.split_whitespace().filter(|word| ENGLISH.split_whitespace().any(|other| other == *word)).collect();
        assert_eq!(both, [""; 0]);
        assert!(WORDS.keys().all(|word| word.len() < LONGEST_WORD));
    }
}
