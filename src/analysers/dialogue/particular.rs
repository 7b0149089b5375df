//! A reply that asks for something and a message that gives it become a pair of places. What can be asked for stands in `rules/dialogue/particulars.yaml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::lexicon::{Meaning, data};
use super::survey::Survey;
use crate::rules::Match;
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
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub(super) struct ParticularsFile {
    pub(super) asking: BTreeMap<Language, Vec<&'static str>>,
    pub(super) particulars: BTreeMap<&'static str, ParticularFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub(super) struct ParticularFile {
    names: BTreeMap<Language, &'static str>,
    #[serde(default)]
    digits: bool,
    de: Sides,
    en: Sides,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub(super) struct Sides {
    pub(super) asked: Vec<&'static str>,
    pub(super) given: Vec<&'static str>,
}

impl ParticularFile {
    pub(super) fn sides(&self, language: Language) -> &Sides {
        match language {
            Language::De => &self.de,
            Language::En => &self.en,
        }
    }
}

/// How many tokens behind its word a number is looked for: `Bestellung vom Montag, Nr. 4711`.
const REACH: usize = 5;

/// What the reply asks for although the message gives it, each particular once, in the order of the reply.
#[must_use]
pub(super) fn asked_though_given(reply: (&Prose, &Survey), message: (&Prose, &Survey)) -> Vec<Particular> {
    let ((reply, reply_survey), (message, message_survey)) = (reply, message);
    let sentence = |place: &Match| reply.tokens.get(place.start as usize).map(|token| token.sentence);
    let is_request = |place: &Match| {
        let asks = |(other, meaning): &(Match, Meaning)| *meaning == Meaning::Asking && sentence(other) == sentence(place);
        reply_survey.particulars.iter().any(asks)
    };
    let is_quoted =
        |place: &Match| reply.zones_over(reply.span_of(place.tokens()), &[ZoneKind::Quote, ZoneKind::BlockQuote]).next().is_some();
    let mut found: Vec<(u8, Particular)> = Vec::new();
    for (place, meaning) in &reply_survey.particulars {
        let Meaning::Asked(number) = *meaning else { continue };
        if found.iter().any(|(known, _)| *known == number) || is_quoted(place) || !is_request(place) {
            continue;
        }
        let gives =
            |(other, meaning): &(Match, Meaning)| (*meaning == Meaning::Given(number)).then(|| given_at(message, number, other)).flatten();
        if let Some(given) = message_survey.particulars.iter().find_map(gives) {
            let name = of_number(number).and_then(|file| file.names.get(&reply.language)).copied().unwrap_or_default().to_owned();
            found.push((number, Particular { name, asked: reply.span_of(place.tokens()), given }));
        }
    }
    found.sort_by_key(|(_, particular)| particular.asked);
    found.into_iter().map(|(_, particular)| particular).chain(options_given(reply, message)).collect()
}

/// A question that offers numbers to choose from (`Fehler 10 oder 17?`), one of which the message has named.
fn options_given(reply: &Prose, message: &Prose) -> Option<Particular> {
    reply.sentences.iter().find_map(|sentence| {
        let word = |wanted: &[&str]| sentence.tokens.clone().any(|index| wanted.contains(&reply.word(index)));
        let is_option = |index: &usize| reply.tokens[*index].kind == TokenKind::Number && reply.word(*index).len() > 1;
        let options: Vec<usize> = sentence.tokens.clone().filter(is_option).collect();
        if options.len() < 2 || !word(&["?"]) || !word(&["oder", "or"]) {
            return None;
        }
        let named = |option: usize| {
            let is_it = |index: &usize| message.tokens[*index].kind == TokenKind::Number && message.word(*index) == reply.word(option);
            (0..message.tokens.len()).find(is_it)
        };
        let (option, given) = options.iter().find_map(|&option| Some((option, named(option)?)))?;
        Some(Particular { name: reply.written(option).to_owned(), asked: reply.tokens[option].span, given: message.tokens[given].span })
    })
}

/// The bytes that give a particular; `None` where the number that it needs is not there.
fn given_at(prose: &Prose, number: u8, place: &Match) -> Option<Span> {
    if !of_number(number)?.digits {
        return Some(prose.span_of(place.tokens()));
    }
    let sentence = prose.sentences.get(prose.tokens.get(place.start as usize)?.sentence as usize)?;
    let reach = place.start as usize..(place.end as usize + REACH).min(sentence.tokens.end);
    let digits = reach.clone().find(|&index| prose.word(index).bytes().filter(u8::is_ascii_digit).count() > 1)?;
    Some(prose.span_of(reach.start..digits + 1))
}

fn of_number(number: u8) -> Option<&'static ParticularFile> {
    static FILE: LazyLock<ParticularsFile> = LazyLock::new(|| data("particulars"));
    FILE.particulars.values().nth(usize::from(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysers::dialogue::lexicon::Side;
    use crate::rules::{Phrases, WordLists};
    use crate::text::Markup;

    fn names(language: Language, message: &str, reply: &str) -> Vec<String> {
        let read = |text| Prose::read(text, Markup::Plain, language);
        let (reply, message) = (read(reply), read(message));
        let surveys = (Survey::of(&reply, Side::Reply), Survey::of(&message, Side::Message));
        asked_though_given((&reply, &surveys.0), (&message, &surveys.1)).into_iter().map(|particular| particular.name).collect()
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
            if let Err(error) = Phrases::parse(source, &WordLists::new()) {
                panic!("{source}: {}", error.message);
            }
        }
    }
}
