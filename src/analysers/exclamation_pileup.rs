//! Exclamation marks become hits: those that are piled up, and more single ones than a text bears.
//! Knows no mood: whether a text should be loud at all is other rules' matter.

use super::{Analyser, Change, Check, Hit, Place, Remedy, own};
use crate::draft::Kind;
use crate::finding::{Applicability, Severity};
use crate::text::{Prose, Span, TokenKind, ZoneKind};

pub(super) struct ExclamationPileup;

impl Analyser for ExclamationPileup {
    fn name(&self) -> &'static str {
        "exclamation-pileup"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let prose = &check.reading.prose;
        if memchr::memchr(b'!', prose.text.as_bytes()).is_none() {
            return;
        }
        let marks = marks(check);
        let reading_is_reply = check.reading.draft.kind == Kind::Reply;
        let piles: Vec<&Mark> = marks.iter().filter(|mark| mark.is_pile).collect();
        for (number, pile) in piles.iter().enumerate() {
            let written = pile.span.slice(&prose.text);
            let calm = calm(written, if number == 0 && check.reading.draft.kind == Kind::Post { "!" } else { "." });
            let title = check.message("fix", &[("text", calm)]);
            let hit = Hit::body(pile.span, check.message("pile", &[("match", written)]));
            let hit = hit.remedy(Remedy::safe(title, pile.span, calm.to_owned()));
            // One doubled mark in a reply is a slip of the keyboard; it is mended, not blamed.
            let is_slip = reading_is_reply && piles.len() == 1 && written.len() == 2;
            hits.push(if is_slip { hit.at_most(Severity::Info) } else { hit });
        }
        if piles.is_empty() {
            hits.extend(too_many(&marks, check));
        }
    }
}

/// One `!`, or several in a row.
struct Mark {
    span: Span,
    is_pile: bool,
}

/// The exclamation marks that count: not those of names, code and greetings.
fn marks(check: &Check<'_>) -> Vec<Mark> {
    let prose = &check.reading.prose;
    let bytes = prose.text.as_bytes();
    let mut marks = Vec::new();
    let mut at = 0;
    while let Some(offset) = bytes.get(at..).and_then(|rest| memchr::memchr(b'!', rest)) {
        let start = pile_start(bytes, at + offset, at);
        let end = pile_end(bytes, at + offset + 1);
        at = end;
        let span = Span::new(start, end);
        let is_pile = memchr::memchr_iter(b'!', &bytes[start..end]).count() > 1
            || memchr::memchr_iter(b'?', &bytes[start..end]).count() > 1
            || bytes[start..end].contains(&b'1');
        let is_ordinary = !is_part_of_something(prose, span) && !belongs_to_name(check, span);
        if is_ordinary && (is_pile || !ends_greeting(prose, span)) {
            marks.push(Mark { span, is_pile });
        }
    }
    marks
}

/// The question marks directly before.
fn pile_start(bytes: &[u8], at: usize, from: usize) -> usize {
    let before = bytes.get(from..at).unwrap_or_default();
    at - before.iter().rev().take_while(|&&byte| byte == b'?').count()
}

/// The end of what is piled up: further marks, also with one space between, and slips of the shift key.
fn pile_end(bytes: &[u8], mut at: usize) -> usize {
    loop {
        match (bytes.get(at), bytes.get(at + 1)) {
            (Some(b'!' | b'?'), _) => at += 1,
            (Some(b' '), Some(b'!')) => at += 2,
            (Some(b'1'), next) if !next.is_some_and(|byte| byte.is_ascii_alphanumeric() && *byte != b'1' && *byte != b'e') => at += 1,
            _ => return at,
        }
    }
}

/// Code, quotes, comments; `P!nk`, `5! = 120`, Markdown's `![`.
fn is_part_of_something(prose: &Prose, span: Span) -> bool {
    const APART: [ZoneKind; 5] = [ZoneKind::Quote, ZoneKind::BlockQuote, ZoneKind::Code, ZoneKind::Comment, ZoneKind::LinkTarget];
    let before = prose.text.get(..span.start()).unwrap_or_default();
    let after = prose.text.get(span.end()..).unwrap_or_default();
    let inside_word = before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphabetic);
    let factorial = before.ends_with(|c: char| c.is_ascii_digit()) && after.trim_start().starts_with(['=', '/', '+', '·', '×']);
    inside_word || factorial || after.starts_with('[') || prose.zones_over(span, &APART).any(|zone| zone.span.contains(span))
}

/// Names that end in `!`: those of the rule, and the project's own.
fn belongs_to_name(check: &Check<'_>, span: Span) -> bool {
    let before = check.reading.prose.text.get(..span.start() + 1).unwrap_or_default();
    let ends_with = |name: &str| {
        let start = before.len().checked_sub(name.len());
        name.ends_with('!') && start.and_then(|start| before.get(start..)).is_some_and(|tail| tail.eq_ignore_ascii_case(name))
    };
    span.len() == 1 && (check.list("names").any(ends_with) || own::names(check.reading.settings).any(ends_with))
}

/// `Hallo Frau Kaya!`: the mark behind a greeting of few words is a custom of letters.
fn ends_greeting(prose: &Prose, span: Span) -> bool {
    const LONGEST: usize = 6;
    #[rustfmt::skip]
    const GREETINGS: [&str; 23] = [
        "hallo", "hi", "hey", "hej", "moin", "servus", "grüezi", "guten", "gruss", "grüss", "liebe", "lieber", "sehr", "tag", "ahoi",
        "hello", "dear", "good", "greetings", "greeting", "morning", "evening", "afternoon",
    ];
    let Some(sentence) = prose.sentence_at(span.start).filter(|sentence| prose.tokens[sentence.tokens.start].sentence < 3) else {
        return false;
    };
    let mut words = sentence.tokens.clone().filter(|&token| prose.tokens[token].kind == TokenKind::Word);
    let first = words.next();
    first.is_some_and(|token| GREETINGS.contains(&prose.word(token))) && words.count() < LONGEST
}

/// More single marks than a text of this length and kind bears.
fn too_many(marks: &[Mark], check: &Check<'_>) -> Option<Hit> {
    let reading = check.reading;
    if marks.len() <= check.count("most-in-reply") {
        return None;
    }
    let answers_complaint = reading.draft.kind == Kind::Reply && is_unhappy(check);
    let most = if answers_complaint {
        check.count("most-in-reply")
    } else {
        let length = reading.prose.text.chars().count();
        (check.count("most") - 1).max(length * check.count("per-hundred") / 100)
    };
    let surplus = marks.get(most..).filter(|surplus| !surplus.is_empty())?;
    let count = marks.len().to_string();
    let name = if answers_complaint { "many-in-reply" } else { "many" };
    // The first mark may stay.
    let changes = marks.iter().skip(1).map(|mark| Change { place: Place::Body(mark.span), text: ".".to_owned() }).collect();
    let remedy = Remedy { title: check.message("fix-all", &[]), applicability: Applicability::Safe, changes };
    let hit = Hit::body(surplus[0].span, check.message(name, &[("count", &count)])).remedy(remedy);
    // How many single marks a reply bears is a matter of taste, up to where they shout.
    Some(if reading.draft.kind == Kind::Reply && surplus.len() < check.count("loud-in-reply") { hit.at_most(Severity::Info) } else { hit })
}

/// Whether the reply answers somebody who is unhappy.
fn is_unhappy(check: &Check<'_>) -> bool {
    check.reading.dialogue().message.as_ref().is_some_and(|message| message.is_negative)
}

/// What stays of a pile: the question, where there is one.
fn calm<'a>(pile: &str, otherwise: &'a str) -> &'a str {
    if pile.contains('?') { "?" } else { otherwise }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn piles_hold_what_belongs_together() {
        for (text, pile) in
            [("Ja!!! Nein", "!!!"), ("Was?!?", "?!?"), ("Tag!!1!", "!!1!"), ("ECHT !! JA", "!!"), ("ja ! ! !", "! ! !"), ("ok! 5", "!")]
        {
            let at = text.find('!').unwrap();
            let bytes = text.as_bytes();
            assert_eq!(&text[pile_start(bytes, at, 0)..pile_end(bytes, at + 1)], pile);
        }
        assert_eq!(pile_end(b"nur!199 ", 4), 4, "a price is no slip");
    }

    #[test]
    fn questions_stay_questions() {
        assert_eq!((calm("?!?", "."), calm("!!!", ".")), ("?", "."));
    }
}
