//! Joy, cheer or laughter become a hit where the message that is answered is a problem; the sentence of the message stands beside it.

use super::{Analyser, Check, Hit, Place, phrase_hit};
use crate::finding::Severity;

pub(super) struct MoodMismatch;

impl Analyser for MoodMismatch {
    fn name(&self) -> &'static str {
        "mood-mismatch"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let understanding = check.reading.dialogue();
        let (Some(message), Some(complaint)) = (&understanding.message, check.reading.complaint()) else { return };
        // Only a rating says for certain that the customer is unhappy; without one it is a reading of the words.
        let certain = message.complaint.rating.is_some_and(|rating| rating <= 2);
        // "Lovely place, but the kettle broke": who has dealt with the kettle may be glad of the rest.
        if !certain && message.complaint.is_mostly_glad() && understanding.deals_with_matter() {
            return;
        }
        let core = message.complaint.core_span(complaint);
        // A row of party poppers is one party.
        let touches = |number: usize| number > 0 && check.hits[number - 1].span.end() == check.hits[number].span.start();
        let firsts = check.hits.iter().enumerate().filter(|(number, _)| !touches(*number)).map(|(_, found)| found);
        hits.extend(firsts.map(|found| {
            let hit = phrase_hit(&check.reading.prose, check.part, found).note(Place::Complaint(core), check.message("complaint", &[]));
            if certain { hit } else { hit.at_most(Severity::Warning) }
        }));
    }
}
