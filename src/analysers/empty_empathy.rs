//! An empathy formula becomes a hit where nothing shows what was understood: neither its own sentence nor the next has a word of the matter.

use super::dialogue::Role;
use super::{Analyser, Check, Hit, phrase_hit};

pub(super) struct EmptyEmpathy;

/// From how many words of its own on a sentence shows something.
const OWN: usize = 2;

impl Analyser for EmptyEmpathy {
    fn name(&self) -> &'static str {
        "empty-empathy"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let understanding = check.reading.dialogue();
        let shows = |number: usize| {
            let role = understanding.reply.roles.get(number);
            let said = understanding.reply.survey.sentences.get(number);
            let shared =
                understanding.message.as_ref().and_then(|message| message.matching.shared.get(number)).copied().unwrap_or_default();
            let is_of_its_own = matches!(role, Some(Role::Substance | Role::Statement)) && said.is_some_and(|said| said.own.len() >= OWN);
            shared > 0 || is_of_its_own
        };
        let sentence =
            |hit: &crate::rules::PhraseHit| check.reading.prose.tokens.get(hit.tokens.start).map_or(0, |token| token.sentence as usize);
        let empty = check.hits.iter().filter(|hit| {
            let number = sentence(hit);
            !shows(number) && !shows(number + 1)
        });
        hits.extend(empty.map(|hit| phrase_hit(&check.reading.prose, check.part, hit)));
    }
}
