//! A request for something that the message says already becomes a hit, with the place where it says so.

use super::{Analyser, Check, Hit, Place, quoted, remedies_for};
pub(super) struct InfoAlreadyGiven;

impl Analyser for InfoAlreadyGiven {
    fn name(&self) -> &'static str {
        "info-already-given"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let prose = &check.reading.prose;
        let (Some(message), Some(complaint)) = (&check.reading.dialogue().message, check.reading.complaint()) else { return };
        for particular in &message.already_given {
            let given = quoted(particular.given.slice(&complaint.text));
            let mut hit = Hit::body(particular.asked, check.message("asked", &[("asked", &particular.name), ("given", &given)]))
                .note(Place::Complaint(particular.given), check.message("given", &[]));
            hit.remedies = remedies_for(prose, check.part, None, particular.asked);
            hits.push(hit);
        }
    }
}
