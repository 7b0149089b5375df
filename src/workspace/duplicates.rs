//! Replies become pairs that say the same to different customers: names, numbers, links and greetings set aside.
//!
//! A reply becomes a [`Signature`] of fixed size (`MinHash` over its word triples), so that a repository of a hundred thousand replies fits into some
//! megabytes. [`Index`] looks only at signatures that share a band of their hashes (locality-sensitive hashing), and in each band only at a few
//! of them, so its cost grows linearly with the number of replies, also where one template was used for all of them. Pure, and the same every time.
//!
//! Formulas: Broder 1997 (`MinHash`: the share of equal minima estimates the Jaccard similarity); Leskovec, Rajaraman & Ullman, "Mining of Massive
//! Datasets", chapter 3 (a pair of similarity s shares one of b bands of r hashes with probability 1 − (1 − sʳ)ᵇ; here 0.96 at 0.6).

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use crate::analysers::Reading;
use crate::draft::Kind;
use crate::text::{FactKind, TokenKind};

/// How many hashes a signature has: bands times rows.
const HASHES: usize = BANDS * ROWS;
const BANDS: usize = 13;
const ROWS: usize = 3;

/// From which similarity on two replies say the same: the share of word triples that they have in common.
const SIMILAR: f64 = 0.6;

/// A shorter reply is like others by nature: `Danke dir!`.
const LEAST_WORDS: usize = 8;

/// How many members of a band a reply is held against, and how many partners it gets at most.
const LOOKED_AT: usize = 4;
const PARTNERS: usize = 3;

/// What a reply says, names and numbers set aside, in fewer than 200 bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    minima: [u32; HASHES],
    /// Which message it answers; 0 where it is not known.
    message: u64,
    /// The incident whose series it belongs to; 0 where it belongs to none.
    incident: u64,
}

impl Signature {
    /// The signature of a reply. `None` for a post, and for a reply that is too short to be told from others.
    #[must_use]
    pub fn of(reading: &Reading<'_>) -> Option<Self> {
        if reading.draft.kind != Kind::Reply {
            return None;
        }
        let words = masked_words(reading);
        let content =
            reading.dialogue().reply.survey.sentences.iter().filter(|said| !said.is_frame).map(|said| said.content).sum::<usize>();
        if content < LEAST_WORDS || words.len() < 3 {
            return None;
        }
        let mut minima = [u32::MAX; HASHES];
        for triple in words.windows(3) {
            let shingle = stable_hash(triple);
            for (seed, minimum) in (1u64..).zip(&mut minima) {
                *minimum = (*minimum).min(mixed(shingle, seed));
            }
        }
        let message = reading.draft.complaint.as_ref().map_or(0, |complaint| stable_hash(&complaint.message.text));
        let incident = reading.draft.front.incident.as_ref().map_or(0, |field| stable_hash(&field.value));
        Some(Self { minima, message, incident })
    }

    /// The estimated share of word triples that two replies have in common, 0 to 1.
    #[must_use]
    pub fn similarity(&self, other: &Self) -> f64 {
        let equal = self.minima.iter().zip(&other.minima).filter(|(a, b)| a == b).count();
        equal as f64 / HASHES as f64
    }

    /// Whether likeness is meant: an answer to the same message, or a series on one incident.
    fn belongs_with(&self, other: &Self) -> bool {
        self.message != 0 && self.message == other.message || self.incident != 0 && self.incident == other.incident
    }
}

/// Signatures, entered one by one: each is told which of those before it say the same.
#[derive(Debug, Default)]
pub struct Index {
    signatures: Vec<Signature>,
    /// By number and hashes of a band: the first few that have it.
    bands: FxHashMap<(u8, [u32; ROWS]), Vec<u32>>,
}

impl Index {
    /// Enters a signature: the numbers of earlier ones that say the same to another customer, at most three, ascending. Numbers count from 0.
    pub fn enter(&mut self, signature: Signature) -> Vec<usize> {
        let number = self.signatures.len() as u32;
        let mut partners: Vec<usize> = Vec::new();
        for (band, hashes) in (0u8..).zip(signature.minima.as_chunks::<ROWS>().0) {
            let members = self.bands.entry((band, *hashes)).or_default();
            for member in members.iter().map(|&member| member as usize) {
                let other = &self.signatures[member];
                if !partners.contains(&member) && !signature.belongs_with(other) && signature.similarity(other) >= SIMILAR {
                    partners.push(member);
                }
            }
            if members.len() < LOOKED_AT {
                members.push(number);
            }
        }
        self.signatures.push(signature);
        partners.sort_unstable();
        partners.truncate(PARTNERS);
        partners
    }
}

/// The pairs of replies that say the same to different customers, as indices with the smaller first, ascending. Each reply is paired with at most
/// three earlier ones: a template used a thousand times gives three thousand pairs, not half a million.
#[must_use]
pub fn pairs(signatures: &[Signature]) -> Vec<(usize, usize)> {
    let mut index = Index::default();
    let partners = signatures.iter().enumerate().flat_map(|(number, signature)| {
        let earlier = index.enter(signature.clone());
        earlier.into_iter().map(move |partner| (partner, number)).collect::<Vec<_>>()
    });
    let mut found: Vec<(usize, usize)> = partners.collect();
    found.sort_unstable();
    found
}

/// The words of the sentences that are no frame, in order, with one mark for every number, time, link, handle and name.
fn masked_words<'a>(reading: &'a Reading<'_>) -> Vec<&'a str> {
    const NUMBER: &str = "#";
    const NAME: &str = "@";
    let prose = &reading.prose;
    let sentences = &reading.dialogue().reply.survey.sentences;
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
        let Some(said) = sentences.get(token.sentence as usize) else { continue };
        if said.is_frame || token.span.start < said.start {
            continue;
        }
        let within = |facts: &[&crate::text::Fact]| facts.iter().any(|fact| fact.tokens.contains(&index));
        let word = prose.word(index);
        let masked = match token.kind {
            TokenKind::Mark | TokenKind::Emoji => continue,
            TokenKind::Number => NUMBER,
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
    use super::*;
    use crate::config::Settings;
    use crate::draft::{Draft, Format, read};

    fn draft(front: &str, text: &str) -> Draft {
        read(format!("---\nkind: reply\nlang: de\n{front}\n---\n{text}\n").as_bytes(), Format::Markdown).remove(0)
    }

    fn signature(front: &str, text: &str) -> Option<Signature> {
        let (draft, settings) = (draft(front, text), Settings::default());
        Signature::of(&Reading::new(&draft, &settings))
    }

    fn complaint(text: &str) -> String {
        format!("complaint: {{text: {text:?}}}")
    }

    const BODY: &str =
        "der Schaden am Zaun wird von der Firma behoben, sobald der Frost vorbei ist, und die Kosten dafür trägt die Gemeinde.";

    #[test]
    fn a_signature_is_small() {
        assert!(size_of::<Signature>() <= 200);
    }

    #[test]
    fn replies_that_differ_in_names_and_numbers_are_the_same() {
        let one = signature(&complaint("Der Zaun am Bach ist kaputt."), &format!("Hallo Frau Kaya, {BODY} Start ist am 3.11. um 9 Uhr."));
        let two =
            signature(&complaint("Unser Zaun wurde umgefahren!"), &format!("Guten Tag Herr Yıldız, {BODY} Start ist am 17.12. um 14 Uhr."));
        assert_eq!(pairs(&[one.unwrap(), two.unwrap()]), [(0, 1)]);
    }

    #[test]
    fn other_replies_are_not() {
        let one = signature(&complaint("a"), BODY).unwrap();
        let two = signature(
            &complaint("b"),
            "Die Ampel an der Grundschule läuft seit heute Mittag wieder, ein Kabel war bei den Bauarbeiten am Marktplatz beschädigt worden, der Elektriker kam sofort.",
        )
        .unwrap();
        assert_eq!(pairs(&[one, two]), []);
    }

    #[test]
    fn short_replies_and_posts_have_none() {
        assert_eq!(signature("", "Danke dir!"), None);
        let post = read(format!("---\nkind: post\n---\n{BODY}\n").as_bytes(), Format::Markdown).remove(0);
        assert_eq!(Signature::of(&Reading::new(&post, &Settings::default())), None);
    }

    #[test]
    fn a_series_on_one_incident_and_answers_to_one_message_are_meant() {
        let series = |text| signature(&format!("incident: rohrbruch\n{}", complaint(text)), BODY).unwrap();
        assert_eq!(pairs(&[series("a"), series("b")]), []);
        let versions = || signature(&complaint("a"), BODY).unwrap();
        assert_eq!(pairs(&[versions(), versions()]), []);
    }

    #[test]
    fn a_template_for_everybody_costs_no_more_than_its_length() {
        let many: Vec<Signature> = (0..400).map(|number| signature(&complaint(&number.to_string()), BODY).unwrap()).collect();
        let found = pairs(&many);
        assert!(found.len() <= many.len() * PARTNERS);
        assert!((1..many.len()).all(|index| found.iter().any(|(_, later)| *later == index)), "each has a partner");
    }
}
