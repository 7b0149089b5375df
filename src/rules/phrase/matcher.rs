//! Many phrases become one matcher, which reads a prose once and confirms at candidates.
//!
//! Each phrase has an anchor: a word that every match of it holds. The matcher keeps a table from words to the phrases that they anchor; each word of a
//! text is looked up once, and a phrase is tried only around its anchor. So the work depends on the text and on what it holds, not on the number of phrases.
//! A table of words serves better here than an Aho-Corasick automaton: the words are cut anyway, and the table stands within a millisecond of a cold start.

use std::ops::Range;

use super::anchor::{Anchor, Anchors, Key};
use super::view::View;
use super::{Phrase, Phrases};
use crate::text::{Prose, TokenKind};

/// Where a phrase was found, in tokens of the prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Match {
    /// The number of the phrase, in the order in which the matcher was given them.
    pub phrase: u32,
    pub start: u32,
    pub end: u32,
}

impl Match {
    #[must_use]
    pub fn tokens(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// What a word leads to: a phrase, and how many words may stand before the word in a match of it.
#[derive(Clone, Copy, Debug)]
struct Lead {
    phrase: u32,
    least_before: u16,
    most_before: u16,
}

/// Phrases, ready to be looked for all at once.
#[derive(Debug, Default)]
pub struct Matcher {
    phrases: Phrases,
    by_word: Leads,
    /// For phrases whose only sure part is a recogniser.
    by_fact: Leads,
    by_kind: Leads,
}

impl Matcher {
    /// Builds the tables. A phrase without anything that must be there is never found.
    #[must_use]
    pub fn new(phrases: Phrases) -> Self {
        let (mut by_word, mut by_fact, mut by_kind) = (Vec::new(), Vec::new(), Vec::new());
        let anchors = Anchors::new(&phrases);
        for (number, phrase) in (0u32..).zip(phrases.iter()) {
            let Some(anchor) = anchors.of(phrase.elements) else { continue };
            let Anchor { least_before, most_before, .. } = anchor;
            let lead = Lead { phrase: number, least_before, most_before };
            anchors.keys(phrase.elements, anchor, &mut |key| match key {
                Key::Word(word) => by_word.push((word.index(), lead)),
                Key::Fact(kind) => by_fact.push((kind as usize, lead)),
                Key::Kind(kind) => by_kind.push((kind as usize, lead)),
            });
        }
        Self { by_word: Leads::new(by_word), by_fact: Leads::new(by_fact), by_kind: Leads::new(by_kind), phrases }
    }

    /// The phrase of a number.
    #[must_use]
    pub fn phrase(&self, number: u32) -> Option<Phrase<'_>> {
        self.phrases.get(number)
    }

    /// Every match of every phrase, one per phrase and start, ascending by phrase, then by start.
    #[must_use]
    pub fn find(&self, prose: &Prose) -> Vec<Match> {
        let view = View::new(&self.phrases, prose, &(0..prose.tokens.len()));
        let mut tries: Vec<(u32, u32)> = Vec::new();
        for token in (0..prose.tokens.len()).filter(|&token| prose.tokens[token].kind != TokenKind::Mark) {
            let words = view.words_at(token).iter().flat_map(|word| self.by_word.of(word.index()));
            let leads = words.chain(self.by_kind.of(prose.tokens[token].kind as usize));
            leads.for_each(|lead| self.add_starts(&view, token, lead, &mut tries));
        }
        for fact in &prose.facts {
            self.by_fact.of(fact.kind as usize).iter().for_each(|lead| self.add_starts(&view, fact.tokens.start, lead, &mut tries));
        }
        tries.sort_unstable();
        tries.dedup();
        tries.into_iter().filter_map(|(phrase, start)| found(&view, phrase, start)).collect()
    }

    /// The same matches, found by holding every word against every token and every phrase against every place: what [`Self::find`] must equal.
    /// For tests.
    #[must_use]
    pub fn find_naively(&self, prose: &Prose) -> Vec<Match> {
        let view = View::naive(&self.phrases, prose);
        let numbers = (0u32..).zip(self.phrases.iter()).filter(|(_, phrase)| !phrase.matches_everywhere()).map(|(number, _)| number);
        let starts = || (0u32..).take(prose.tokens.len()).filter(|&token| may_start(prose, token as usize));
        numbers.flat_map(|phrase| starts().filter_map(|start| found(&view, phrase, start)).collect::<Vec<_>>()).collect()
    }

    /// The places where a phrase may start whose anchor stands at a token: as many words before it as the lead allows, within the sentence.
    fn add_starts(&self, view: &View<'_>, token: usize, lead: &Lead, tries: &mut Vec<(u32, u32)>) {
        let prose = view.prose;
        let begin = self.phrases.phrases[lead.phrase as usize].begin;
        let sentence = prose.sentences.get(prose.tokens[token].sentence as usize).map_or(0, |sentence| sentence.tokens.start);
        let mut words = 0u16;
        for start in (sentence..=token).rev() {
            if start < token && !matches!(prose.tokens[start].kind, TokenKind::Mark | TokenKind::Emoji) {
                words += 1;
                if words > lead.most_before {
                    return;
                }
            }
            if words >= lead.least_before && view.may_begin(start, begin) && may_start(prose, start) {
                tries.push((lead.phrase, start as u32));
            }
        }
    }
}

fn found(view: &View<'_>, phrase: u32, start: u32) -> Option<Match> {
    let end = view.match_at(phrase as usize, start as usize)?;
    Some(Match { phrase, start, end: u32::try_from(end).unwrap_or(u32::MAX) })
}

/// What each of many things leads to; things are numbered.
#[derive(Debug, Default)]
struct Leads {
    leads: Vec<Lead>,
    /// Where the leads of each thing end.
    ends: Vec<u32>,
}

impl Leads {
    fn new(mut all: Vec<(usize, Lead)>) -> Self {
        all.sort_by_key(|(thing, _)| *thing);
        let mut ends = vec![0; all.last().map_or(0, |(thing, _)| thing + 1)];
        all.iter().for_each(|(thing, _)| ends[*thing] += 1);
        let mut total = 0;
        for end in &mut ends {
            total += *end;
            *end = total;
        }
        Self { leads: all.into_iter().map(|(_, lead)| lead).collect(), ends }
    }

    fn of(&self, thing: usize) -> &[Lead] {
        let Some(end) = self.ends.get(thing) else { return &[] };
        let start = thing.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.leads[start as usize..*end as usize]
    }
}

/// A match starts at a word, or at a mark that begins a fact (`€ 20`).
pub(super) fn may_start(prose: &Prose, token: usize) -> bool {
    prose.tokens[token].kind != TokenKind::Mark || {
        let from = prose.facts.partition_point(|fact| fact.tokens.start < token);
        prose.facts.get(from).is_some_and(|fact| fact.tokens.start == token)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::WordLists;
    use crate::text::{Language, Markup};

    fn found(phrase: &str, text: &str) -> Vec<String> {
        let matcher = Matcher::new(Phrases::parse(phrase, &WordLists::new()).unwrap());
        let prose = Prose::read(text, Markup::Markdown, Language::De);
        let matches = matcher.find(&prose);
        assert_eq!(matches, matcher.find_naively(&prose), "{phrase} in {text}");
        matches.iter().map(|found| prose.span_of(found.tokens()).slice(text).to_owned()).collect()
    }

    #[test]
    fn words_match_in_any_case_and_across_lines_and_spellings() {
        assert_eq!(
            found("Ihr Anliegen ist uns wichtig", "IHR Anliegen\nist uns\u{a0}wich\u{ad}tig."),
            ["IHR Anliegen\nist uns\u{a0}wich\u{ad}tig"]
        );
        assert_eq!(found("für große Mühe", "fuer grosse Muehe, für große Mühe"), ["fuer grosse Muehe", "für große Mühe"]);
        assert_eq!(found("don't", "We don’t and dont."), ["don’t", "dont"]);
    }

    #[test]
    fn a_phrase_stays_in_its_sentence() {
        assert_eq!(found("Danke ... Hinweis", "Danke. Der Hinweis hilft."), [""; 0]);
        assert_eq!(found("Danke ... Hinweis", "Danke für den schönen Hinweis."), ["Danke für den schönen Hinweis"]);
        assert_eq!(found("Danke ... Hinweis", "Danke für den wirklich sehr schönen Hinweis."), [""; 0]);
    }

    #[test]
    fn punctuation_between_words_does_not_matter() {
        assert_eq!(found("tut uns leid wenn", "Es tut uns leid, wenn das so war."), ["tut uns leid, wenn"]);
        assert_eq!(found("wirklich wichtig", "wirklich **wichtig**"), ["wirklich **wichtig"]);
    }

    #[test]
    fn stars_and_hyphens() {
        assert_eq!(found("*hotline", "Die Kundenhotline, die Service-Hotline"), ["Kundenhotline", "Hotline"]);
        assert_eq!(found("leit*", "Weitergeleitet, leiten, Leitung"), ["leiten", "Leitung"]);
        assert_eq!(found("*leit*", "Weitergeleitet, leiten"), ["Weitergeleitet", "leiten"]);
    }

    #[test]
    fn gender_forms_are_both() {
        assert_eq!(found("liebe Kunden", "Liebe Kund*innen, liebe Kund:innen!"), ["Liebe Kund*innen", "liebe Kund:innen"]);
        assert_eq!(found("Kundinnen", "Unsere KundInnen"), ["KundInnen"]);
    }

    #[test]
    fn ends_of_sentences_can_be_asked_for() {
        assert_eq!(found("^ Danke $", "Danke! Vielen Danke nicht. Danke dir."), ["Danke"]);
        assert_eq!(found("wirklich ?", "Wirklich? Wirklich."), ["Wirklich?"]);
    }

    #[test]
    fn handles_and_links_are_no_words() {
        assert_eq!(found("hotline", "@hotline #hotline https://hotline.de/hotline"), [""; 0]);
    }
}
