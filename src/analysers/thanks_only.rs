//! A reply to a complaint that thanks, wishes well and says goodbye becomes a hit.

use super::dialogue::Role;
use super::{Analyser, Check, Hit, Place, quoted};
use crate::text::Span;

pub(super) struct ThanksOnly;

impl Analyser for ThanksOnly {
    fn name(&self) -> &'static str {
        "thanks-only"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let (understanding, prose) = (check.reading.dialogue(), &check.reading.prose);
        let (Some(message), Some(complaint)) = (&understanding.message, check.reading.complaint()) else { return };
        let roles = &understanding.reply.roles;
        let polite = |role: &Role| matches!(role, Role::Frame | Role::Thanks | Role::Wish | Role::Joy);
        let says_nothing = || understanding.reply.survey.sentences.iter().all(|said| said.own.is_empty() && said.links == 0);
        if !understanding.needs_answer() || !roles.contains(&Role::Thanks) || !roles.iter().all(polite) || !says_nothing() {
            return;
        }
        let core = message.complaint.core_span(complaint);
        let quoted = quoted(core.slice(&complaint.text));
        let hit = Hit::body(understanding.spoken_words(prose), check.message("thanks", &[("complaint", &quoted)]))
            .covering(Span::new(0, prose.text.len()))
            .note(Place::Complaint(core), check.message("open", &[]))
            .remedy(understanding.insertion(prose, check.message("fix", &[]), check.part.text("skeleton").unwrap_or("<…>")));
        hits.push(hit);
    }
}
