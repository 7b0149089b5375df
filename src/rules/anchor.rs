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
        Shape::Exact if COMMON.contains(&&*word.spellings[0]) => 2,
        Shape::Infix => 1,
        _ => 2 + shortest,
    }
}

/// The words that stand in nearly every reply.
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "und", "oder", "in", "im", "an", "auf", "für", "mit", "von",
    "zu", "zum", "zur", "ist", "sind", "war", "wir", "uns", "unser", "unsere", "unseren", "unserem", "sie", "ihr", "ihnen", "ihre", "ihren", "ihrem",
    "du", "dir", "dich", "dein", "deine", "deinen", "es", "ich", "haben", "hat", "wird", "werden", "nicht", "auch", "bei", "aus", "nach", "bitte",
    "the", "a", "an", "and", "or", "of", "to", "in", "on", "for", "with", "is", "are", "was", "be", "we", "us", "our", "you", "your", "it", "this",
    "that", "have", "has", "i", "at", "please", "will", "any", "so", "as", "by", "if",
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
