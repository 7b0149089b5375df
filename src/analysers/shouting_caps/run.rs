//! Tokens become runs of shouted words. Knows how names, acronyms, labels and codes in capitals look, and leaves them out.

use std::ops::Range;

use crate::analysers::Check;
use crate::analysers::own;
use crate::analysers::words::{compound_head, is_acronym, known};
use crate::config::Settings;
use crate::text::{Language, Prose, Span, TokenKind, ZoneKind};

/// Words in capitals that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub span: Span,
    pub tokens: Range<usize>,
}

/// What a token in capitals is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Capitals {
    /// An ordinary word of enough letters: somebody shouts.
    Loud,
    /// An ordinary word too short to shout by itself.
    Short,
    /// Enough letters, but perhaps a name.
    Unknown,
    /// Two or three letters that may stand for anything.
    Letters,
    /// An acronym, a Roman number, a word of the brand.
    Allowed,
}

/// The runs of shouted words, in order.
pub(super) fn shouted(check: &Check<'_>) -> Vec<Run> {
    let prose = &check.reading.prose;
    let minimum = check.count("minimum-letters");
    let mut runs = Vec::new();
    let mut index = 0;
    while index < prose.tokens.len() {
        if !is_capitals(prose, index) {
            index += 1;
            continue;
        }
        let end = run_end(prose, index);
        runs.extend(judged(index..end, minimum, check));
        index = end;
    }
    runs
}

/// The token after the run of capitals that begins here. Hyphens, `&` and numbers may stand within a run.
fn run_end(prose: &Prose, start: usize) -> usize {
    let mut end = start + 1;
    let mut next = end;
    while let Some(token) = prose.tokens.get(next) {
        let joins = token.kind == TokenKind::Number || matches!(prose.written(next), "-" | "–" | "&" | "+" | "%" | "€" | "'" | "’");
        if is_capitals(prose, next) {
            end = next + 1;
        } else if !joins || next > end + 2 {
            break;
        }
        next += 1;
    }
    end
}

/// A word of two or more letters, all of them capitals. `E-MAIL` counts by its longer part.
fn is_capitals(prose: &Prose, index: usize) -> bool {
    if prose.tokens[index].kind != TokenKind::Word {
        return false;
    }
    let written = prose.written(index);
    let first = written.as_bytes().first().is_some_and(|byte| byte.is_ascii_uppercase() || !byte.is_ascii());
    first && letters(written) >= 1 && written.chars().all(|c| c.is_uppercase() || matches!(c, '\'' | '’' | 'ß' | '\u{ad}'))
}

fn letters(word: &str) -> usize {
    word.chars().filter(|c| c.is_alphabetic()).count()
}

/// The run, where it shouts.
fn judged(tokens: Range<usize>, minimum: usize, check: &Check<'_>) -> Option<Run> {
    let prose = &check.reading.prose;
    let kinds: Vec<Capitals> = tokens
        .clone()
        .filter(|&index| is_capitals(prose, index))
        .map(|index| kind(prose, index, minimum, check.reading.settings))
        .collect();
    let count = |wanted| kinds.iter().filter(|&&kind| kind == wanted).count();
    let (loud, short, unknown) = (count(Capitals::Loud), count(Capitals::Short), count(Capitals::Unknown));
    let shouts = if loud > 0 { loud + short >= unknown } else { short >= 3 && unknown == 0 };
    let run = Run { span: prose.span_of(tokens.clone()), tokens };
    let silent = !shouts || is_set_apart(prose, run.span) || (kinds.len() == 1 && is_label_or_code(prose, &run));
    (!silent).then_some(run)
}

fn kind(prose: &Prose, index: usize, minimum: usize, settings: &Settings) -> Capitals {
    let folded = prose.word(index);
    let letters = letters(prose.written(index));
    let base = folded.split(['\'', '’']).next().unwrap_or(folded);
    let is_known = Language::ALL.iter().any(|&language| known(language, folded).or_else(|| known(language, base)).is_some());
    if is_acronym(folded) || own::is_own_word(settings, folded) || is_named_by_address(prose, folded) {
        Capitals::Allowed
    } else if letters < minimum {
        if is_known { Capitals::Short } else { Capitals::Letters }
    } else if is_known || (prose.language == Language::De && is_german_by_form(folded)) {
        Capitals::Loud
    } else if is_roman_number(folded) || !folded.contains(['a', 'e', 'i', 'o', 'u', 'y', 'ä', 'ö', 'ü']) {
        Capitals::Allowed
    } else {
        Capitals::Unknown
    }
}

/// Compounds of known nouns, and words with the ending of a noun.
fn is_german_by_form(folded: &str) -> bool {
    const ENDINGS: [&str; 8] = ["ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften"];
    folded.len() >= 7 && (ENDINGS.iter().any(|ending| folded.ends_with(ending)) || compound_head(folded).is_some())
}

/// A word that is also the name of an account or a site in this draft.
fn is_named_by_address(prose: &Prose, folded: &str) -> bool {
    prose.tokens.iter().enumerate().any(|(index, token)| {
        let word = prose.word(index);
        match token.kind {
            TokenKind::Handle => word.trim_start_matches('@').starts_with(folded),
            TokenKind::Link => word.split(['/', '.', ':', '@', '-']).any(|part| part == folded),
            _ => false,
        }
    })
}

fn is_roman_number(folded: &str) -> bool {
    const DIGITS: [(&str, usize); 13] = [
        ("m", 3),
        ("cm", 1),
        ("d", 1),
        ("cd", 1),
        ("c", 3),
        ("xc", 1),
        ("l", 1),
        ("xl", 1),
        ("x", 3),
        ("ix", 1),
        ("v", 1),
        ("iv", 1),
        ("i", 3),
    ];
    let mut rest = folded;
    for (digit, most) in DIGITS {
        for _ in 0..most {
            rest = rest.strip_prefix(digit).unwrap_or(rest);
        }
    }
    rest.is_empty()
}

fn is_set_apart(prose: &Prose, span: Span) -> bool {
    const APART: [ZoneKind; 5] = [ZoneKind::Quote, ZoneKind::BlockQuote, ZoneKind::Code, ZoneKind::Comment, ZoneKind::LinkTarget];
    prose.zones_over(span, &APART).any(|zone| zone.span.contains(span))
}

/// `UPDATE:` at the start of a line, a voucher code, a ticker, a sign-off.
fn is_label_or_code(prose: &Prose, run: &Run) -> bool {
    const BEFORE_CODES: [&str; 9] =
        ["code", "gutscheincode", "rabattcode", "aktionscode", "promocode", "coupon", "kennwort", "stichwort", "passwort"];
    let before = prose.text.get(..run.span.start()).unwrap_or_default();
    let after = prose.text.get(run.span.end()..).unwrap_or_default();
    let follows_code = (0..run.tokens.start).rev().take(2).any(|index| BEFORE_CODES.contains(&prose.word(index)));
    let signs = before.ends_with(['^', '$', '~', '/', '#', '=']);
    let labels = after.starts_with(':') || after.starts_with(" |") || (before.ends_with('[') && after.starts_with(']'));
    follows_code || signs || labels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numbers_are_told_from_words() {
        for number in ["xiv", "mmxxvi", "iii", "xxix"] {
            assert!(is_roman_number(number), "{number}");
        }
        for word in ["mild", "civil", "xxxx", "iiii", "sale"] {
            assert!(!is_roman_number(word), "{word}");
        }
    }

    #[test]
    fn german_words_show_by_their_form() {
        assert!(is_german_by_form("grossbrand") && is_german_by_form("wiederholung"));
        assert!(!is_german_by_form("lufthansa") && !is_german_by_form("bung"));
    }
}
