//! A reply without the message that it answers becomes a hit: the half of the rules that read both are silent on it.

use super::{Analyser, Check, Hit};
use crate::draft::Kind;

pub(super) struct MissingComplaint;

impl Analyser for MissingComplaint {
    fn name(&self) -> &'static str {
        "missing-complaint"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let reading = check.reading;
        // A complaint that is named but cannot be read is reported where it is named.
        if reading.draft.kind != Kind::Reply || reading.draft.complaint.is_some() {
            return;
        }
        if let Some(first) = reading.prose.sentences.first() {
            hits.push(Hit::body(first.span, check.message("missing", &[])));
        }
    }
}
