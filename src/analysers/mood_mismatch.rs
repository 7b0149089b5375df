//! Joy, cheer or laughter become a hit where the message that is answered is a problem; the sentence of the message stands beside it.

use super::{Analyser, Check, Hit, Place, phrase_hit};
use crate::finding::Severity;

pub(super) struct MoodMismatch;

impl Analyser for MoodMismatch {
    fn name(&self) -> &'static str {
        "mood-mismatch"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let (Some(message), Some(complaint)) = (&check.reading.dialogue().message, check.reading.complaint()) else { return };
        // Only a rating says for certain that the customer is unhappy; without one it is a reading of the words.
        let certain = message.complaint.rating.is_some_and(|rating| rating <= 2);
        let core = message.complaint.core_span(complaint);
        hits.extend(check.hits.iter().map(|found| {
            let hit = phrase_hit(&check.reading.prose, check.part, found).note(Place::Complaint(core), check.message("complaint", &[]));
            if certain { hit } else { hit.at_most(Severity::Warning) }
        }));
    }
}
