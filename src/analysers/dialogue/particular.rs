//! A reply that asks for something and a message that gives it become a pair of places. What can be asked for stands in `rules/dialogue/particulars.yaml`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::lexicon::data;
use crate::rules::{Match, Matcher, Phrase, WordLists};
use crate::text::{Language, Prose, Span, TokenKind, ZoneKind};

/// Something that a reply asks for although the message says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Particular {
    /// What writers read, such as `die Bestellnummer`.
    pub name: String,
    /// Where the reply asks for it.
    pub asked: Span,
    /// Where the message gives it.
    pub given: Span,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ParticularsFile {
    asking: BTreeMap<Language, Vec<String>>,
    particulars: BTreeMap<String, ParticularFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ParticularFile {
    names: BTreeMap<Language, String>,
    #[serde(default)]
    digits: bool,
    de: Sides,
    en: Sides,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sides {
    asked: Vec<String>,
    given: Vec<String>,
}

/// The particulars of one language, ready to be looked for.
struct Table {
    names: Vec<String>,
    digits: Vec<bool>,
    asking: Matcher,
    asked: Matcher,
    asked_of: Vec<usize>,
    given: Matcher,
    given_of: Vec<usize>,
}

/// How many tokens behind its word a number is looked for: `Bestellung vom Montag, Nr. 4711`.
const REACH: usize = 5;

/// What the reply asks for although the message gives it, each particular once, in the order of the reply.
#[must_use]
pub(super) fn asked_though_given(reply: &Prose, message: &Prose) -> Vec<Particular> {
    let table = Table::of(reply.language);
    let is_quoted =
        |place: &Match| reply.zones_over(reply.span_of(place.tokens()), &[ZoneKind::Quote, ZoneKind::BlockQuote]).next().is_some();
    let asked: Vec<Match> = table.asked.find(reply).into_iter().filter(|place| !is_quoted(place)).collect();
    if asked.is_empty() {
        return options_given(reply, message).into_iter().collect();
    }
    let asking: Vec<u32> = table.asking.find(reply).iter().filter_map(|place| sentence_of(reply, place)).collect();
    let given_table = Table::of(message.language);
    let given: Vec<(usize, Span)> =
        given_table.given.find(message).iter().filter_map(|place| given_table.given_at(message, place)).collect();
    let mut found: Vec<(usize, Particular)> = Vec::new();
    for place in asked {
        let particular = table.asked_of[place.phrase as usize];
        let is_request = sentence_of(reply, &place).is_some_and(|sentence| asking.contains(&sentence));
        let Some((_, span)) = given.iter().find(|(other, _)| *other == particular) else { continue };
        if is_request && !found.iter().any(|(known, _)| *known == particular) {
            let name = table.names[particular].clone();
            found.push((particular, Particular { name, asked: reply.span_of(place.tokens()), given: *span }));
        }
    }
    found.sort_by_key(|(_, particular)| particular.asked);
    found.into_iter().map(|(_, particular)| particular).chain(options_given(reply, message)).collect()
}

fn sentence_of(prose: &Prose, place: &Match) -> Option<u32> {
    prose.tokens.get(place.start as usize).map(|token| token.sentence)
}

/// A question that offers numbers to choose from (`Fehler 10 oder 17?`), one of which the message has named.
fn options_given(reply: &Prose, message: &Prose) -> Option<Particular> {
    reply.sentences.iter().find_map(|sentence| {
        let word = |wanted: &[&str]| sentence.tokens.clone().any(|index| wanted.contains(&reply.word(index)));
        if !word(&["?"]) || !word(&["oder", "or"]) {
            return None;
        }
        let is_option = |index: &usize| reply.tokens[*index].kind == TokenKind::Number && reply.word(*index).len() > 1;
        let options: Vec<usize> = sentence.tokens.clone().filter(is_option).collect();
        let named = |&&option: &&usize| {
            (0..message.tokens.len())
                .find(|&index| message.tokens[index].kind == TokenKind::Number && message.word(index) == reply.word(option))
        };
        let option = options.iter().find(|option| named(option).is_some()).filter(|_| options.len() > 1)?;
        let given = named(&option)?;
        Some(Particular { name: reply.written(*option).to_owned(), asked: reply.tokens[*option].span, given: message.tokens[given].span })
    })
}

impl Table {
    fn of(language: Language) -> &'static Self {
        static TABLES: [OnceLock<Table>; 2] = [OnceLock::new(), OnceLock::new()];
        TABLES[language as usize].get_or_init(|| Self::new(language))
    }

    fn new(language: Language) -> Self {
        let file: ParticularsFile = data("particulars");
        let parse = |source: &String| Phrase::parse(source, &WordLists::new()).ok();
        let mut table = (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (number, particular) in file.particulars.values().enumerate() {
            let sides = match language {
                Language::De => &particular.de,
                Language::En => &particular.en,
            };
            for phrase in sides.asked.iter().filter_map(parse) {
                table.0.push(phrase);
                table.1.push(number);
            }
            for phrase in sides.given.iter().filter_map(parse) {
                table.2.push(phrase);
                table.3.push(number);
            }
            table.4.push(particular.names.get(&language).cloned().unwrap_or_default());
            table.5.push(particular.digits);
        }
        let (asked, asked_of, given, given_of, names, digits) = table;
        let asking = file.asking.get(&language).into_iter().flatten().filter_map(parse).collect();
        Self { names, digits, asking: Matcher::new(asking), asked: Matcher::new(asked), asked_of, given: Matcher::new(given), given_of }
    }

    /// The particular that a match gives, and the bytes that give it; `None` where the number that it needs is not there.
    fn given_at(&self, prose: &Prose, place: &Match) -> Option<(usize, Span)> {
        let particular = self.given_of[place.phrase as usize];
        if !self.digits[particular] {
            return Some((particular, prose.span_of(place.tokens())));
        }
        let sentence = prose.sentences.get(prose.tokens.get(place.start as usize)?.sentence as usize)?;
        let reach = place.start as usize..(place.end as usize + REACH).min(sentence.tokens.end);
        let number = reach.clone().find(|&index| prose.word(index).bytes().filter(u8::is_ascii_digit).count() > 1)?;
        Some((particular, prose.span_of(reach.start..number + 1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Markup;

    fn names(language: Language, message: &str, reply: &str) -> Vec<String> {
        let read = |text| Prose::read(text, Markup::Plain, language);
        asked_though_given(&read(reply), &read(message)).into_iter().map(|particular| particular.name).collect()
    }

    #[test]
    fn what_was_given_is_found() {
        let found = |message, reply| names(Language::De, message, reply);
        assert_eq!(found("Bestellung 88-1234 fehlt.", "Wie lautet Ihre Bestellnummer?"), ["die Bestellnummer"]);
        assert_eq!(found("Mein Pixel 8 lädt nicht mehr.", "Welches Gerät nutzen Sie?"), ["das Gerät"]);
        assert_eq!(found("Seit gestern Fehler 4711.", "Sehen Sie Fehler 4700 oder 4711?"), ["4711"]);
        assert_eq!(names(Language::En, "My order #5521 never came.", "Please share your order number."), ["the order number"]);
    }

    #[test]
    fn what_was_not_given_is_not() {
        let found = |message, reply| names(Language::De, message, reply);
        assert_eq!(found("Kundennummer 4711234, nichts kommt an.", "Wie lautet Ihre Bestellnummer?"), [""; 0]);
        assert_eq!(found("Meine Bestellung fehlt.", "Wie lautet Ihre Bestellnummer?"), [""; 0]);
        assert_eq!(found("Bestellung 88-1234 fehlt.", "Ihre Bestellnummer 88-1234 habe ich gefunden."), [""; 0]);
    }

    #[test]
    fn every_phrase_can_be_parsed() {
        let file: ParticularsFile = data("particulars");
        let sides = file.particulars.values().flat_map(|particular| [&particular.de, &particular.en]);
        let phrases = sides.flat_map(|sides| sides.asked.iter().chain(&sides.given)).chain(file.asking.values().flatten());
        for source in phrases {
            if let Err(error) = Phrase::parse(source, &WordLists::new()) {
                panic!("{source}: {}", error.message);
            }
        }
    }
}
