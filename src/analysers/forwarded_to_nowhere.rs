//! „Weitergeleitet“ becomes a hit where nobody is named who has it, no time, and no way back. Where the reply deals with the matter besides,
//! it is worth a remark only.

use super::{Analyser, Check, Hit, phrase_hit};
use crate::finding::Severity;

pub(super) struct ForwardedToNowhere;

impl Analyser for ForwardedToNowhere {
    fn name(&self) -> &'static str {
        "forwarded-to-nowhere"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let understanding = check.reading.dialogue();
        let deals_with_it = understanding.message.is_some() && !understanding.lacks_next_step();
        for found in check.hits {
            let hit = phrase_hit(&check.reading.prose, check.part, found);
            hits.push(if deals_with_it { hit.at_most(Severity::Info) } else { hit });
        }
    }
}
