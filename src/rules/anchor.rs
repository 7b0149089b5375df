//! A phrase becomes its anchor: what of it a text must hold, and by which a text leads to it.

use super::phrase::{Element, GAP, Phrase, Shape, WordPattern};
use crate::text::{FactKind, TokenKind};

/// Something that stands in every match of a phrase.
#[derive(Clone, Copy, Debug)]
pub(super) enum Key<'a> {
    Word(&'a WordPattern),
    Fact(FactKind),
    Kind(TokenKind),
}

/// Keys of which one stands in every match, and how many words may stand before it.
#[derive(Debug)]
pub(super) struct Anchor<'a> {
    pub(super) keys: Vec<Key<'a>>,
    pub(super) least_before: u16,
    pub(super) most_before: u16,
    quality: usize,
}

impl Phrase {
    /// Whether there is nothing in the phrase that must be there, so that it would match everywhere: such a phrase can only be a condition.
    #[must_use]
    pub fn matches_everywhere(&self) -> bool {
        anchor(&self.elements).is_none()
    }
}

/// The part of a phrase that makes the best anchor: one that must be there, and is as rare as can be.
pub(super) fn anchor(elements: &[Element]) -> Option<Anchor<'_>> {
    let mut best: Option<Anchor<'_>> = None;
    let (mut least, mut most) = (0u16, 0u16);
    for element in elements {
        if let Some(found) = anchor_of(element)
            && best.as_ref().is_none_or(|best| found.quality > best.quality)
        {
            best = Some(Anchor { least_before: least + found.least_before, most_before: most.saturating_add(found.most_before), ..found });
        }
        let (shortest, longest) = width(element);
        least = least.saturating_add(shortest);
        most = most.saturating_add(longest);
    }
    best
}

fn anchor_of(element: &Element) -> Option<Anchor<'_>> {
    let single = |key, quality| Some(Anchor { keys: vec![key], least_before: 0, most_before: 0, quality });
    match element {
        Element::Word(word) => single(Key::Word(word), quality(word)),
        // Texts hold few of these; a rare word still leads to fewer tries.
        Element::Fact(kind) => single(Key::Fact(*kind), 4),
        Element::Kind(TokenKind::Word) => None,
        Element::Kind(kind) => single(Key::Kind(*kind), 4),
        Element::Any(branches) => {
            let mut choices = branches.iter().map(|branch| anchor(branch));
            let mut all = choices.next()??;
            for choice in choices {
                let choice = choice?;
                all.keys.extend(choice.keys);
                all.least_before = all.least_before.min(choice.least_before);
                all.most_before = all.most_before.max(choice.most_before);
                all.quality = all.quality.min(choice.quality);
            }
            Some(all)
        }
        _ => None,
    }
}

/// How well a word serves: long words are rare, the commonest are the worst, and a part inside words is dear to look for.
fn quality(word: &WordPattern) -> usize {
    let shortest = word.spellings.iter().map(|spelling| spelling.len()).min().unwrap_or(0);
    match word.shape {
        Shape::Exact if COMMON.binary_search(&&*word.spellings[0]).is_ok() => 2,
        Shape::Infix => 1,
        _ => 2 + shortest,
    }
}

/// The words that stand in nearly every reply, in the order of their bytes.
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "a", "an", "and", "any", "are", "as", "at", "auch", "auf", "aus", "be", "bei", "bitte", "by", "das", "dein", "deine", "deinen", "dem",
    "den", "der", "des", "dich", "die", "dir", "du", "ein", "eine", "einem", "einen", "einer", "es", "for", "für", "haben", "has", "hat",
    "have", "i", "ich", "if", "ihnen", "ihr", "ihre", "ihrem", "ihren", "im", "in", "is", "ist", "it", "mit", "nach", "nicht", "oder",
    "of", "on", "or", "our", "please", "sie", "sind", "so", "that", "the", "this", "to", "und", "uns", "unser", "unsere", "unserem",
    "unseren", "us", "von", "war", "was", "we", "werden", "will", "wir", "wird", "with", "you", "your", "zu", "zum", "zur",
];

/// The fewest and the most words that an element takes up. Emoji between words are not counted, so one that is asked for may count or not.
fn width(element: &Element) -> (u16, u16) {
    match element {
        Element::Word(word) if word.spellings[0].starts_with(|c: char| !c.is_alphanumeric()) => (0, 1),
        Element::Kind(TokenKind::Emoji) => (0, 1),
        Element::Word(_) | Element::Kind(_) => (1, 1),
        Element::Gap => (0, GAP as u16),
        // `within the next two business days` is about the longest that a recogniser takes; `€ 20` and the like count less.
        Element::Fact(_) => (0, 12),
        Element::Mark(_) | Element::SentenceStart | Element::SentenceEnd => (0, 0),
        Element::Any(branches) => {
            let widths = branches.iter().map(|branch| sequence_width(branch));
            widths.fold((u16::MAX, 0), |(least, most), (shortest, longest)| (least.min(shortest), most.max(longest)))
        }
        Element::Optional(branches) => (0, branches.iter().map(|branch| sequence_width(branch).1).max().unwrap_or(0)),
    }
}

fn sequence_width(elements: &[Element]) -> (u16, u16) {
    elements
        .iter()
        .map(width)
        .fold((0, 0), |(least, most), (shortest, longest)| (least.saturating_add(shortest), most.saturating_add(longest)))
}

#[cfg(test)]
mod tests {
    use super::COMMON;

    #[test]
    fn common_words_are_in_order() {
        assert!(COMMON.is_sorted());
    }
}
