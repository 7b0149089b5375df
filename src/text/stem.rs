//! Words become stems, so that inflected forms meet; and compounds meet their last part.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

use super::{Language, word_list::WordList};

/// The stem of a folded word, by the Snowball algorithms. German feminine forms have the stem of the masculine: `kundinnen`, `kundin` → `kund`.
///
/// Snowball knows no compounds: for those there is [`compound_ends_with`].
#[must_use]
pub fn stem(language: Language, word: &str) -> Cow<'_, str> {
    // A stemmer is no more than a choice of a function: there is nothing to keep.
    match language {
        Language::De => {
            let stemmer = Stemmer::create(Algorithm::German);
            match masculine(word) {
                Some(masculine) => stemmer.stem(masculine),
                None => stemmer.stem(word),
            }
        }
        Language::En => Stemmer::create(Algorithm::English).stem(word),
    }
}

/// Whether a folded German word is a compound of something with `head` at its end, in any inflection: `paketlieferungen` with `lieferung`.
///
/// What stands before must look like a word, with or without a linking element (`bestellungs|nummer`, `kunden|dienst`), and be no mere prefix:
/// `ankündigung` is no kind of `kündigung`. The word itself is none of its compounds.
#[must_use]
pub fn compound_ends_with(word: &str, head: &str) -> bool {
    if head.len() < SHORTEST_HEAD {
        return false;
    }
    // The stemmer knows vowel changes (`stadtpläne`), but cuts long words shorter than short ones; so the endings are compared as well.
    let (stemmed, stemmed_head) = (stem(Language::De, word), stem(Language::De, head));
    let by_stem = stemmed.strip_suffix(&*stemmed_head).filter(|_| stemmed_head.len() >= SHORTEST_HEAD).is_some_and(is_first_part);
    by_stem || endings_of(word).any(|word| endings_of(head).any(|head| word.strip_suffix(head).is_some_and(is_first_part)))
}

/// Shorter heads end too many words by chance: `tag` in `montag`.
const SHORTEST_HEAD: usize = 4;

/// The word without each of the endings of nouns that it may have, and with it.
fn endings_of(word: &str) -> impl Iterator<Item = &str> {
    ["", "e", "en", "n", "er", "ern", "es", "s"]
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .filter(|rest| rest.len() >= SHORTEST_HEAD)
}

/// The word without the ending that makes it feminine.
fn masculine(word: &str) -> Option<&str> {
    if let Some(plural) = word.strip_suffix("innen").filter(|stem| stem.len() > 3) {
        return Some(plural);
    }
    // Singular forms only where they cannot be something else: `termin`, `medizin` are none.
    let singular = word.strip_suffix("in").filter(|stem| stem.len() > 3)?;
    let is_person =
        ["er", "ent", "ant", "ist", "or", "olog", "kund", "freund", "kolleg", "ärzt", "nachbar", "chef", "beamt", "expert", "gäst"];
    is_person.iter().any(|ending| singular.ends_with(ending)).then_some(singular)
}

/// Whether the first part of a compound can be a word.
fn is_first_part(part: &str) -> bool {
    let has_vowel = |part: &str| part.contains(['a', 'e', 'i', 'o', 'u', 'ä', 'ö', 'ü', 'y']);
    let is_long = part.chars().count() >= 3;
    is_long && has_vowel(part) && !is_prefix(part)
}

/// Prefixes of verbs and their nouns, alone: with them, the word means something else.
fn is_prefix(part: &str) -> bool {
    PREFIXES.contains(part)
}

static PREFIXES: WordList = WordList::new(
    "ein aus auf vor ver zer ent emp miss nach mit los hin her weg bei unter über wider wieder zurück durch gegen hinter zusammen \
     voraus voran vorab heraus hinaus",
);

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{De, En};

    #[test]
    fn brings_inflected_forms_together() {
        for (language, forms) in [
            (De, &["lieferung", "lieferungen"][..]),
            (De, &["haus", "häuser", "hauses"]),
            (De, &["kunde", "kunden", "kundin", "kundinnen"]),
            (De, &["mitarbeiter", "mitarbeiterin", "mitarbeiterinnen"]),
            (De, &["arzt", "ärztin", "ärztinnen"]),
            (En, &["delivery", "deliveries"]),
            (En, &["refund", "refunds", "refunded"]),
        ] {
            let stems: Vec<_> = forms.iter().map(|form| stem(language, form)).collect();
            assert!(stems.iter().all(|stem| *stem == stems[0]), "{forms:?}: {stems:?}");
        }
        assert_ne!(stem(De, "termin"), stem(De, "term"));
    }

    #[test]
    fn finds_the_head_of_a_compound() {
        for (word, head) in [
            ("paketlieferung", "lieferung"),
            ("paketlieferungen", "lieferung"),
            ("bestellungsnummer", "nummer"),
            ("kundendienst", "dienst"),
            ("kundenhotlines", "hotline"),
            ("internetstörung", "störungen"),
        ] {
            assert!(compound_ends_with(word, head), "{word} ends with {head}");
        }
        for (word, head) in [
            ("lieferung", "lieferung"),
            ("ankündigung", "kündigung"),
            ("karate", "rate"),
            ("montag", "tag"),
            ("vorstellung", "stellung"),
            ("", ""),
            ("x", ""),
        ] {
            assert!(!compound_ends_with(word, head), "{word} is no {head}");
        }
    }
}
