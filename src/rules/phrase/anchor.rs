//! A phrase becomes its anchor: what of it a text must hold, and by which a text leads to it.

use super::words::{Shape, Word, WordPattern};
use super::{Element, GAP, Group, Phrase, Phrases};
use crate::text::{FactKind, TokenKind};

/// Something that stands in every match of a phrase.
#[derive(Clone, Copy, Debug)]
pub(super) enum Key {
    Word(Word),
    Fact(FactKind),
    Kind(TokenKind),
}

impl Phrase<'_> {
    /// Whether there is nothing in the phrase that must be there, so that it would match everywhere: such a phrase can only be a condition.
    #[must_use]
    pub fn matches_everywhere(self) -> bool {
        !self.phrases.holds(self.elements)
    }
}

impl Phrases {
    /// Whether something must stand in every match of a sequence.
    fn holds(&self, elements: &[Element]) -> bool {
        elements.iter().any(|element| match element {
            Element::Word(_) | Element::Fact(_) => true,
            Element::Kind(kind) => *kind != TokenKind::Word,
            Element::Any(group) => self.branches(*group).all(|branch| self.holds(branch)),
            _ => false,
        })
    }
}

/// The part of a sequence that makes the best anchor: one that must be there, and is as rare as can be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    /// How many words may stand before it.
    pub(super) least_before: u16,
    pub(super) most_before: u16,
    quality: u16,
    /// Which element of the sequence it is.
    at: usize,
}

impl Anchor {
    fn alone(quality: u16) -> Self {
        Self { least_before: 0, most_before: 0, quality, at: 0 }
    }
}

/// What is known of words and groups before the first anchor is chosen: each is judged once, however many phrases name it.
pub(super) struct Anchors<'a> {
    phrases: &'a Phrases,
    words: Vec<Judged>,
    groups: Vec<Judged>,
}

#[derive(Clone, Copy)]
struct Judged {
    anchor: Option<Anchor>,
    width: Width,
}

/// The fewest and the most words that something takes up.
#[derive(Clone, Copy)]
struct Width {
    least: u16,
    most: u16,
}

impl<'a> Anchors<'a> {
    pub(super) fn new(phrases: &'a Phrases) -> Self {
        let words = phrases.words.patterns().map(judge_word).collect();
        let mut anchors = Self { phrases, words, groups: Vec::with_capacity(phrases.groups.len()) };
        // A group stands behind those that are part of it, so that they are judged by then.
        for number in 0..phrases.groups.len() {
            let group = anchors.judge(Group(number as u32));
            anchors.groups.push(group);
        }
        anchors
    }

    fn judge(&self, group: Group) -> Judged {
        let branches = || self.phrases.branches(group);
        let either = |a: Anchor, b: Anchor| Anchor {
            least_before: a.least_before.min(b.least_before),
            most_before: a.most_before.max(b.most_before),
            quality: a.quality.min(b.quality),
            at: 0,
        };
        let anchors = branches().map(|branch| self.of(branch)).reduce(|all, next| Some(either(all?, next?)));
        let widths = branches().map(|branch| self.sequence_width(branch));
        let width = widths.fold(Width { least: u16::MAX, most: 0 }, |all, next| Width {
            least: all.least.min(next.least),
            most: all.most.max(next.most),
        });
        Judged { anchor: anchors.flatten(), width }
    }

    /// The best anchor of a sequence, if there is any.
    pub(super) fn of(&self, elements: &[Element]) -> Option<Anchor> {
        let mut best: Option<Anchor> = None;
        let mut before = Width { least: 0, most: 0 };
        for (at, element) in elements.iter().enumerate() {
            if let Some(found) = self.of_element(*element)
                && best.is_none_or(|best| found.quality > best.quality)
            {
                let least_before = before.least.saturating_add(found.least_before);
                best =
                    Some(Anchor { least_before, most_before: before.most.saturating_add(found.most_before), quality: found.quality, at });
            }
            before = before.and(self.width(*element));
        }
        best
    }

    fn of_element(&self, element: Element) -> Option<Anchor> {
        match element {
            Element::Word(word) => self.words[word.index()].anchor,
            Element::Kind(TokenKind::Word) => None,
            // Texts hold few of these; a rare word still leads to fewer tries.
            Element::Fact(_) | Element::Kind(_) => Some(Anchor::alone(4)),
            Element::Any(group) => self.groups[group.index()].anchor,
            _ => None,
        }
    }

    /// Gives the keys of an anchor, of which one stands in every match of its sequence.
    pub(super) fn keys(&self, elements: &[Element], anchor: Anchor, each: &mut impl FnMut(Key)) {
        match elements[anchor.at] {
            Element::Word(word) => each(Key::Word(word)),
            Element::Fact(kind) => each(Key::Fact(kind)),
            Element::Kind(kind) => each(Key::Kind(kind)),
            Element::Any(group) => {
                for branch in self.phrases.branches(group) {
                    self.of(branch).into_iter().for_each(|anchor| self.keys(branch, anchor, each));
                }
            }
            _ => {}
        }
    }

    fn width(&self, element: Element) -> Width {
        let (least, most) = match element {
            Element::Word(word) => return self.words[word.index()].width,
            Element::Kind(TokenKind::Emoji) => (0, 1),
            Element::Kind(_) => (1, 1),
            Element::Gap => (0, GAP as u16),
            // `within the next two business days` is about the longest that a recogniser takes; `€ 20` and the like count less.
            Element::Fact(_) => (0, 12),
            Element::Mark(_) | Element::SentenceStart | Element::SentenceEnd => (0, 0),
            Element::Any(group) => return self.groups[group.index()].width,
            Element::Optional(group) => (0, self.groups[group.index()].width.most),
        };
        Width { least, most }
    }

    fn sequence_width(&self, elements: &[Element]) -> Width {
        elements.iter().fold(Width { least: 0, most: 0 }, |all, element| all.and(self.width(*element)))
    }
}

impl Width {
    fn and(self, next: Self) -> Self {
        Self { least: self.least.saturating_add(next.least), most: self.most.saturating_add(next.most) }
    }
}

/// Emoji between words are not counted, so one that is asked for may count or not.
fn judge_word(word: WordPattern<'_>) -> Judged {
    let is_emoji = word.text.starts_with(|c: char| !c.is_alphanumeric());
    Judged { anchor: Some(Anchor::alone(quality(word))), width: Width { least: u16::from(!is_emoji), most: 1 } }
}

/// How well a word serves: long words are rare, the commonest are the worst, and a part inside words is dear to look for.
fn quality(word: WordPattern<'_>) -> u16 {
    match word.shape {
        Shape::Exact if COMMON.binary_search(&word.text).is_ok() => 2,
        Shape::Infix => 1,
        _ => 2 + u16::try_from(word.text.len()).unwrap_or(u16::MAX - 2),
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

#[cfg(test)]
mod tests {
    use super::COMMON;

    #[test]
    fn common_words_are_in_order() {
        assert!(COMMON.is_sorted());
    }
}
