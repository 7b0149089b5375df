//! A reply that could stand under almost any other message becomes a hit.

use super::dialogue::Decision;
use super::{Analyser, Check, Hit, Place, quoted};
use crate::text::Span;

pub(super) struct GenericReply;

impl Analyser for GenericReply {
    fn name(&self) -> &'static str {
        "generic-reply"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let (understanding, prose) = (check.reading.dialogue(), &check.reading.prose);
        let (Some(message), Some(complaint)) = (&understanding.message, check.reading.complaint()) else { return };
        if !understanding.holds(Decision::Generic) {
            return;
        }
        // Where the customer asks something, the open question is the part of the message that helps most.
        let open = understanding.open_questions().next();
        let (place, name) =
            open.map_or_else(|| (message.complaint.core_span(complaint), "generic"), |question| (question.span, "generic-question"));
        let quoted = quoted(place.slice(&complaint.text));
        let hit = Hit::body(understanding.first_spoken(prose), check.message(name, &[("complaint", &quoted)]))
            .covering(Span::new(0, prose.text.len()))
            .note(Place::Complaint(place), check.message("open", &[]))
            .remedy(understanding.insertion(prose, check.message("fix", &[]), check.part.text("skeleton").unwrap_or("<…>")));
        hits.push(hit);
    }
}
