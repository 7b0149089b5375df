//! A phrase and a place in a prose become a match or none.
//!
//! Keeps the set of all places reached after each element, so the work is bounded by elements times words of the sentence: no pattern explodes.

use std::ops::Range;

use super::phrase::{Element, GAP, Phrase};
use crate::text::{FactKind, Prose, TokenKind};

impl Phrase {
    /// Matches the phrase with its first word at the token given: the token after its last one.
    /// Of several ends, a phrase with a gap takes the nearest, another the farthest.
    #[must_use]
    pub fn match_at(&self, prose: &Prose, start: usize) -> Option<usize> {
        let sentence = prose.sentences.get(prose.tokens.get(start)?.sentence as usize)?;
        if !may_begin(&self.elements, prose, start) {
            return None;
        }
        let scope = Scope { prose, start, first: sentence.tokens.start, end: sentence.tokens.end };
        let ends = scope.sequence(&self.elements, vec![start]).into_iter().filter(|&end| end > start);
        if self.has_gap() { ends.min() } else { ends.max() }
    }

    /// Searches a range of tokens by trying each place: for conditions, which are tried on few sentences.
    #[must_use]
    pub fn search(&self, prose: &Prose, tokens: Range<usize>) -> Option<Range<usize>> {
        tokens.clone().filter(|&start| prose.tokens[start].kind != TokenKind::Mark).find_map(|start| {
            let end = self.match_at(prose, start)?;
            (end <= tokens.end).then_some(start..end)
        })
    }
}

/// Whether the first thing that must be there stands at the token: most tries end here, before any list of places is made.
fn may_begin(elements: &[Element], prose: &Prose, token: usize) -> bool {
    match elements.first() {
        Some(Element::Word(word)) => word.fits(prose, token),
        Some(Element::Any(branches)) => branches.iter().any(|branch| may_begin(branch, prose, token)),
        Some(Element::Kind(kind)) => prose.tokens[token].kind == *kind,
        _ => true,
    }
}

/// The sentence within which a phrase is matched. A place is the index of the next token to read.
struct Scope<'a> {
    prose: &'a Prose,
    /// Where the match starts: nothing is skipped there, so that each match has one start.
    start: usize,
    first: usize,
    end: usize,
}

impl Scope<'_> {
    fn sequence(&self, elements: &[Element], mut places: Vec<usize>) -> Vec<usize> {
        for element in elements {
            if places.is_empty() {
                break;
            }
            places = self.step(element, places);
            places.sort_unstable();
            places.dedup();
        }
        places
    }

    fn step(&self, element: &Element, places: Vec<usize>) -> Vec<usize> {
        match element {
            Element::Word(word) => self.one(&places, |token| word.fits(self.prose, token)),
            Element::Kind(kind) => self.one(&places, |token| self.prose.tokens[token].kind == *kind),
            Element::Fact(kind) => places.iter().flat_map(|&place| self.facts_at(place, *kind)).collect(),
            Element::Gap => self.gap(&places),
            Element::Any(branches) => branches.iter().flat_map(|branch| self.sequence(branch, places.clone())).collect(),
            Element::Optional(branches) => {
                let mut reached: Vec<usize> = branches.iter().flat_map(|branch| self.sequence(branch, places.clone())).collect();
                reached.extend(places);
                reached
            }
            Element::Mark(mark) => places.into_iter().filter_map(|place| self.mark_at(place, *mark)).collect(),
            Element::SentenceStart => {
                places.into_iter().filter(|&place| self.next_word(self.first).is_some_and(|word| word >= place)).collect()
            }
            Element::SentenceEnd => places.into_iter().filter(|&place| self.next_word(place).is_none()).collect(),
        }
    }

    /// The places after one token that fits.
    fn one(&self, places: &[usize], fits: impl Fn(usize) -> bool) -> Vec<usize> {
        let next = |&place: &usize| {
            // Marks and emoji between words do not matter, unless one of them is what is asked for.
            let skips = place != self.start;
            let token = (place..self.end).find(|&token| !skips || !self.is_between_words(token) || fits(token))?;
            fits(token).then_some(token + 1)
        };
        places.iter().filter_map(next).collect()
    }

    fn is_between_words(&self, token: usize) -> bool {
        matches!(self.prose.tokens[token].kind, TokenKind::Mark | TokenKind::Emoji)
    }

    fn next_word(&self, place: usize) -> Option<usize> {
        (place..self.end).find(|&token| !self.is_between_words(token))
    }

    fn gap(&self, places: &[usize]) -> Vec<usize> {
        let mut reached = Vec::with_capacity(places.len() * (GAP + 1));
        for &place in places {
            let mut at = place;
            reached.push(at);
            for _ in 0..GAP {
                let Some(word) = self.next_word(at) else { break };
                at = word + 1;
                reached.push(at);
            }
        }
        reached
    }

    /// The ends of the facts of a kind that begin at the next word, or at a mark before it (`€ 20`).
    fn facts_at(&self, place: usize, kind: FactKind) -> Vec<usize> {
        let last = if place == self.start { place } else { self.next_word(place).unwrap_or(self.end) };
        let from = self.prose.facts.partition_point(|fact| fact.tokens.start < place);
        self.prose.facts[from..]
            .iter()
            .take_while(|fact| fact.tokens.start <= last)
            .filter(|fact| fact.kind == kind && fact.tokens.end <= self.end)
            .map(|fact| fact.tokens.end)
            .collect()
    }

    fn mark_at(&self, place: usize, mark: char) -> Option<usize> {
        (place..self.end)
            .take_while(|&token| self.prose.tokens[token].kind == TokenKind::Mark)
            .find(|&token| self.prose.word(token).starts_with(mark))
            .map(|token| token + 1)
    }
}
