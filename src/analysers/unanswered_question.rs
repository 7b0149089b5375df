//! A question of the customer's that the reply leaves open becomes a hit, with a sentence to fill in.

use super::dialogue::{Decision, Question, QuestionKind, Understanding, Verdict};
use super::{Analyser, Check, Hit, Place, quoted};
use crate::text::Span;

pub(super) struct UnansweredQuestion;

impl Analyser for UnansweredQuestion {
    fn name(&self) -> &'static str {
        "unanswered-question"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let (understanding, prose) = (check.reading.dialogue(), &check.reading.prose);
        let Some(complaint) = check.reading.complaint() else { return };
        if !understanding.needs_answer() {
            return;
        }
        let mut open = understanding.open_questions().filter(|question| is_left_open(understanding, question, check.number("leeway")));
        let Some(question) = open.next() else { return };
        let others: Vec<&Question> = open.collect();
        let kind = question.kind.name();
        let quoted = quoted(question.span.slice(&complaint.text));
        let skeleton = check.part.text(&format!("skeleton-{kind}")).unwrap_or("<…>");
        let mut hit = Hit::body(understanding.first_spoken(prose), check.message(kind, &[("question", &quoted)]))
            .covering(Span::new(0, prose.text.len()))
            .note(Place::Complaint(question.span), check.message("open", &[]))
            .remedy(understanding.insertion(prose, check.message("fix", &[]), skeleton));
        for other in others {
            hit = hit.note(Place::Complaint(other.span), check.message("open-too", &[]));
        }
        hits.push(hit);
    }
}

/// Whether the reply leaves a question open for certain: the reply as a whole does not deal with the matter, or comes near that (by `leeway`)
/// and the question wants a fact that is easily told from others.
fn is_left_open(understanding: &Understanding, question: &Question, leeway: f64) -> bool {
    let plain_fact = matches!(question.kind, QuestionKind::When | QuestionKind::HowMuch | QuestionKind::MayI);
    let near = |verdict: Verdict| verdict.score >= verdict.bound - leeway;
    understanding.holds(Decision::NotAnswered) || plain_fact && understanding.verdict(Decision::NotAnswered).is_some_and(near)
}
