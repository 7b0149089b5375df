//! A post that only sells becomes a hit: it tells people to buy, and nothing in it asks, invites or helps.

use super::{Analyser, Check, Hit};
use crate::text::{Prose, ZoneKind};

pub(super) struct OneWayBroadcast;

impl Analyser for OneWayBroadcast {
    fn name(&self) -> &'static str {
        "one-way-broadcast"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let prose = &check.reading.prose;
        let Some(call) = check.hits.first() else { return };
        if prose.word_count() > check.count("most-words") || asks(prose) {
            return;
        }
        hits.push(Hit::body(call.span, check.message("broadcast", &[("match", call.span.slice(&prose.text))])));
    }
}

/// Whether the post asks something; a question mark inside a link is none, and `Noch müde?!` wants no answer.
fn asks(prose: &Prose) -> bool {
    const APART: [ZoneKind; 3] = [ZoneKind::Code, ZoneKind::Comment, ZoneKind::LinkTarget];
    let is_shouted = |index: usize| index + 1 < prose.tokens.len() && prose.written(index + 1) == "!";
    let marks = (0..prose.tokens.len()).filter(|&index| prose.written(index) == "?" && !is_shouted(index));
    marks.map(|index| prose.tokens[index].span).any(|span| prose.zones_over(span, &APART).next().is_none())
}
