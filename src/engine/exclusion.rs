//! Phrase hits become valid hits: those in quotes, code or links, behind a negation, in an allowed word, or under one of the rule's own
//! exceptions are taken out, and of overlapping ones the longest stays.

use std::ops::Range;

use crate::analysers::Reading;
use crate::rules::{Part, Phrase, PhraseHit, Place, Rule, special_tokens};
use crate::text::{Language, Prose, TokenKind, ZoneKind, fold};

/// The hits that count.
pub(super) fn valid(hits: Vec<PhraseHit>, reading: &Reading<'_>, rule: &Rule, part: &Part) -> Vec<PhraseHit> {
    if hits.is_empty() {
        return hits;
    }
    let mut valid: Vec<PhraseHit> =
        hits.into_iter().filter(|hit| !is_set_apart(hit, rule, &reading.prose) && !is_excepted(hit, reading, rule, part)).collect();
    drop_overlapped(&mut valid);
    if valid.is_empty() || !draft_allows(reading, part) {
        return Vec::new();
    }
    valid
}

/// The draft as a whole may excuse a rule, or must hold what it waits for.
fn draft_allows(reading: &Reading<'_>, part: &Part) -> bool {
    let whole = 0..reading.prose.tokens.len();
    let stands = |phrases: &[Phrase]| phrases.iter().any(|phrase| phrase.search(&reading.prose, whole.clone()).is_some());
    let only = part.only_in_draft();
    !stands(part.unless_in_draft()) && (only.is_empty() || stands(only))
}

fn is_set_apart(hit: &PhraseHit, rule: &Rule, prose: &Prose) -> bool {
    let zone_place = |kind| match kind {
        ZoneKind::Quote | ZoneKind::BlockQuote => Some(Place::Quotes),
        ZoneKind::Code => Some(Place::Code),
        ZoneKind::LinkTarget => Some(Place::Links),
        ZoneKind::Comment => None,
    };
    let in_zone = prose
        .zones
        .iter()
        .take_while(|zone| zone.span.start < hit.span.end)
        .filter(|zone| zone.span.overlaps(hit.span))
        // A quotation mark inside a phrase does not set the phrase apart; a phrase inside quotation marks is.
        .filter(|zone| zone.kind != ZoneKind::Quote || zone.span.contains(hit.span))
        .any(|zone| zone_place(zone.kind).is_none_or(|place| !rule.looks_in(place)));
    let special = special_tokens(prose, hit.tokens.clone()).any(|kind| match kind {
        TokenKind::Handle => !rule.looks_in(Place::Handles),
        TokenKind::Hashtag => !rule.looks_in(Place::Hashtags),
        TokenKind::Link => !rule.looks_in(Place::Links),
        _ => false,
    });
    // A phrase that asks for a link or a handle has one; only what it did not ask for sets a hit apart, and that a regex alone can hit.
    in_zone || (special && hit.tokens.len() == 1)
}

fn is_excepted(hit: &PhraseHit, reading: &Reading<'_>, rule: &Rule, part: &Part) -> bool {
    let prose = &reading.prose;
    let sentence = sentence_of(prose, hit);
    let stands = |phrases: &[Phrase]| phrases.iter().any(|phrase| phrase.search(prose, sentence.clone()).is_some());
    let only = part.only_in_sentence();
    (!rule.looks_in(Place::Negated) && is_negated(prose, &sentence, hit.tokens.start))
        || overlaps_one_of(part.except(), prose, &sentence, hit)
        || stands(part.unless_in_sentence())
        || !(only.is_empty() || stands(only))
        || (!rule.looks_in(Place::Allowed) && is_allowed(hit, reading))
}

/// The tokens of the hit's sentence; of all its sentences, where a regex crosses their border.
fn sentence_of(prose: &Prose, hit: &PhraseHit) -> Range<usize> {
    let sentence = |token: usize| prose.tokens.get(token).and_then(|token| prose.sentences.get(token.sentence as usize));
    match (sentence(hit.tokens.start), sentence(hit.tokens.end.saturating_sub(1))) {
        (Some(first), Some(last)) => first.tokens.start..last.tokens.end.max(first.tokens.end),
        _ => hit.tokens.clone(),
    }
}

fn overlaps_one_of(phrases: &[Phrase], prose: &Prose, sentence: &Range<usize>, hit: &PhraseHit) -> bool {
    let starts = || sentence.clone().take_while(|&start| start < hit.tokens.end);
    phrases.iter().any(|phrase| {
        starts().any(|start| {
            prose.tokens[start].kind != TokenKind::Mark && phrase.match_at(prose, start).is_some_and(|end| end > hit.tokens.start)
        })
    })
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

/// Whether a negation stands in the three words before, with no comma or the like in between.
fn is_negated(prose: &Prose, sentence: &Range<usize>, start: usize) -> bool {
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
        .any(|token| negations.contains(&prose.word(token)))
}

/// Whether the hit lies within a word or phrase that the config allows.
fn is_allowed(hit: &PhraseHit, reading: &Reading<'_>) -> bool {
    let text = &reading.prose.folded.text;
    let (Some(first), Some(last)) =
        (reading.prose.tokens.get(hit.tokens.start), reading.prose.tokens.get(hit.tokens.end.saturating_sub(1)))
    else {
        return false;
    };
    let (start, end) = (first.folded.start(), last.folded.end());
    reading.settings.allow.iter().any(|allowed| {
        let allowed = fold(allowed).text;
        !allowed.is_empty() && text.match_indices(allowed.as_str()).any(|(at, _)| at <= start && end <= at + allowed.len())
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
