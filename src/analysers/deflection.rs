//! A phrase that sends the customer elsewhere becomes a hit: with its full weight where nothing is said on the matter here, else as a remark.
//! Two analysers: to the telephone or another office, and out of sight.

use super::dialogue::{Role, Understanding};
use super::{Analyser, Check, Hit, Place, phrase_hit};
use crate::finding::Severity;
use crate::text::Span;

pub(super) struct HotlineDeflection;
pub(super) struct PrivateChannelDeflection;

impl Analyser for HotlineDeflection {
    fn name(&self) -> &'static str {
        "hotline-deflection"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        deflections(check, hits);
    }
}

impl Analyser for PrivateChannelDeflection {
    fn name(&self) -> &'static str {
        "private-channel-deflection"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        deflections(check, hits);
    }
}

fn deflections(check: &Check<'_>, hits: &mut Vec<Hit>) {
    let understanding = check.reading.dialogue();
    // Who asks for the way is not sent away by being told: then no sentence of the reply is a referral.
    let asks_for_contact = understanding.message.as_ref().is_some_and(|message| message.complaint.asks_for_contact());
    if asks_for_contact && !understanding.reply.role_set().has(Role::Referral) {
        return;
    }
    let weighs = says_nothing_here(understanding) && !is_raised_by_customer(check);
    // One reply sends the customer away once, in however many sentences it does.
    let Some((first, others)) = check.hits.split_first() else { return };
    let mut hit = phrase_hit(&check.reading.prose, check.part, first);
    // Where it is all that the reply says, what a next step would be is said with it. Elsewhere the lack of one is another matter.
    hit = hit.covering(if understanding.says_one_thing() { first.span } else { Span::default() });
    if !weighs {
        hit = hit.at_most(Severity::Info);
    }
    if let (true, Some(message), Some(complaint)) = (weighs, &understanding.message, check.reading.complaint()) {
        hit = hit.note(Place::Complaint(message.complaint.core_span(complaint)), check.message("open", &[]));
    }
    for other in others {
        hit = hit.note(Place::Body(other.span), check.message("again", &[]));
    }
    hits.push(hit);
}

/// Whether the customer wrote about the private channel: then a word on it is a word on the matter.
fn is_raised_by_customer(check: &Check<'_>) -> bool {
    let Some(complaint) = check.reading.complaint() else { return false };
    (0..complaint.tokens.len()).any(|token| check.list("raised-by").any(|word| word == complaint.word(token)))
}

/// Whether nothing is said on the matter here: held against the message where there is one, else by the reply alone.
fn says_nothing_here(understanding: &Understanding) -> bool {
    if understanding.message.is_some() { understanding.deflects() } else { !understanding.reply.role_set().has(Role::Substance) }
}
