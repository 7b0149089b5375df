//! A post for businesses on a channel where people are consumers becomes a hit.

use super::{Analyser, Check, Hit, Place};
use crate::draft::Audience;

pub(super) struct AudienceChannel;

impl Analyser for AudienceChannel {
    fn name(&self) -> &'static str {
        "audience-channel"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let reading = check.reading;
        let front = &reading.draft.front;
        let for_business = front.audience.as_ref().is_some_and(|audience| audience.value == Audience::B2b);
        let (Some(channel), Some(field)) = (reading.channel().filter(|channel| for_business && channel.consumer), &front.channel) else {
            return;
        };
        let whole = 0..reading.prose.tokens.len();
        let is_excused = check.part.unless_in_draft().first_in(&reading.prose, &whole).is_some();
        if !is_excused {
            hits.push(Hit::at(Place::File(field.span), check.message("consumers", &[("channel", &channel.title)])));
        }
    }
}
