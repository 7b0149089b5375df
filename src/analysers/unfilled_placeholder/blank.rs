//! Blanks and forms to choose from become gaps: `___`, `XX.XX.`, `Herr/Frau`, `geehrte/r`.

use super::{Gap, Sort};
use crate::text::{Language, Prose, Span, TokenKind};

/// The blanks of a text, and what is still to be chosen.
pub(super) fn gaps(prose: &Prose) -> Vec<Gap> {
    let mut gaps = underscores(&prose.text);
    for (index, token) in prose.tokens.iter().enumerate() {
        if token.kind != TokenKind::Word {
            continue;
        }
        let found = match prose.text.as_bytes().get(token.span.start()) {
            Some(b'X' | b'x' | b'T' | b'D' | b'H') => crosses(prose, index).or_else(|| choice(prose, index)),
            Some(b'F' | b'g' | b'G' | b'L' | b'l' | b'M') => choice(prose, index),
            _ => None,
        };
        gaps.extend(found);
    }
    gaps
}

/// `___` within a line: a line of nothing else is a rule, and those that touch a word are markup.
fn underscores(text: &str) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut at = 0;
    while let Some(offset) = text.get(at..).and_then(|rest| rest.find("___")) {
        let start = at + offset;
        let end = start + text[start..].bytes().take_while(|&byte| byte == b'_').count();
        at = end;
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = text[end..].find('\n').map_or(text.len(), |newline| end + newline);
        let stands_alone = text[line_start..line_end].trim().chars().all(|c| c == '_');
        let touches = text[..start].ends_with(char::is_alphanumeric) || text[end..].starts_with(char::is_alphanumeric);
        if !stands_alone && !touches {
            gaps.push(Gap { span: Span::new(start, end), sort: Sort::Blank });
        }
    }
    gaps
}

/// `XX.XX.2026`, `XX:XX`, `XX Uhr`, `xxx €`, `TT.MM.JJJJ`.
fn crosses(prose: &Prose, index: usize) -> Option<Gap> {
    let written = prose.written(index);
    if let Some(span) = date_pattern(prose, index) {
        return Some(Gap { span, sort: Sort::Blank });
    }
    if written.len() < 2 || !(written.bytes().all(|byte| byte == b'X') || written.bytes().all(|byte| byte == b'x')) {
        return None;
    }
    let start = prose.tokens[index].span;
    if is_masked_number(prose, index) {
        return None;
    }
    let mut end = index;
    // `XX.XX.` is one blank, with its marks.
    while let Some(next) = joined_cross(prose, end) {
        end = next;
    }
    let unit = prose.tokens.get(end + 1).filter(|_| is_unit(prose, end + 1));
    let several = end > index;
    let three = written.len() >= 3 && !is_kisses(prose, index);
    let span = unit.map_or(prose.span_of(index..end + 1), |unit| start.cover(unit.span));
    (several || unit.is_some() || three).then_some(Gap { span, sort: Sort::Blank })
}

/// The index of the cross that follows behind one mark, all joined: the second `XX` of `XX.XX`.
fn joined_cross(prose: &Prose, index: usize) -> Option<usize> {
    let (here, mark, next) = (prose.tokens.get(index)?, prose.tokens.get(index + 1)?, prose.tokens.get(index + 2)?);
    let is_joined = here.span.end == mark.span.start && mark.span.end == next.span.start;
    let is_mark = matches!(prose.written(index + 1), "." | ":" | "/" | "," | "-");
    let is_filled = prose.written(index + 2).bytes().all(|byte| matches!(byte, b'X' | b'x')) || next.kind == TokenKind::Number;
    (is_joined && is_mark && is_filled).then_some(index + 2)
}

fn is_unit(prose: &Prose, index: usize) -> bool {
    matches!(
        prose.word(index),
        "uhr"
            | "€"
            | "$"
            | "£"
            | "%"
            | "euro"
            | "eur"
            | "chf"
            | "am"
            | "pm"
            | "tage"
            | "tagen"
            | "stunden"
            | "hours"
            | "days"
            | "prozent"
            | "percent"
    )
}

/// `DE89 XXXX XXXX 00`: somebody has blackened a number.
fn is_masked_number(prose: &Prose, index: usize) -> bool {
    let is_part = |other: Option<usize>| {
        other.and_then(|other| Some((other, prose.tokens.get(other)?))).is_some_and(|(other, token)| {
            let written = prose.written(other);
            let digits = written.bytes().any(|byte| byte.is_ascii_digit());
            (token.kind == TokenKind::Number && written.len() >= 2 || token.kind == TokenKind::Word && digits)
                && !written.contains(['.', ':', '/'])
        })
    };
    let crosses = |mut at: usize, step: fn(usize) -> Option<usize>| {
        while prose.tokens.get(at).is_some() && prose.written(at).bytes().all(|byte| matches!(byte, b'X' | b'x' | b'-')) {
            match step(at) {
                Some(next) => at = next,
                None => return None,
            }
        }
        Some(at)
    };
    is_part(crosses(index, |at| at.checked_sub(1))) || is_part(crosses(index, |at| at.checked_add(1)))
}

/// `Thanks xxx`: kisses at the end of a line.
fn is_kisses(prose: &Prose, index: usize) -> bool {
    let after = prose.text.get(prose.tokens[index].span.end()..).unwrap_or_default();
    let ends_line =
        after.trim_start_matches([' ', '!', '.', '\r']).is_empty() || after.trim_start_matches([' ', '!', '.', '\r']).starts_with('\n');
    prose.language == Language::En && ends_line
}

/// `TT.MM.JJJJ`, `DD/MM/YYYY`, `HH:MM`.
fn date_pattern(prose: &Prose, index: usize) -> Option<Span> {
    const PATTERNS: [&str; 8] = ["TT.MM.JJJJ", "TT.MM.JJ", "TT.MM.", "DD.MM.YYYY", "DD/MM/YYYY", "DD/MM/YY", "HH:MM", "hh:mm"];
    let start = prose.tokens[index].span.start();
    let rest = prose.text.get(start..)?;
    let pattern = PATTERNS.iter().find(|pattern| rest.starts_with(**pattern))?;
    Some(Span::new(start, start + pattern.len()))
}

/// `Herr/Frau`, `Herrn / Frau`, `Mr/Mrs`, `geehrte/r`, `geehrte(r)`, `Liebe/r`.
fn choice(prose: &Prose, index: usize) -> Option<Gap> {
    let word = prose.word(index);
    let start = prose.tokens[index].span;
    let gap = |end: Span| Some(Gap { span: start.cover(end), sort: Sort::Choice });
    if matches!(word, "geehrte" | "liebe" | "lieber") {
        let rest = prose.text.get(start.end()..)?;
        let tail = ["/r", "(r)", "/-r", "/Liebe", "/Lieber", "/ Liebe", "/ Lieber"]
            .into_iter()
            .filter(|tail| rest.starts_with(tail))
            .max_by_key(|tail| tail.len())?;
        let clean = !rest.get(tail.len()..)?.starts_with(char::is_alphanumeric);
        return if clean { gap(Span::new(start.start(), start.end() + tail.len())) } else { None };
    }
    const TITLES: [&str; 7] = ["herr", "herrn", "frau", "mr", "mrs", "ms", "miss"];
    if !TITLES.contains(&word) {
        return None;
    }
    let slash = (index + 1..prose.tokens.len().min(index + 3)).find(|&at| prose.written(at) == "/")?;
    let other = slash + 1;
    (prose.tokens.get(other).is_some() && TITLES.contains(&prose.word(other)) && prose.word(other) != word).then_some(())?;
    gap(prose.tokens[other].span)
}
