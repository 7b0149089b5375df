//! Postal addresses and dates of birth become data where the sentence says that they are the customer's.

use super::owner::{self, Owner};
use super::{Case, Datum, Sort};
use crate::analysers::own;
use crate::text::{Prose, Span, TokenKind};

/// The postal addresses of customers: a street with its number, and the town where one follows.
pub(super) fn addresses(case: &Case<'_>) -> Vec<Datum> {
    let prose = &case.check.reading.prose;
    let mut data = Vec::new();
    for index in 0..prose.tokens.len() {
        let Some(tokens) = german_street(prose, index).or_else(|| english_street(prose, index)) else { continue };
        let span = prose.span_of(tokens.start..town_end(prose, tokens.end));
        let is_public = own::is_public_address(case.check.reading.settings, span.slice(&prose.text));
        if !is_public && (owner::by_sentence(prose, span) == Owner::Customer || goes_home(prose, span)) {
            data.push(Datum { span, sort: Sort::Address });
        }
    }
    data
}

/// `Lessingstraße 14`, `Alte Gasse 3b`, `Am Markt 7` counts only by its ending.
fn german_street(prose: &Prose, index: usize) -> Option<std::ops::Range<usize>> {
    const ENDINGS: [&str; 12] = ["strasse", "str", "weg", "platz", "allee", "gasse", "ring", "ufer", "damm", "chaussee", "steig", "markt"];
    let token = prose.tokens.get(index).filter(|token| token.kind == TokenKind::Word)?;
    let word = prose.word(index);
    let ending = ENDINGS.iter().find(|ending| word.ends_with(**ending))?;
    let is_name = word.len() > ending.len() + 1 || matches!(*ending, "strasse" | "str" | "allee" | "gasse" | "platz");
    let capital = prose.written(index).starts_with(char::is_uppercase);
    let after = if prose.tokens.get(index + 1).is_some_and(|_| prose.written(index + 1) == ".") { index + 2 } else { index + 1 };
    let number = prose.tokens.get(after).filter(|number| number.kind == TokenKind::Number)?;
    let plausible = prose.written(after).len() <= 4 && prose.written(after).bytes().all(|byte| byte.is_ascii_digit() || byte == b'/');
    let near = number.span.start <= token.span.end + 2;
    let letter = prose
        .tokens
        .get(after + 1)
        .is_some_and(|letter| letter.span.len() == 1 && letter.kind == TokenKind::Word && letter.span.start <= number.span.end + 1);
    (is_name && capital && plausible && near).then(|| index..after + 1 + usize::from(letter))
}

/// `12 High Street`, `221b Baker St`.
fn english_street(prose: &Prose, index: usize) -> Option<std::ops::Range<usize>> {
    #[rustfmt::skip]
    const ENDINGS: [&str; 22] = [
        "street", "st", "road", "rd", "avenue", "ave", "lane", "ln", "drive", "dr", "close", "court", "ct", "way", "place", "terrace", "gardens", "square",
        "boulevard", "blvd", "crescent", "grove",
    ];
    prose.tokens.get(index).filter(|token| token.kind == TokenKind::Number)?;
    let number = prose.written(index);
    (number.len() <= 5 && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(())?;
    let mut last = None;
    for at in index + 1..prose.tokens.len().min(index + 5) {
        let is_name = prose.tokens[at].kind == TokenKind::Word && prose.written(at).starts_with(|c: char| c.is_uppercase());
        let is_letter = at == index + 1 && prose.tokens[at].span.len() == 1 && prose.tokens[at].span.start == prose.tokens[index].span.end;
        if !is_name && !is_letter {
            break;
        }
        if at > index + 1 && ENDINGS.contains(&prose.word(at)) {
            last = Some(at);
        }
    }
    last.map(|last| index..last + 1)
}

/// Takes in `, 70173 Stuttgart` behind a street.
fn town_end(prose: &Prose, end: usize) -> usize {
    let comma = prose.tokens.get(end).is_some_and(|_| prose.written(end) == ",");
    let code = end + usize::from(comma);
    let is_code = prose.tokens.get(code).is_some_and(|token| token.kind == TokenKind::Number && matches!(prose.written(code).len(), 4 | 5))
        && prose.written(code).bytes().all(|byte| byte.is_ascii_digit());
    let is_town = |at: usize| {
        prose.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word) && prose.written(at).starts_with(char::is_uppercase)
    };
    match (is_code, is_town(code + 1)) {
        (true, true) => code + 2,
        _ => end,
    }
}

/// `zu Ihnen nach Hause in die`, `delivered to your home at`, `Sie wohnen in der`.
fn goes_home(prose: &Prose, span: Span) -> bool {
    let Some(sentence) = prose.sentence_at(span.start) else { return false };
    let before = sentence.tokens.start..prose.token_at(span.start).min(sentence.tokens.end);
    let words: Vec<&str> = before.map(|index| prose.word(index)).collect();
    let pairs = [
        ("zu", "ihnen"),
        ("bei", "ihnen"),
        ("zu", "dir"),
        ("bei", "dir"),
        ("sie", "wohnen"),
        ("du", "wohnst"),
        ("nach", "hause"),
        ("you", "live"),
        ("your", "place"),
    ];
    words.windows(2).any(|pair| pairs.contains(&(pair[0], pair[1])))
}

/// Dates of birth: a date with its year behind the words that say so.
pub(super) fn birth_dates(case: &Case<'_>) -> Vec<Datum> {
    let prose = &case.check.reading.prose;
    let is_label = |index: usize| {
        let word = prose.word(index);
        let next = |at: usize| prose.tokens.get(index + at).map_or("", |_| prose.word(index + at));
        word == "geburtsdatum"
            || (matches!(word, "geboren" | "geb") && yours_in_sentence(prose, index))
            || (word == "date" && next(1) == "of" && next(2) == "birth")
            || (word == "born" && next(1) == "on" && yours_in_sentence(prose, index))
    };
    let labels = (0..prose.tokens.len()).filter(|&index| prose.tokens[index].kind == TokenKind::Word && is_label(index));
    labels.filter_map(|label| date_after(prose, label)).map(|span| Datum { span, sort: Sort::Birth }).collect()
}

fn yours_in_sentence(prose: &Prose, index: usize) -> bool {
    let Some(sentence) = prose.sentences.get(prose.tokens[index].sentence as usize) else { return false };
    sentence
        .tokens
        .clone()
        .any(|token| matches!(prose.word(token), "sie" | "ihnen" | "ihr" | "ihre" | "du" | "dein" | "deine" | "you" | "your"))
}

/// `3.11.1980`, `3. November 1980`, `3 May 1980`, within the next words.
fn date_after(prose: &Prose, label: usize) -> Option<Span> {
    let end = prose.tokens.len().min(label + 10);
    for index in label + 1..end {
        if prose.tokens[index].kind != TokenKind::Number {
            continue;
        }
        let written = prose.written(index);
        let parts: Vec<&str> = written.split(['.', '/']).collect();
        if matches!(parts[..], [_, _, year] if year.len() == 4 || year.len() == 2) {
            return Some(prose.tokens[index].span);
        }
        let year = (index + 1..prose.tokens.len().min(index + 5)).find(|&at| is_year(prose.written(at)))?;
        let named = (index + 1..year).all(|at| matches!(prose.tokens[at].kind, TokenKind::Word | TokenKind::Mark));
        return (named && written.len() <= 2).then(|| prose.span_of(index..year + 1));
    }
    None
}

fn is_year(written: &str) -> bool {
    written.len() == 4 && (written.starts_with("19") || written.starts_with("20")) && written.bytes().all(|byte| byte.is_ascii_digit())
}
