//! A reply that took longer than the project allows itself, and does not own it, becomes a hit.

use super::wait::Wait;
use super::{hit, is_owned};
use crate::analysers::{Analyser, Check, Hit};

pub(in crate::analysers) struct LateReply;

impl Analyser for LateReply {
    fn name(&self) -> &'static str {
        "late-reply"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let reading = check.reading;
        // What a weekend explains is the weekend's.
        let Some(wait) = Wait::of(reading).filter(|wait| !wait.over_free_days) else { return };
        if wait.at_least > reading.settings.sla(reading.draft.channel()) && !is_owned(check) {
            hits.extend(hit("late", &wait, check));
        }
    }
}
