//! A reply after which nothing happens becomes a hit: nothing done, nothing promised, nothing asked, nothing refused.

use super::dialogue::Role;
use super::{Analyser, Check, Hit, Place, quoted};
use crate::text::Span;

pub(super) struct MissingNextStep;

impl Analyser for MissingNextStep {
    fn name(&self) -> &'static str {
        "missing-next-step"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let (understanding, prose) = (check.reading.dialogue(), &check.reading.prose);
        let (Some(message), Some(complaint)) = (&understanding.message, check.reading.complaint()) else { return };
        if !understanding.lacks_next_step() {
            return;
        }
        let (role, place) = understanding.last_step(prose);
        let name = match role {
            Role::Forwarded => "forwarded",
            Role::Vague => "vague",
            _ => "none",
        };
        let core = message.complaint.core_span(complaint);
        let hit = Hit::body(place, check.message(name, &[("match", &quoted(place.slice(&prose.text)))]))
            .covering(Span::new(0, prose.text.len()))
            .note(Place::Complaint(core), check.message("open", &[]))
            .remedy(understanding.insertion(prose, check.message("fix", &[]), check.part.text("skeleton").unwrap_or("<…>")));
        hits.push(hit);
    }
}
