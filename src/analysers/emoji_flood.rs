//! Emoji become hits: several in a row, more than a text bears, and those that stand in place of a word or of a bullet.

use super::{Analyser, Change, Check, Hit, Place, Remedy};
use crate::finding::Applicability;
use crate::text::{Prose, Span, TokenKind, ZoneKind};

pub(super) struct EmojiFlood;

impl Analyser for EmojiFlood {
    fn name(&self) -> &'static str {
        "emoji-flood"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let prose = &check.reading.prose;
        let emoji = emoji(prose);
        if emoji.is_empty() {
            return;
        }
        let rows = rows(prose, &emoji, check.count("row"));
        if !rows.is_empty() {
            hits.extend(rows.iter().map(|row| in_a_row(row, prose, check)));
            return;
        }
        let most = check.count("most") * prose.text.chars().count().div_ceil(check.count("per").max(1)).max(1);
        if emoji.len() > most {
            hits.push(too_many(prose, &emoji, most, check));
        } else if let Some(index) = emoji.iter().copied().find(|&index| replaces_word(prose, index)) {
            let span = prose.tokens[index].span;
            hits.push(Hit::body(span, check.message("word", &[("match", span.slice(&prose.text))])));
        } else {
            hits.extend(bullets(prose, &emoji, check));
        }
    }
}

/// The tokens that are emoji and will be seen.
fn emoji(prose: &Prose) -> Vec<usize> {
    const APART: [ZoneKind; 4] = [ZoneKind::Code, ZoneKind::Comment, ZoneKind::Quote, ZoneKind::BlockQuote];
    let tokens = prose.tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Emoji);
    tokens.filter(|(_, token)| prose.zones_over(token.span, &APART).next().is_none()).map(|(index, _)| index).collect()
}

/// Emoji that follow each other, at least so many.
fn rows(prose: &Prose, emoji: &[usize], least: usize) -> Vec<Vec<usize>> {
    let follows = |a: &usize, b: &usize| {
        let between = Span { start: prose.tokens[*a].span.end, end: prose.tokens[*b].span.start };
        *b == a + 1 && !between.slice(&prose.text).contains('\n')
    };
    emoji.chunk_by(follows).filter(|row| row.len() >= least).map(<[usize]>::to_vec).collect()
}

fn in_a_row(row: &[usize], prose: &Prose, check: &Check<'_>) -> Hit {
    let span = prose.span_of(row[0]..row[row.len() - 1] + 1);
    let first = prose.written(row[0]);
    let count = row.len().to_string();
    let title = check.message("fix", &[("text", first)]);
    Hit::body(span, check.message("row", &[("count", &count)])).remedy(Remedy::review(title, span, first.to_owned()))
}

fn too_many(prose: &Prose, emoji: &[usize], most: usize, check: &Check<'_>) -> Hit {
    let surplus = &emoji[most.min(emoji.len() - 1)..];
    let count = emoji.len().to_string();
    let delete = |&index: &usize| Change { place: Place::Body(with_space_before(prose, prose.tokens[index].span)), text: String::new() };
    let changes = surplus.iter().map(delete).collect();
    let remedy = Remedy { title: check.message("fix-all", &[]), applicability: Applicability::Review, changes };
    Hit::body(prose.tokens[surplus[0]].span, check.message("many", &[("count", &count)])).remedy(remedy)
}

/// The emoji and the space that would be left over before it.
fn with_space_before(prose: &Prose, span: Span) -> Span {
    let before = prose.text.get(..span.start()).unwrap_or_default();
    Span::new(before.trim_end_matches(' ').len(), span.end())
}

/// `dein ☕ wartet`: behind an article or a possessive, and before more words.
fn replaces_word(prose: &Prose, index: usize) -> bool {
    #[rustfmt::skip]
    const BEFORE: [&str; 29] = [
        "der", "die", "das", "den", "dem", "ein", "eine", "einen", "einem", "einer", "dein", "deine", "deinen", "deinem", "unser", "unsere", "unseren", "euer",
        "eure", "kein", "keine", "the", "a", "an", "your", "our", "my", "this", "every",
    ];
    let word_before =
        index.checked_sub(1).is_some_and(|before| prose.tokens[before].kind == TokenKind::Word && BEFORE.contains(&prose.word(before)));
    let same_sentence = |other: usize| {
        prose.tokens.get(other).is_some_and(|token| token.sentence == prose.tokens[index].sentence && token.kind == TokenKind::Word)
    };
    // `Das Team 💙 von nebenan` has its noun; `das 💙 von nebenan` has not.
    word_before && same_sentence(index + 1) && !prose.written(index + 1).starts_with(char::is_uppercase)
}

/// Emoji in place of bullets: at the start of three lines or more.
fn bullets(prose: &Prose, emoji: &[usize], check: &Check<'_>) -> Option<Hit> {
    let starts_line = |index: &&usize| {
        let before = prose.text.get(..prose.tokens[**index].span.start()).unwrap_or_default();
        before.trim_end_matches(' ').ends_with('\n')
    };
    let starts: Vec<Span> = emoji.iter().filter(starts_line).map(|&index| prose.tokens[index].span).collect();
    if starts.len() < check.count("bullets") {
        return None;
    }
    let changes = starts.iter().map(|&span| Change { place: Place::Body(span), text: "-".to_owned() }).collect();
    let remedy = Remedy { title: check.message("fix-bullets", &[]), applicability: Applicability::Review, changes };
    Some(Hit::body(starts[0], check.message("bullets", &[("count", &starts.len().to_string())])).remedy(remedy))
}
