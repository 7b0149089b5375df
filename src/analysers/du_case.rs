//! `Du` and `du` in one draft become hits where the second way is used. `ihr` is left out: with a capital it may be Sie.

use super::address::begins;
use super::{Analyser, Check, Hit, Place, Remedy};
use crate::config::CapitalDu;
use crate::text::{Language, Span, TokenKind, ZoneKind};

pub(super) struct DuCase;

impl Analyser for DuCase {
    fn name(&self) -> &'static str {
        "du-case"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        if check.reading.language() != Language::De {
            return;
        }
        let pronouns = pronouns(check);
        let Some(first) = pronouns.first() else { return };
        let wanted = match check.reading.settings.capital_du {
            CapitalDu::Always => Case::Capital,
            CapitalDu::Never => Case::Small,
            CapitalDu::Consistent => first.case,
        };
        let text = &check.reading.prose.text;
        for pronoun in pronouns.iter().filter(|pronoun| pronoun.case != wanted) {
            let written = pronoun.span.slice(text);
            let right = recased(written, wanted);
            let values = [("match", written), ("right", right.as_str()), ("other", first.span.slice(text))];
            let consistent = first.case == wanted;
            let message = check.message(if consistent { "mixed" } else { "policy" }, &values);
            let mut hit = Hit::body(pronoun.span, message).remedy(Remedy::safe(check.message("fix", &values), pronoun.span, right.clone()));
            if consistent && first.span != pronoun.span {
                hit = hit.note(Place::Body(first.span), check.message("note", &values));
            }
            hits.push(hit);
        }
    }
}

/// How a pronoun is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    Capital,
    Small,
}

struct Pronoun {
    span: Span,
    case: Case,
}

/// The pronouns whose case says something: not at the start of a sentence, not shouted, not quoted.
fn pronouns(check: &Check<'_>) -> Vec<Pronoun> {
    let prose = &check.reading.prose;
    let is_pronoun = |index: &usize| {
        prose.tokens[*index].kind == TokenKind::Word
            && matches!(prose.word(*index), "du" | "dir" | "dich" | "dein" | "deine" | "deinen" | "deinem" | "deiner" | "deines")
    };
    let apart = |span: Span| {
        prose
            .zones_over(span, &[ZoneKind::Quote, ZoneKind::BlockQuote, ZoneKind::Code, ZoneKind::Comment, ZoneKind::LinkTarget])
            .next()
            .is_some()
    };
    // "per Du" and "das Du" are nouns; a hyphen makes one as well.
    let noun = |index: usize| {
        let before = index.checked_sub(1).map(|before| prose.word(before));
        let hyphen = prose.tokens.get(index + 1).is_some_and(|next| {
            next.kind == TokenKind::Mark && prose.written(index + 1) == "-" && next.span.start == prose.tokens[index].span.end
        });
        hyphen
            || matches!(before, Some("das" | "dem" | "beim" | "zum" | "vom" | "per" | "ein" | "aufs" | "ans")) && prose.word(index) == "du"
    };
    (0..prose.tokens.len())
        .filter(is_pronoun)
        .filter(|&index| !begins(prose, index) && !noun(index))
        .filter_map(|index| {
            let span = prose.tokens[index].span;
            let mut letters = prose.written(index).chars();
            let capital = letters.next()?.is_uppercase();
            let shouted = capital && letters.next()?.is_uppercase();
            (!shouted && !apart(span)).then_some(Pronoun { span, case: if capital { Case::Capital } else { Case::Small } })
        })
        .collect()
}

fn recased(written: &str, case: Case) -> String {
    let mut letters = written.chars();
    match letters.next() {
        Some(first) if case == Case::Capital => first.to_uppercase().chain(letters).collect(),
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}
