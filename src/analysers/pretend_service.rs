//! A promise of being there always becomes a hit where the brand's hours say otherwise, and so does an address that nobody reads.

use super::{Analyser, Check, Hit, Remedy};
use crate::finding::Severity;
use crate::text::{Span, TokenKind};

pub(super) struct PretendService;

impl Analyser for PretendService {
    fn name(&self) -> &'static str {
        "pretend-service"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        hits.extend(promises(check));
        hits.extend(dead_ends(check));
    }
}

/// What the rule's phrases find. True where the brand really answers around the clock.
fn promises(check: &Check<'_>) -> Vec<Hit> {
    let prose = &check.reading.prose;
    let hours = check.reading.settings.brand.hours.as_ref();
    if hours.is_some_and(|hours| hours.is_always_open()) {
        return Vec::new();
    }
    let hours = hours.map(|hours| hours.text(check.reading.language()));
    let hit = |span: Span| {
        let written = span.slice(&prose.text);
        let (name, wording) = match &hours {
            Some(_) => ("hours", "with-hours"),
            None => ("promise", "without-hours"),
        };
        let values = [("match", written), ("hours", hours.as_deref().unwrap_or_default())];
        let text = check.message(wording, &values);
        let sentence = prose.sentence_at(span.start).map_or(span, |sentence| sentence.span);
        let hit =
            Hit::body(span, check.message(name, &values)).remedy(Remedy::review(check.message("fix", &[("text", &text)]), sentence, text));
        // Without hours to hold it against, the promise may be true.
        if hours.is_some() { hit } else { hit.at_most(Severity::Info) }
    };
    check.hits.iter().map(|found| hit(found.span)).collect()
}

/// Addresses that nobody reads, named as a way to answer.
fn dead_ends(check: &Check<'_>) -> Vec<Hit> {
    let prose = &check.reading.prose;
    if memchr::memchr(b'@', prose.text.as_bytes()).is_none() {
        return Vec::new();
    }
    let is_dead = |index: usize| {
        let name: String = prose.word(index).split('@').next().unwrap_or_default().chars().filter(|c| c.is_alphanumeric()).collect();
        check.list("dead-mailboxes").any(|dead| name == dead)
    };
    let is_warned_of = |index: usize| {
        let sentence = prose.sentences.get(prose.tokens[index].sentence as usize);
        sentence.is_some_and(|sentence| sentence.tokens.clone().any(|token| check.list("warnings").any(|word| prose.word(token) == word)))
    };
    let links = (0..prose.tokens.len()).filter(|&index| prose.tokens[index].kind == TokenKind::Link && prose.written(index).contains('@'));
    let named = links.filter(|&index| is_dead(index) && !is_warned_of(index));
    named.map(|index| Hit::body(prose.tokens[index].span, check.message("dead-end", &[("match", prose.written(index))]))).collect()
}
