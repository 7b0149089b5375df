//! A word of a reply and a customer's name become a match: which part of the name is meant, and how far the word is from it.
//! Knows short forms, genitives and double names; nothing of what follows from a match.

use strsim::osa_distance;

use super::customer::{Known, mentions, spells_umlauts_out};
use super::personal::{PartKind, PersonalName};
use super::salutation::{Address, WrittenWord};
use super::spelling::{Likeness, Spelling, key};
use super::verdict::{Case, Certainty, Fault, FaultKind};
use crate::config::Diacritics;
use crate::text::{Language, Span};

/// A word of a reply's name and what of the customer's name it is nearest to.
pub(super) struct Match {
    pub(super) known: usize,
    pub(super) part: usize,
    pub(super) likeness: Likeness,
    /// How many slips lie between the two.
    pub(super) slips: usize,
    pub(super) right: String,
}

impl Case<'_> {
    /// What a word of a reply's name is nearest to.
    pub(super) fn nearest(&self, word: &WrittenWord, spelling: &Spelling, address: &Address) -> Option<Match> {
        let mut best: Option<Match> = None;
        for (known, Known { name, .. }) in self.customer.known.iter().enumerate() {
            let squeezed = || name.parts.iter().map(|part| part.spelling.key.replace('-', "")).collect::<String>();
            for (part, found) in name.parts.iter().enumerate() {
                let (likeness, right) = match (word.kind, found.kind) {
                    (PartKind::Particle, PartKind::Particle) if found.spelling.key == spelling.key => (Likeness::Same, String::new()),
                    (PartKind::Initial, PartKind::Initial | PartKind::Name) | (PartKind::Name, PartKind::Initial) => {
                        let agree = found.spelling.key.chars().next() == spelling.key.chars().next();
                        // An initial confirms no name; it only does not speak against it.
                        if agree { (Likeness::Nickname, String::new()) } else { continue }
                    }
                    (PartKind::Name | PartKind::Particle, PartKind::Name | PartKind::Particle) => {
                        let untitled = address.title.is_none() && (name.any_order || !name.is_surname(part) || name.parts.len() == 1);
                        compare(spelling, &found.spelling, &found.pieces, untitled)
                    }
                    _ => continue,
                };
                let kind = if likeness == Likeness::Umlaut { FaultKind::Umlaut } else { FaultKind::Accent };
                let tolerated = matches!(likeness, Likeness::Umlaut | Likeness::Accent) && self.is_tolerated(kind, spelling, &right);
                let likeness = if tolerated { Likeness::Same } else { likeness };
                let slips = if likeness == Likeness::Misspelt { osa_distance(&spelling.key, &key(&right)) } else { 0 };
                if best.as_ref().is_none_or(|best| (likeness, slips) < (best.likeness, best.slips)) {
                    best = Some(Match { known, part, likeness, slips, right });
                }
            }
            if best.as_ref().is_none_or(|best| best.likeness > Likeness::Same)
                && spelling.key.len() > 4
                && squeezed() == spelling.key.replace('-', "")
            {
                best = Some(Match { known, part: 0, likeness: Likeness::Same, slips: 0, right: String::new() });
            }
        }
        best.filter(|found| found.likeness < Likeness::Different)
    }

    /// A word in the genitive that is nearly the surname of somebody known.
    pub(in crate::analysers) fn genitive_fault(&self, known: &Known, span: Span) -> Option<Fault> {
        let written = Spelling::new(span.slice(&self.prose.text));
        let last = known.name.parts.len().checked_sub(1).filter(|&last| known.name.is_surname(last))?;
        let part = &known.name.parts[last];
        let ending = ["'s", "s"].into_iter().find(|ending| written.key.ends_with(ending))?;
        let stem = written.written.char_indices().rev().nth(ending.len() - 1).map(|(at, _)| &written.written[..at])?;
        let likeness = part.spelling.likeness(&Spelling::new(stem));
        let right = format!("{}{}", part.spelling.presentable(), &written.written[stem.len()..]);
        let same_start = written.key.chars().next() == part.spelling.key.chars().next();
        let heard = super::sound::german(&part.spelling.key) == super::sound::german(&key(stem));
        let slip = likeness == Likeness::Misspelt && same_start && heard && part.spelling.key.chars().count() > 4;
        let known_word = mentions(self.complaint, &written.written) || self.is_own(&written.written);
        (slip && !known_word).then_some(Fault { kind: FaultKind::Misspelt, span, right, place: known.place, certainty: Certainty::Guess })
    }

    /// Whether a project or the customer's own way of writing makes the spelling a right one.
    fn is_tolerated(&self, kind: FaultKind, written: &Spelling, right: &str) -> bool {
        let lenient = self.settings.diacritics == Diacritics::Lenient;
        match kind {
            FaultKind::Accent => lenient,
            FaultKind::Umlaut => {
                // Mueller, who writes "fuer", has no umlaut on the keyboard.
                let restored = written.key.contains(['ä', 'ö', 'ü', 'ß']) && spells_umlauts_out(self.complaint);
                let swiss = self.settings.region.as_ref().is_some_and(|region| matches!(region.country.as_str(), "CH" | "LI"));
                restored || lenient || swiss && right.contains('ß')
            }
            _ => false,
        }
    }
}

/// How a written word is related to a part of a name, and what would be right. Tries genitives and the parts of double names.
fn compare(written: &Spelling, part: &Spelling, pieces: &[Spelling], untitled_given: bool) -> (Likeness, String) {
    let mut best = compare_forms(written, part, untitled_given);
    for piece in pieces {
        let one = compare_forms(written, piece, untitled_given);
        if one.0 < best.0 {
            best = one;
        }
    }
    // Half of a double name is right, and a slip in one half is one in the whole.
    let halves: Vec<Spelling> =
        if written.key.contains('-') { written.written.split('-').map(Spelling::new).collect() } else { Vec::new() };
    if best.0 == Likeness::Different
        && halves.len() > 1
        && pieces.len() >= halves.len()
        && halves.iter().any(|half| pieces.iter().any(|piece| piece.likeness(half) == Likeness::Same))
    {
        return (Likeness::Misspelt, part.presentable());
    }
    best
}

fn compare_forms(written: &Spelling, right: &Spelling, untitled_given: bool) -> (Likeness, String) {
    let likeness = right.likeness(written);
    let pet_form = || {
        !written.key.contains('-')
            && (is_pet_form(&written.key, &right.key) || is_pet_form(&right.key, &written.key) && right.key.chars().count() > 3)
    };
    if likeness <= Likeness::Nickname || likeness >= Likeness::Misspelt && untitled_given && pet_form() {
        return (likeness.min(Likeness::Nickname), String::new());
    }
    let mut best = (likeness, right.presentable());
    for ending in ["'s", "s", "'"] {
        // Behind an s no other is added: "Reyess" is no genitive.
        let Some(stem) = written.key.strip_suffix(ending).filter(|stem| ending != "s" || !stem.ends_with(['s', 'ß', 'x', 'z'])) else {
            continue;
        };
        let kept = written.written.char_indices().nth(stem.chars().count()).map_or("", |(at, _)| &written.written[at..]);
        let of_stem = right.likeness(&Spelling::new(stem));
        if of_stem < best.0 {
            best = (of_stem, format!("{}{kept}", right.presentable()));
        }
    }
    best
}

/// Whether a word begins as one of the names does, and may be what a machine has made of it.
pub(super) fn begins_like(word: &str, name: &PersonalName) -> bool {
    let start = |text: &str| text.chars().take(2).collect::<String>();
    name.names()
        .any(|part| start(&part.spelling.key) == start(word) && part.spelling.key.chars().count().abs_diff(word.chars().count()) <= 3)
}

/// Whether a name is cut short as friends do it: Abhi for Abhilash, Steffy for Stefanie. One letter less is a slip.
fn is_pet_form(written: &str, right: &str) -> bool {
    let root = written.strip_suffix("ie").or_else(|| written.strip_suffix(['i', 'y', 'o'])).unwrap_or(written);
    let (length, whole) = (written.chars().count(), right.chars().count());
    let cut = |root: &str| root.chars().count() >= 3 && right.starts_with(root);
    whole >= length + 2 && cut(written) || whole > length && osa_distance(written, right) > 1 && cut(root)
}

/// Whether a word that nobody is known to be called by has the ending of one who does something, or of several.
pub(super) fn looks_like_a_noun(word: &str, language: Language) -> bool {
    let endings: &[&str] = match language {
        Language::De => &[
            "er", "erin", "innen", "ung", "heit", "keit", "schaft", "freund", "freundin", "fans", "lein", "chen", "könig", "könige",
            "kinder", "leute", "team",
        ],
        Language::En => &["er", "ers", "or", "ors", "ist", "ists", "ness", "tion", "ing", "ful", "team", "fan", "fans", "lover"],
    };
    endings.iter().any(|ending| word.ends_with(ending))
}
