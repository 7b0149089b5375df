//! An offer becomes a hit where the message that is answered is a problem, and did not ask for an offer.

use super::{Analyser, Check, Hit, Place, phrase_hit};

pub(super) struct UpsellInReply;

impl Analyser for UpsellInReply {
    fn name(&self) -> &'static str {
        "upsell-in-reply"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let (Some(message), Some(complaint)) = (&check.reading.dialogue().message, check.reading.complaint()) else { return };
        let core = message.complaint.core_span(complaint);
        hits.extend(check.hits.iter().map(|found| {
            phrase_hit(&check.reading.prose, check.part, found).note(Place::Complaint(core), check.message("complaint", &[]))
        }));
    }
}
