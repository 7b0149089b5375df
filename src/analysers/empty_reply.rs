//! A reply that has a frame and nothing in it becomes a hit. It is the only thing to say of such a reply: what it leaves open is judged from its
//! first sentence on.

use super::{Analyser, Check, Hit, Place, quoted};
use crate::draft::Kind;

pub(super) struct EmptyReply;

impl Analyser for EmptyReply {
    fn name(&self) -> &'static str {
        "empty-reply"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let (reading, understanding) = (check.reading, check.reading.dialogue());
        // A picture may be all that there is to say.
        if reading.draft.kind != Kind::Reply || understanding.reply.has_begun || !reading.draft.front.media.is_empty() {
            return;
        }
        let prose = &reading.prose;
        let message = understanding.message.as_ref().zip(reading.complaint());
        let core = message.map(|(message, complaint)| (message.complaint.core_span(complaint), complaint));
        let text = match core {
            Some((core, complaint)) => check.message("matter", &[("complaint", &quoted(core.slice(&complaint.text)))]),
            None => check.message("nothing", &[]),
        };
        let mut hit = Hit::body(understanding.opening(prose), text).remedy(understanding.first_sentence(
            prose,
            check.message("fix", &[]),
            check.part.text("skeleton").unwrap_or("<…>"),
        ));
        if let Some((core, _)) = core {
            hit = hit.note(Place::Complaint(core), check.message("open", &[]));
        }
        hits.push(hit);
    }
}
