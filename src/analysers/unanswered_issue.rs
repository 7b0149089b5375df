//! A reply in which nothing deals with the customer's matter becomes a hit.

use super::dialogue::{Decision, Topic};
use super::{Analyser, Check, Hit, Place, quoted};
use crate::text::Span;

pub(super) struct UnansweredIssue;

/// How many matters a message names.
const NAMED: usize = 3;

impl Analyser for UnansweredIssue {
    fn name(&self) -> &'static str {
        "unanswered-issue"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let (understanding, prose) = (check.reading.dialogue(), &check.reading.prose);
        let (Some(message), Some(complaint)) = (&understanding.message, check.reading.complaint()) else { return };
        if !understanding.holds(Decision::NotAnswered) {
            return;
        }
        let core = message.complaint.core_span(complaint);
        let untaken =
            message.complaint.matters.iter().zip(&message.matching.takers).filter(|(_, taker)| taker.is_none()).map(|(matter, _)| matter);
        let names: Vec<&str> = untaken
            .filter_map(|matter| Topic::all().get(usize::from(matter.topic)))
            .map(|topic| topic.name(prose.language))
            .take(NAMED)
            .collect();
        let quoted = quoted(core.slice(&complaint.text));
        let text = if names.is_empty() {
            check.message("issue", &[("complaint", &quoted)])
        } else {
            check.message("topics", &[("topics", &names.join(", ")), ("complaint", &quoted)])
        };
        let hit = Hit::body(understanding.first_spoken(prose), text)
            .covering(Span::new(0, prose.text.len()))
            .note(Place::Complaint(core), check.message("open", &[]))
            .remedy(understanding.insertion(prose, check.message("fix", &[]), check.part.text("skeleton").unwrap_or("<…>")));
        hits.push(hit);
    }
}
