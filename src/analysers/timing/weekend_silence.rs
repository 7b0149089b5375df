//! A reply that comes after the weekend without a word about it becomes a hit, and so does a text that says that weekends do not count.

use jiff::SignedDuration;

use super::wait::Wait;
use super::{hit, is_owned};
use crate::analysers::{Analyser, Check, Hit};

pub(in crate::analysers) struct WeekendSilence;

impl Analyser for WeekendSilence {
    fn name(&self) -> &'static str {
        "weekend-silence"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let prose = &check.reading.prose;
        hits.extend(
            check.hits.iter().map(|found| Hit::body(found.span, check.message("policy", &[("match", found.span.slice(&prose.text))]))),
        );
        let Some(wait) = Wait::of(check.reading).filter(|wait| wait.over_free_days) else { return };
        let least = SignedDuration::from_hours(i64::try_from(check.count("least-hours")).unwrap_or(i64::MAX / 3600));
        if wait.at_least >= least && !is_owned(check) {
            hits.extend(hit(if wait.holiday.is_some() { "holiday" } else { "weekend" }, &wait, check));
        }
    }
}
