//! Many phrases become one matcher, which reads a prose once and confirms at candidates.
//!
//! Each phrase has an anchor: a word that every match of it holds. The matcher keeps a table from words to the phrases that they anchor; a text's words
//! are looked up in it, and a phrase is tried only around its anchor. So the work depends on the text and on what it holds, not on the number of phrases.
//! A table of words serves better here than an Aho-Corasick automaton: the words are cut anyway, and the table stands within a millisecond of a cold start.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::anchor::{Anchor, Key, anchor};
use super::phrase::{Phrase, Shape, WordPattern};
use crate::text::{FactKind, Prose, TokenKind};

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
    phrases: Vec<Phrase>,
    exact: FxHashMap<Box<str>, Vec<Lead>>,
    /// Beginnings of words, by their first [`KEY`] bytes.
    prefix: FxHashMap<[u8; KEY], Vec<(Box<str>, Lead)>>,
    /// Endings of words, by their last [`KEY`] bytes.
    suffix: FxHashMap<[u8; KEY], Vec<(Box<str>, Lead)>>,
    /// Parts looked for inside words, and beginnings too short for a key: compared with each word. Few by nature.
    inside: Vec<(Box<str>, Lead)>,
    /// For phrases whose only sure part is a recogniser.
    facts: FxHashMap<FactKind, Vec<Lead>>,
    kinds: FxHashMap<TokenKind, Vec<Lead>>,
}

/// How many bytes of a word the tables of beginnings and endings are keyed by.
const KEY: usize = 3;

/// The endings that a gender form stands for: `Kund*innen` is Kunden and Kundinnen.
const GENDER_ENDINGS: [&str; 7] = ["", "e", "en", "er", "in", "innen", "n"];

impl Matcher {
    /// Builds the tables. A phrase without anything that must be there is never found.
    #[must_use]
    pub fn new(phrases: Vec<Phrase>) -> Self {
        let mut matcher = Self::default();
        for (number, phrase) in (0u32..).zip(&phrases) {
            let Some(Anchor { keys, least_before, most_before, .. }) = anchor(&phrase.elements) else { continue };
            let lead = Lead { phrase: number, least_before, most_before };
            for key in keys {
                match key {
                    Key::Word(word) => matcher.enter(word, lead),
                    Key::Fact(kind) => matcher.facts.entry(kind).or_default().push(lead),
                    Key::Kind(kind) => matcher.kinds.entry(kind).or_default().push(lead),
                }
            }
        }
        matcher.phrases = phrases;
        matcher
    }

    fn enter(&mut self, word: &WordPattern, lead: Lead) {
        for spelling in &word.spellings {
            let bytes = spelling.as_bytes();
            match (word.shape, bytes.first_chunk::<KEY>(), bytes.last_chunk::<KEY>()) {
                (Shape::Exact, ..) => self.exact.entry(spelling.clone()).or_default().push(lead),
                (Shape::Prefix, Some(key), _) => self.prefix.entry(*key).or_default().push((spelling.clone(), lead)),
                (Shape::Suffix, _, Some(key)) => self.suffix.entry(*key).or_default().push((spelling.clone(), lead)),
                _ => self.inside.push((spelling.clone(), lead)),
            }
        }
    }

    /// The phrase of a number.
    #[must_use]
    pub fn phrase(&self, number: u32) -> &Phrase {
        &self.phrases[number as usize]
    }

    /// Every match of every phrase, one per phrase and start, ascending by phrase, then by start.
    #[must_use]
    pub fn find(&self, prose: &Prose) -> Vec<Match> {
        let mut tries: Vec<(u32, u32)> = Vec::new();
        for token in (0..prose.tokens.len()).filter(|&token| prose.tokens[token].kind != TokenKind::Mark) {
            self.leads(prose, token, |lead| add_starts(prose, token, lead, &mut tries));
        }
        for fact in &prose.facts {
            self.facts.get(&fact.kind).into_iter().flatten().for_each(|lead| add_starts(prose, fact.tokens.start, lead, &mut tries));
        }
        tries.sort_unstable();
        tries.dedup();
        let matched = |(phrase, start): (u32, u32)| {
            let end = self.phrases[phrase as usize].match_at(prose, start as usize)?;
            Some(Match { phrase, start, end: u32::try_from(end).unwrap_or(u32::MAX) })
        };
        tries.into_iter().filter_map(matched).collect()
    }

    /// The same matches, found by trying every phrase at every place: what [`Self::find`] must equal. For tests.
    #[must_use]
    pub fn find_naively(&self, prose: &Prose) -> Vec<Match> {
        let mut found = Vec::new();
        for (number, phrase) in (0u32..).zip(&self.phrases).filter(|(_, phrase)| !phrase.matches_everywhere()) {
            for start in (0..prose.tokens.len()).filter(|&token| may_start(prose, token)) {
                if let Some(end) = phrase.match_at(prose, start) {
                    found.push(Match { phrase: number, start: start as u32, end: u32::try_from(end).unwrap_or(u32::MAX) });
                }
            }
        }
        found
    }

    fn leads(&self, prose: &Prose, token: usize, mut each: impl FnMut(&Lead)) {
        let word = prose.word(token);
        self.exact.get(word).into_iter().flatten().for_each(&mut each);
        let stem = usize::from(prose.tokens[token].gender_stem);
        if stem > 0 {
            for ending in GENDER_ENDINGS {
                self.exact.get(format!("{}{ending}", &word[..stem]).as_str()).into_iter().flatten().for_each(&mut each);
            }
        }
        self.kinds.get(&prose.tokens[token].kind).into_iter().flatten().for_each(&mut each);
        let bytes = word.as_bytes();
        if let Some(key) = bytes.first_chunk::<KEY>() {
            let leads = self.prefix.get(key).into_iter().flatten();
            leads.filter(|(start, _)| word.starts_with(&**start)).for_each(|(_, lead)| each(lead));
        }
        if let Some(key) = bytes.last_chunk::<KEY>() {
            let leads = self.suffix.get(key).into_iter().flatten();
            leads.filter(|(end, _)| word.ends_with(&**end)).for_each(|(_, lead)| each(lead));
        }
        self.inside.iter().filter(|(part, _)| word.contains(&**part)).for_each(|(_, lead)| each(lead));
    }
}

/// The places where a phrase may start whose anchor stands at a token: as many words before it as the lead allows, within the sentence.
fn add_starts(prose: &Prose, token: usize, lead: &Lead, tries: &mut Vec<(u32, u32)>) {
    let sentence = prose.sentences.get(prose.tokens[token].sentence as usize).map_or(0, |sentence| sentence.tokens.start);
    let mut words = 0u16;
    for start in (sentence..=token).rev() {
        if start < token && !matches!(prose.tokens[start].kind, TokenKind::Mark | TokenKind::Emoji) {
            words += 1;
            if words > lead.most_before {
                return;
            }
        }
        if words >= lead.least_before && may_start(prose, start) {
            tries.push((lead.phrase, start as u32));
        }
    }
}

/// A match starts at a word, or at a mark that begins a fact (`€ 20`).
pub(super) fn may_start(prose: &Prose, token: usize) -> bool {
    prose.tokens[token].kind != TokenKind::Mark || {
        let from = prose.facts.partition_point(|fact| fact.tokens.start < token);
        prose.facts.get(from).is_some_and(|fact| fact.tokens.start == token)
    }
}

impl WordPattern {
    /// Whether a token of the prose is this word. Handles, hashtags and links are none.
    #[must_use]
    pub fn fits(&self, prose: &Prose, token: usize) -> bool {
        if matches!(prose.tokens[token].kind, TokenKind::Mark | TokenKind::Handle | TokenKind::Hashtag | TokenKind::Link) {
            return false;
        }
        let word = prose.word(token);
        // Most tries end at the first letter, before any text is compared.
        let first = word.as_bytes().first();
        if matches!(self.shape, Shape::Exact | Shape::Prefix) && !self.spellings.iter().any(|spelling| spelling.as_bytes().first() == first)
        {
            return false;
        }
        let stem = word.get(..usize::from(prose.tokens[token].gender_stem)).filter(|stem| !stem.is_empty());
        self.spellings.iter().any(|spelling| match self.shape {
            Shape::Exact => {
                word == &**spelling || stem.and_then(|stem| spelling.strip_prefix(stem)).is_some_and(|end| GENDER_ENDINGS.contains(&end))
            }
            Shape::Prefix => word.starts_with(&**spelling),
            Shape::Suffix => word.ends_with(&**spelling),
            Shape::Infix => word.contains(&**spelling),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::phrase::WordLists;
    use crate::text::{Language, Markup};

    fn found(phrase: &str, text: &str) -> Vec<String> {
        let matcher = Matcher::new(vec![Phrase::parse(phrase, &WordLists::new()).unwrap()]);
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
