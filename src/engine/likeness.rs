//! A draft becomes the likeness of what it says, names, numbers, links and greetings set aside, and likenesses that meet are told.
//!
//! A draft becomes a [`Signature`] of fixed size (`MinHash` over its word triples), so that a repository of a hundred thousand drafts fits into some
//! megabytes. [`Index`] looks only at signatures that share a band of their hashes (locality-sensitive hashing), and in each band only at a few
//! of them, so its cost grows linearly with the number of drafts, also where one template was used for all of them. Pure, and the same every time.
//!
//! Formulas: Broder 1997 (`MinHash`: the share of equal minima estimates the Jaccard similarity); Leskovec, Rajaraman & Ullman, "Mining of Massive
//! Datasets", chapter 3 (a pair of similarity s shares one of b bands of r hashes with probability 1 − (1 − sʳ)ᵇ; here 0.96 at 0.6).

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use crate::analysers::Reading;
use crate::analysers::dialogue::{SentenceSurvey, content_words};
use crate::draft::Kind;
use crate::rules::Differing;
use crate::text::{FactKind, TokenKind};

/// How many hashes a signature has: bands times rows.
const HASHES: usize = BANDS * ROWS;
const BANDS: usize = 13;
const ROWS: usize = 3;

/// A shorter draft is like others by nature: `Danke dir!`.
const LEAST_WORDS: usize = 8;

/// How many members of a band a draft is held against, and how many partners it gets at most.
const LOOKED_AT: usize = 2;
pub(super) const PARTNERS: usize = 3;

/// No member.
const NOBODY: u32 = u32::MAX;

/// What a draft says, names and numbers set aside, in fewer than 200 bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Signature {
    minima: [u32; HASHES],
    /// Which message it answers, or which channel it is for; 0 where that is not known.
    belonging: u64,
    /// The incident whose series it belongs to; 0 where it belongs to none.
    incident: u64,
}

impl Signature {
    /// The signature of a draft. `None` where it is too short to be told from others, or where nothing says what sets it apart.
    pub(super) fn of(reading: &Reading<'_>, differing: Differing) -> Option<Self> {
        let draft = reading.draft;
        let belonging = match differing {
            Differing::Message => draft.complaint.as_ref().map_or(0, |complaint| stable_hash(&complaint.message.text)),
            Differing::Channel => stable_hash(draft.channel()?),
        };
        // A post has no frame that would have to be told from what it says.
        let said = (draft.kind == Kind::Reply).then(|| &*reading.dialogue().reply.survey.sentences);
        let words = masked_words(reading, said);
        let content = said.map_or_else(
            || content_words(&reading.prose),
            |said| said.iter().filter(|said| !said.is_frame).map(|said| said.content).sum::<usize>(),
        );
        if content < LEAST_WORDS || words.len() < 3 {
            return None;
        }
        let minima = minima(words.windows(3).map(stable_hash));
        let incident = draft.front.incident.as_ref().map_or(0, |field| stable_hash(&field.value));
        Some(Self { minima, belonging, incident })
    }

    /// The hashes of the bands, each with its number in it.
    fn bands(&self) -> impl Iterator<Item = u32> {
        (0u8..).zip(self.minima.as_chunks::<ROWS>().0).map(|band| (stable_hash(&band) >> 32) as u32)
    }

    /// The signature of a draft of which only the hashes of its word triples are known.
    #[cfg(test)]
    pub(super) fn of_triples(triples: &[u64]) -> Self {
        Self { minima: minima(triples.iter().copied()), belonging: 0, incident: 0 }
    }

    /// The estimated share of word triples that two drafts have in common, 0 to 1.
    fn similarity(&self, other: &Self) -> f64 {
        let equal = self.minima.iter().zip(&other.minima).filter(|(a, b)| a == b).count();
        equal as f64 / HASHES as f64
    }

    /// Whether likeness is meant: an answer to the same message, a post for the same channel, or a series on one incident.
    fn belongs_with(&self, other: &Self) -> bool {
        self.belonging != 0 && self.belonging == other.belonging || self.incident != 0 && self.incident == other.incident
    }
}

/// The least of each hash over all triples.
fn minima(triples: impl Iterator<Item = u64>) -> [u32; HASHES] {
    let mut minima = [u32::MAX; HASHES];
    for triple in triples {
        for (seed, minimum) in (1u64..).zip(&mut minima) {
            *minimum = (*minimum).min(mixed(triple, seed));
        }
    }
    minima
}

/// Signatures, entered one by one, which tell what says the same as they do.
#[derive(Debug, Default)]
pub(super) struct Index {
    signatures: Vec<Signature>,
    /// By a band's number and hashes, as one hash: the first few that have it. Two bands with one hash cost a look and no more.
    bands: FxHashMap<u32, [u32; LOOKED_AT]>,
}

impl Index {
    /// The numbers of signatures that say the same and are not meant to, at most three, ascending. Numbers count from 0.
    pub(super) fn partners(&self, signature: &Signature, least_similarity: f64) -> Vec<usize> {
        let mut partners: Vec<usize> = Vec::new();
        for members in signature.bands().filter_map(|band| self.bands.get(&band)) {
            for member in members.iter().filter(|&&member| member != NOBODY).map(|&member| member as usize) {
                let other = &self.signatures[member];
                if !partners.contains(&member) && !signature.belongs_with(other) && signature.similarity(other) >= least_similarity {
                    partners.push(member);
                }
            }
        }
        partners.sort_unstable();
        partners.truncate(PARTNERS);
        partners
    }

    /// Enters a signature. It gets the next number.
    pub(super) fn enter(&mut self, signature: Signature) {
        let number = u32::try_from(self.signatures.len()).unwrap_or(NOBODY);
        for band in signature.bands() {
            let members = self.bands.entry(band).or_insert([NOBODY; LOOKED_AT]);
            if let Some(free) = members.iter_mut().find(|member| **member == NOBODY) {
                *free = number;
            }
        }
        self.signatures.push(signature);
    }
}

/// The words of the sentences that are no frame, in order, with one mark for every number, time, link, handle and name.
fn masked_words<'a>(reading: &'a Reading<'_>, sentences: Option<&[SentenceSurvey]>) -> Vec<&'a str> {
    const NUMBER: &str = "#";
    const NAME: &str = "@";
    let prose = &reading.prose;
    let names: Vec<_> = prose.facts.iter().filter(|fact| fact.kind == FactKind::Name).collect();
    let times: Vec<_> = prose
        .facts
        .iter()
        .filter(|fact| matches!(fact.kind, FactKind::Time | FactKind::Date | FactKind::Duration | FactKind::Amount))
        .collect();
    let customer = reading
        .draft
        .complaint
        .as_ref()
        .and_then(|complaint| complaint.author.as_ref())
        .map(|field| field.value.to_lowercase())
        .unwrap_or_default();
    let mut words: Vec<&str> = Vec::with_capacity(prose.tokens.len());
    for (index, token) in prose.tokens.iter().enumerate() {
        let is_frame = |said: &SentenceSurvey| said.is_frame || token.span.start < said.start;
        if sentences.is_some_and(|sentences| sentences.get(token.sentence as usize).is_none_or(is_frame)) {
            continue;
        }
        let within = |facts: &[&crate::text::Fact]| facts.iter().any(|fact| fact.tokens.contains(&index));
        let word = prose.word(index);
        let masked = match token.kind {
            TokenKind::Mark | TokenKind::Emoji => continue,
            TokenKind::Number => NUMBER,
            // The same post has other tags and links on another channel.
            TokenKind::Handle | TokenKind::Hashtag | TokenKind::Link if sentences.is_none() => continue,
            TokenKind::Handle | TokenKind::Hashtag | TokenKind::Link => NAME,
            TokenKind::Word if within(&times) => NUMBER,
            TokenKind::Word if within(&names) || customer.split_whitespace().any(|part| part == word) => NAME,
            TokenKind::Word => word,
        };
        // Two masks in a row are one: `Frau Kaya Demir` and `Frau Yıldız` are the same here.
        if !(masked.len() == 1 && words.last() == Some(&masked)) {
            words.push(masked);
        }
    }
    words
}

/// A hash that is the same on every machine and in every run: `FxHash` has a fixed seed.
fn stable_hash<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

/// One of many hash functions, by its number (the finaliser of `SplitMix64`, Steele et al. 2014).
fn mixed(value: u64, seed: u64) -> u32 {
    let mut bits = value ^ seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (bits >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::Signature;

    #[test]
    fn a_signature_is_small() {
        assert!(size_of::<Signature>() <= 200);
    }
}
