//! Phrase hits become valid hits: those in quotes, code or links, behind a negation, in an allowed word, or under one of the rule's own
//! exceptions are taken out, and of overlapping ones the longest stays.

use std::ops::Range;

use crate::analysers::Reading;
use crate::rules::{Part, PhraseHit, Place, Rule, special_tokens};
use crate::text::{Language, Prose, TokenKind, ZoneKind, fold_word};

/// What keeps a hit from counting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// It stands in quotes, code, a comment or the target of a link.
    Zone(ZoneKind),
    /// It is a handle, a hashtag or a link.
    Special(TokenKind),
    /// This token negates it.
    Negated(usize),
    /// An exception of the rule, by its number, stands at these tokens and overlaps it.
    Excepted { phrase: usize, tokens: Range<usize> },
    /// A phrase of `unless-in-sentence`, by its number, stands at these tokens.
    UnlessInSentence { phrase: usize, tokens: Range<usize> },
    /// No phrase of `only-in-sentence` stands in its sentence.
    OnlyInSentence,
    /// The config allows it by the entry of this number.
    Allowed(usize),
    /// Another hit of the rule covers it.
    Overlapped,
    /// A phrase of `unless-in-draft`, by its number, stands at these tokens.
    UnlessInDraft { phrase: usize, tokens: Range<usize> },
    /// No phrase of `only-in-draft` stands in the draft.
    OnlyInDraft,
}

/// The hits that count.
pub(super) fn valid(hits: Vec<PhraseHit>, reading: &Reading<'_>, rule: &Rule, part: &Part) -> Vec<PhraseHit> {
    if hits.is_empty() {
        return hits;
    }
    let mut valid: Vec<PhraseHit> = hits.into_iter().filter(|hit| obstacle(hit, reading, rule, part).is_none()).collect();
    drop_overlapped(&mut valid);
    if valid.is_empty() || draft_obstacle(reading, part).is_some() {
        return Vec::new();
    }
    valid
}

/// Every hit, with what keeps it from counting: for who wants to know why. Those that count are those of [`valid`].
pub(super) fn judged(hits: Vec<PhraseHit>, reading: &Reading<'_>, rule: &Rule, part: &Part) -> Vec<(PhraseHit, Option<Obstacle>)> {
    let judged: Vec<_> = hits.into_iter().map(|hit| (obstacle(&hit, reading, rule, part), hit)).collect();
    let mut kept: Vec<PhraseHit> = judged.iter().filter(|(obstacle, _)| obstacle.is_none()).map(|(_, hit)| hit.clone()).collect();
    drop_overlapped(&mut kept);
    let of_draft = draft_obstacle(reading, part);
    let told = |(obstacle, hit): (Option<Obstacle>, PhraseHit)| {
        let covered = (!kept.contains(&hit)).then_some(Obstacle::Overlapped);
        let obstacle = obstacle.or(covered).or_else(|| of_draft.clone());
        (hit, obstacle)
    };
    judged.into_iter().map(told).collect()
}

/// The draft as a whole may excuse a rule, or must hold what it waits for.
fn draft_obstacle(reading: &Reading<'_>, part: &Part) -> Option<Obstacle> {
    let whole = 0..reading.prose.tokens.len();
    if let Some((phrase, tokens)) = part.unless_in_draft().first_in(&reading.prose, &whole) {
        return Some(Obstacle::UnlessInDraft { phrase, tokens });
    }
    let only = part.only_in_draft();
    (!only.is_empty() && only.first_in(&reading.prose, &whole).is_none()).then_some(Obstacle::OnlyInDraft)
}

/// What keeps a hit from counting by itself, whatever else stands in the draft.
fn obstacle(hit: &PhraseHit, reading: &Reading<'_>, rule: &Rule, part: &Part) -> Option<Obstacle> {
    set_apart(hit, rule, &reading.prose).or_else(|| excepted(hit, reading, rule, part))
}

fn set_apart(hit: &PhraseHit, rule: &Rule, prose: &Prose) -> Option<Obstacle> {
    let zone_place = |kind| match kind {
        ZoneKind::Quote | ZoneKind::BlockQuote => Some(Place::Quotes),
        ZoneKind::Code => Some(Place::Code),
        ZoneKind::LinkTarget => Some(Place::Links),
        ZoneKind::Comment => None,
    };
    let zone = prose
        .zones
        .iter()
        .take_while(|zone| zone.span.start < hit.span.end)
        .filter(|zone| zone.span.overlaps(hit.span))
        // A quotation mark inside a phrase does not set the phrase apart; a phrase inside quotation marks is.
        .filter(|zone| zone.kind != ZoneKind::Quote || zone.span.contains(hit.span))
        .find(|zone| zone_place(zone.kind).is_none_or(|place| !rule.looks_in(place)));
    if let Some(zone) = zone {
        return Some(Obstacle::Zone(zone.kind));
    }
    // A phrase that asks for a link or a handle has one; only what it did not ask for sets a hit apart, and that a regex alone can hit.
    if hit.tokens.len() != 1 {
        return None;
    }
    let special = special_tokens(prose, hit.tokens.clone()).find(|kind| match kind {
        TokenKind::Handle => !rule.looks_in(Place::Handles),
        TokenKind::Hashtag => !rule.looks_in(Place::Hashtags),
        TokenKind::Link => !rule.looks_in(Place::Links),
        _ => false,
    });
    special.map(Obstacle::Special)
}

fn excepted(hit: &PhraseHit, reading: &Reading<'_>, rule: &Rule, part: &Part) -> Option<Obstacle> {
    let prose = &reading.prose;
    let sentence = sentence_of(prose, hit);
    if !rule.looks_in(Place::Negated)
        && let Some(token) = negation(prose, &sentence, hit.tokens.start)
    {
        return Some(Obstacle::Negated(token));
    }
    if let Some((phrase, tokens)) = part.except().first_over(prose, &sentence, &hit.tokens) {
        return Some(Obstacle::Excepted { phrase, tokens });
    }
    if let Some((phrase, tokens)) = part.unless_in_sentence().first_in(prose, &sentence) {
        return Some(Obstacle::UnlessInSentence { phrase, tokens });
    }
    let only = part.only_in_sentence();
    if !only.is_empty() && only.first_in(prose, &sentence).is_none() {
        return Some(Obstacle::OnlyInSentence);
    }
    if rule.looks_in(Place::Allowed) { None } else { allowed(hit, reading).map(Obstacle::Allowed) }
}

/// The tokens of the hit's sentence; of all its sentences, where a regex crosses their border.
fn sentence_of(prose: &Prose, hit: &PhraseHit) -> Range<usize> {
    let sentence = |token: usize| prose.tokens.get(token).and_then(|token| prose.sentences.get(token.sentence as usize));
    match (sentence(hit.tokens.start), sentence(hit.tokens.end.saturating_sub(1))) {
        (Some(first), Some(last)) => first.tokens.start..last.tokens.end.max(first.tokens.end),
        _ => hit.tokens.clone(),
    }
}

/// How many words before a hit a negation reaches over.
const NEGATION_WINDOW: usize = 3;

#[rustfmt::skip]
const NEGATIONS: [&[&str]; 2] = [
    &["kein", "keine", "keinen", "keinem", "keiner", "keines", "keinerlei", "nicht", "nie", "niemals", "nirgends", "statt", "anstatt", "anstelle",
      "ohne", "weder", "nix"],
    &["no", "not", "never", "without", "instead", "neither", "nor", "don't", "dont", "doesn't", "didn't", "won't", "can't", "cannot", "isn't", "aren't",
      "wasn't", "weren't", "shouldn't", "wouldn't", "haven't", "hasn't"],
];

/// The negation in the three words before, with no comma or the like in between.
fn negation(prose: &Prose, sentence: &Range<usize>, start: usize) -> Option<usize> {
    let negations = match prose.language {
        Language::De => NEGATIONS[0],
        Language::En => NEGATIONS[1],
    };
    let ends_clause = |token: usize| matches!(prose.word(token), "," | ";" | ":" | "–" | "—" | "-" | "(" | ")" | "!" | "?" | ".");
    (sentence.start..start)
        .rev()
        .take_while(|&token| prose.tokens[token].kind != TokenKind::Mark || !ends_clause(token))
        .filter(|&token| prose.tokens[token].kind != TokenKind::Mark)
        .take(NEGATION_WINDOW)
        .find(|&token| negations.contains(&prose.word(token)))
}

/// The number of the word or phrase of the config within which the hit lies.
fn allowed(hit: &PhraseHit, reading: &Reading<'_>) -> Option<usize> {
    let text = &reading.prose.folded.text;
    let first = reading.prose.tokens.get(hit.tokens.start)?;
    let last = reading.prose.tokens.get(hit.tokens.end.saturating_sub(1))?;
    let (start, end) = (first.folded.start(), last.folded.end());
    reading.settings.allow.iter().position(|allowed| {
        let allowed = fold_word(allowed);
        !allowed.is_empty() && text.match_indices(&*allowed).any(|(at, _)| at <= start && end <= at + allowed.len())
    })
}

/// Of hits of one rule that overlap, keeps the one that starts first, and of those that start together the longest.
fn drop_overlapped(hits: &mut Vec<PhraseHit>) {
    hits.sort_by_key(|hit| (hit.group(), hit.span.start, std::cmp::Reverse(hit.span.end)));
    let mut kept: Vec<PhraseHit> = Vec::with_capacity(hits.len());
    for hit in hits.drain(..) {
        if !kept.last().is_some_and(|last| last.group() == hit.group() && last.span.overlaps(hit.span)) {
            kept.push(hit);
        }
    }
    *hits = kept;
}
