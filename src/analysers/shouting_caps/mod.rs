//! Words in capitals become hits: one per run of shouted words, or one for a text that shouts throughout.
//! A name, an acronym or a code in capitals is no shouting: a run needs words that the built-in lists know as ordinary ones.

mod case;
mod run;

use super::{Analyser, Change, Check, Hit, Place, Remedy, quoted};
use crate::finding::Applicability;
use crate::text::{Prose, Span, TokenKind};
use case::Certainty;
use run::Run;

pub(super) struct ShoutingCaps;

impl Analyser for ShoutingCaps {
    fn name(&self) -> &'static str {
        "shouting-caps"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let runs = run::shouted(check);
        let prose = &check.reading.prose;
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else { return };
        let share = Share::of(&runs, prose);
        if runs.len() > 1 && share.all >= check.count("share-letters") && share.part() >= check.number("share") {
            let span = first.span.cover(last.span);
            let percent = format!("{:.0}", share.part() * 100.0);
            hits.push(Hit::body(span, check.message("whole", &[("percent", &percent)])).remedy(remedy(&runs, check)));
            return;
        }
        for run in &runs {
            let message = check.message("run", &[("match", &quoted(run.span.slice(&prose.text)))]);
            hits.push(Hit::body(run.span, message).remedy(remedy(std::slice::from_ref(run), check)));
        }
    }
}

/// How many of a text's letters are shouted.
struct Share {
    shouted: usize,
    all: usize,
}

impl Share {
    fn of(runs: &[Run], prose: &Prose) -> Self {
        let letters = |span: Span| span.slice(&prose.text).chars().filter(|c| c.is_alphabetic()).count();
        let words = prose.tokens.iter().filter(|token| token.kind == TokenKind::Word);
        Self { shouted: runs.iter().map(|run| letters(run.span)).sum(), all: words.map(|token| letters(token.span)).sum() }
    }

    #[expect(clippy::cast_precision_loss, reason = "a draft has far fewer letters than a float has digits")]
    fn part(&self) -> f64 {
        if self.all == 0 { 0.0 } else { self.shouted as f64 / self.all as f64 }
    }
}

/// Writes the runs as one writes them in running text; certain where the lists know every word.
fn remedy(runs: &[Run], check: &Check<'_>) -> Remedy {
    let prose = &check.reading.prose;
    let mut applicability = Applicability::Safe;
    let mut changes = Vec::new();
    for run in runs {
        let (text, certainty) = case::normal(run, prose);
        if certainty == Certainty::Guessed {
            applicability = Applicability::Review;
        }
        changes.push(Change { place: Place::Body(run.span), text });
    }
    let title = match &changes[..] {
        [only] => check.message("fix", &[("text", &quoted(&only.text))]),
        _ => check.message("fix-all", &[]),
    };
    Remedy { title, applicability, changes }
}
