//! Whose a datum is: the words of its sentence tell. Knows languages, no kinds of data.

use super::Case;
use crate::text::{Prose, Span, TokenKind};

/// Whose a datum is, as far as the text shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    Customer,
    Company,
    Unknown,
}

/// The owner of what stands at a place. What the customer has written too is the customer's, whatever the sentence says.
pub(super) fn of(span: Span, case: &Case<'_>) -> Owner {
    if case.is_told(span.slice(&case.check.reading.prose.text)) {
        return Owner::Customer;
    }
    by_sentence(&case.check.reading.prose, span)
}

/// The owner by the words before the datum: `Sie erreichen uns unter` is the company's, `Ihre Nummer` the customer's.
pub(super) fn by_sentence(prose: &Prose, span: Span) -> Owner {
    let Some(sentence) = prose.sentence_at(span.start) else { return Owner::Unknown };
    let before = sentence.tokens.start..prose.token_at(span.start).min(sentence.tokens.end);
    let words: Vec<&str> = before.filter(|&index| prose.tokens[index].kind == TokenKind::Word).map(|index| prose.word(index)).collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    if words.windows(2).any(|pair| YOUR.contains(&pair[0]) && is_thing(pair[1])) || your_thing(&words) {
        if has(&OURS) && !ours_comes_first(&words) {
            return Owner::Company;
        }
        return Owner::Customer;
    }
    if has(&OURS) {
        return Owner::Company;
    }
    if has(&WE) && has(&YOU) && has(&REACH) { Owner::Customer } else { Owner::Unknown }
}

#[rustfmt::skip]
const YOUR: [&str; 17] = [
    "ihr", "ihre", "ihrer", "ihrem", "ihren", "ihres", "dein", "deine", "deiner", "deinem", "deinen", "eure", "eurer", "eurem", "euren", "your",
    "yours",
];

#[rustfmt::skip]
const OURS: [&str; 29] = [
    "me", "my", "mir", "mich", "mein", "meine", "meiner", "uns", "unser", "unsere", "unserer", "unserem", "unseren", "unseres", "us", "our",
    "ours", "hotline", "servicenummer", "impressum", "spendenkonto", "vereinskonto", "donation", "donations", "spenden", "zentrale",
    "kundenservice", "helpline", "switchboard",
];

#[rustfmt::skip]
const WE: [&str; 6] = [
    "wir", "ich", "we", "i", "we'll", "i'll",
];

#[rustfmt::skip]
const YOU: [&str; 7] = [
    "sie", "ihnen", "dich", "dir", "euch", "you", "you'll",
];

#[rustfmt::skip]
const REACH: [&str; 26] = [
    "rufen", "rufe", "ruft", "anrufen", "angerufen", "erreichen", "erreiche", "erreicht", "melden", "melde", "kontaktieren", "kontaktiert",
    "schreiben", "geschrieben", "schicken", "geschickt", "senden", "gesendet", "call", "called", "ring", "reach", "phone", "text", "emailed",
    "sent",
];

/// What a customer has: the stem of a word for a datum or a contract.
#[rustfmt::skip]
const THINGS: [&str; 42] = [
    "nummer", "nr", "telefon", "handy", "mobil", "adresse", "anschrift", "mail", "email", "wohnung", "zuhause", "haus", "auftrag", "bestellung",
    "konto", "vertrag", "iban", "bankverbindung", "lieferung", "buchung", "karte", "geburtsdatum", "geburtstag", "paket", "sendung", "number",
    "phone", "mobile", "cell", "address", "home", "house", "flat", "order", "account", "booking", "delivery", "card", "inbox", "birthday",
    "date", "parcel",
];

/// A word that is such a thing, or a German compound that ends in one.
fn is_thing(word: &str) -> bool {
    THINGS.iter().any(|thing| word == *thing || word.strip_suffix('s') == Some(thing) || (thing.len() > 3 && word.ends_with(thing)))
}

/// `Ihre neue Nummer`: one word between.
fn your_thing(words: &[&str]) -> bool {
    words.windows(3).any(|triple| YOUR.contains(&triple[0]) && is_thing(triple[2]))
}

/// `Unsere Post ging an Ihre Adresse`: what stands last before the datum counts.
fn ours_comes_first(words: &[&str]) -> bool {
    let last = |list: &[&str]| words.iter().rposition(|word| list.contains(word));
    last(&OURS) < last(&YOUR)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, Markup};

    fn owner(text: &str) -> Owner {
        let prose = Prose::read(text, Markup::Plain, Language::De);
        let start = text.find('0').unwrap();
        by_sentence(&prose, Span::new(start, text.len()))
    }

    #[test]
    fn the_sentence_tells() {
        for text in [
            "Ihre Telefonnummer 0711",
            "Wir rufen Sie unter 0711",
            "We'll call you at 0711",
            "your new number 0711",
            "Unsere Post ging an Ihre Adresse 0711",
        ] {
            assert_eq!(owner(text), Owner::Customer, "{text}");
        }
        for text in [
            "Sie erreichen uns unter 0711",
            "Für Ihre Bestellung rufen Sie uns an: 0711",
            "call us on 0711",
            "I would like you to call me on 0711",
            "Die Hotline hat die 0711",
        ] {
            assert_eq!(owner(text), Owner::Company, "{text}");
        }
        for text in ["Tel. 0711", "Für Ihre Fragen: 0711", "0711"] {
            assert_eq!(owner(text), Owner::Unknown, "{text}");
        }
    }
}
