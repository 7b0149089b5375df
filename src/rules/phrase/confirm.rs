//! A phrase and a place in a prose become a match or none.
//!
//! Keeps the set of all places reached after each element, so the work is bounded by elements times words of the sentence: no pattern explodes.

use super::view::View;
use super::{Begin, Element, GAP, Group};
use crate::text::{FactKind, TokenKind};

impl View<'_> {
    /// Matches a phrase, by its number, with its first word at the token given: the token after its last one.
    /// Of several ends, a phrase with a gap takes the nearest, another the farthest.
    pub(super) fn match_at(&self, phrase: usize, start: usize) -> Option<usize> {
        let entry = &self.phrases.phrases[phrase];
        if !self.may_begin(start, entry.begin) {
            return None;
        }
        let ends = Scope::new(self, start)?.sequence(&self.phrases.elements[entry.elements.range()], Places::START).behind_start();
        let end = if ends.is_single() || !entry.has_gap { ends.farthest() } else { ends.nearest() };
        end.map(|distance| start + distance)
    }
}

/// Places in a sentence, as bits: bit `n` is the token `n` behind the start of the match. No list is made, however often a phrase is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Places(u128);

/// How many tokens a match may span. The longest phrases that people write span thirty.
const REACH: usize = 127;

impl Places {
    const NONE: Self = Self(0);
    pub(super) const START: Self = Self(1);

    fn with(self, distance: usize) -> Self {
        if distance > REACH { self } else { Self(self.0 | 1 << distance) }
    }

    fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn behind_start(self) -> Self {
        Self(self.0 & !1)
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn is_single(self) -> bool {
        self.0.is_power_of_two()
    }

    pub(super) fn nearest(self) -> Option<usize> {
        (!self.is_empty()).then(|| self.0.trailing_zeros() as usize)
    }

    pub(super) fn farthest(self) -> Option<usize> {
        (!self.is_empty()).then(|| REACH - self.0.leading_zeros() as usize)
    }

    fn iter(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let next = (rest != 0).then(|| rest.trailing_zeros() as usize);
            rest &= rest.wrapping_sub(1);
            next
        })
    }
}

/// The sentence within which a phrase is matched. A place is the next token to read.
pub(super) struct Scope<'v> {
    view: &'v View<'v>,
    /// Where the match starts: nothing is skipped there, so that each match has one start.
    start: usize,
    first: usize,
    end: usize,
}

impl<'v> Scope<'v> {
    /// The sentence of a token, at which a match starts.
    pub(super) fn new(view: &'v View<'v>, start: usize) -> Option<Self> {
        let sentence = view.prose.sentences.get(view.prose.tokens.get(start)?.sentence as usize)?;
        Some(Self { view, start, first: sentence.tokens.start, end: sentence.tokens.end })
    }

    fn sequence(&self, elements: &[Element], places: Places) -> Places {
        let mut places = places;
        for element in elements {
            if places.is_empty() {
                break;
            }
            places = self.step(*element, places);
        }
        places
    }

    pub(super) fn step(&self, element: Element, places: Places) -> Places {
        match element {
            Element::Word(word) => self.one(places, |token| self.view.is_at(token, word)),
            Element::Kind(kind) => self.one(places, |token| self.view.prose.tokens[token].kind == kind),
            Element::Fact(kind) => self.each(places, |place, reached| self.facts_at(place, kind, reached)),
            Element::Gap => self.each(places, |place, reached| self.gap(place, reached)),
            Element::Any(group) => self.any(group, places),
            Element::Optional(group) => places.or(self.any(group, places)),
            Element::Mark(mark) => {
                self.each(places, |place, reached| self.mark_at(place, mark).map_or(reached, |end| self.reach(reached, end)))
            }
            Element::SentenceStart => self.each(places, |place, reached| {
                if self.next_word(self.first).is_some_and(|word| word >= place) { self.reach(reached, place) } else { reached }
            }),
            Element::SentenceEnd => {
                self.each(places, |place, reached| if self.next_word(place).is_none() { self.reach(reached, place) } else { reached })
            }
        }
    }

    /// What the places become, one after the other.
    fn each(&self, places: Places, step: impl Fn(usize, Places) -> Places) -> Places {
        places.iter().fold(Places::NONE, |reached, distance| step(self.start + distance, reached))
    }

    fn reach(&self, places: Places, token: usize) -> Places {
        places.with(token.saturating_sub(self.start))
    }

    /// Most places end here, before any branch is tried.
    fn any(&self, group: Group, places: Places) -> Places {
        let begin = self.view.phrases.groups[group.index()].begin;
        let places = places.iter().filter(|distance| self.may_follow(self.start + distance, begin)).fold(Places::NONE, Places::with);
        if places.is_empty() {
            return Places::NONE;
        }
        self.view.phrases.branches(group).fold(Places::NONE, |reached, branch| reached.or(self.sequence(branch, places)))
    }

    /// Whether something may begin at a place: at its token, or behind the marks and emoji there, which do not matter between words.
    fn may_follow(&self, place: usize, begin: Begin) -> bool {
        if begin == Begin::ALL {
            return true;
        }
        for token in place..self.end {
            if self.view.may_begin(token, begin) {
                return true;
            }
            if place == self.start || !self.is_between_words(token) {
                return false;
            }
        }
        false
    }

    /// The places after one token that fits.
    fn one(&self, places: Places, fits: impl Fn(usize) -> bool) -> Places {
        self.each(places, |place, reached| {
            // Marks and emoji between words do not matter, unless one of them is what is asked for.
            let skips = place != self.start;
            let token = (place..self.end).find(|&token| !skips || !self.is_between_words(token) || fits(token));
            token.filter(|&token| fits(token)).map_or(reached, |token| self.reach(reached, token + 1))
        })
    }

    fn is_between_words(&self, token: usize) -> bool {
        matches!(self.view.prose.tokens[token].kind, TokenKind::Mark | TokenKind::Emoji)
    }

    fn next_word(&self, place: usize) -> Option<usize> {
        (place..self.end).find(|&token| !self.is_between_words(token))
    }

    fn gap(&self, place: usize, reached: Places) -> Places {
        let mut reached = self.reach(reached, place);
        let mut at = place;
        for _ in 0..GAP {
            let Some(word) = self.next_word(at) else { break };
            at = word + 1;
            reached = self.reach(reached, at);
        }
        reached
    }

    /// The ends of the facts of a kind that begin at the next word, or at a mark before it (`€ 20`).
    fn facts_at(&self, place: usize, kind: FactKind, reached: Places) -> Places {
        let last = if place == self.start { place } else { self.next_word(place).unwrap_or(self.end) };
        let from = self.view.prose.facts.partition_point(|fact| fact.tokens.start < place);
        self.view.prose.facts[from..]
            .iter()
            .take_while(|fact| fact.tokens.start <= last)
            .filter(|fact| fact.kind == kind && fact.tokens.end <= self.end)
            .fold(reached, |reached, fact| self.reach(reached, fact.tokens.end))
    }

    fn mark_at(&self, place: usize, mark: char) -> Option<usize> {
        (place..self.end)
            .take_while(|&token| self.view.prose.tokens[token].kind == TokenKind::Mark)
            .find(|&token| self.view.prose.word(token).starts_with(mark))
            .map(|token| token + 1)
    }
}
