//! Tokens become runs of shouted words. Knows how names, acronyms, labels and codes in capitals look, and leaves them out.

use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::analysers::Check;
use crate::analysers::own;
use crate::analysers::words::{compound_head, is_acronym, known};
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
    let judge = Judge { check, minimum: check.count("minimum-letters"), addresses: OnceCell::new() };
    let mut runs = Vec::new();
    let mut index = 0;
    while index < prose.tokens.len() {
        if !is_capitals(prose, index) {
            index += 1;
            continue;
        }
        let end = run_end(prose, index);
        runs.extend(judge.run(index..end));
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

/// What runs are judged by.
struct Judge<'a> {
    check: &'a Check<'a>,
    minimum: usize,
    /// The folded words that the names of accounts and sites in this draft begin with.
    addresses: OnceCell<FxHashSet<&'a str>>,
}

impl<'a> Judge<'a> {
    fn prose(&self) -> &'a Prose {
        &self.check.reading.prose
    }

    /// The run, where it shouts.
    fn run(&self, tokens: Range<usize>) -> Option<Run> {
        let prose = self.prose();
        let kinds: Vec<Capitals> = tokens.clone().filter(|&index| is_capitals(prose, index)).map(|index| self.kind(index)).collect();
        let count = |wanted| kinds.iter().filter(|&&kind| kind == wanted).count();
        let (loud, short, unknown) = (count(Capitals::Loud), count(Capitals::Short), count(Capitals::Unknown));
        let shouts = if loud > 0 { loud + short > unknown || (loud >= 2 && loud + short >= unknown) } else { short >= 3 && unknown == 0 };
        let run = Run { span: prose.span_of(tokens.clone()), tokens };
        let silent = !shouts || is_set_apart(prose, run.span) || (kinds.len() == 1 && is_label_or_code(prose, &run));
        (!silent).then_some(run)
    }

    fn kind(&self, index: usize) -> Capitals {
        let prose = self.prose();
        let folded = prose.word(index);
        let letters = letters(prose.written(index));
        let base = folded.split(['\'', '’']).next().unwrap_or(folded);
        let is_known = Language::ALL.iter().any(|&language| known(language, folded).or_else(|| known(language, base)).is_some());
        if is_acronym(folded) || own::is_own_word(self.check.reading.settings, folded) || self.addresses().contains(folded) {
            Capitals::Allowed
        } else if letters < self.minimum {
            if is_known { Capitals::Short } else { Capitals::Letters }
        } else if is_known || (prose.language == Language::De && is_german_by_form(folded)) {
            Capitals::Loud
        } else if is_roman_number(folded) || !folded.contains(['a', 'e', 'i', 'o', 'u', 'y', 'ä', 'ö', 'ü']) {
            Capitals::Allowed
        } else {
            Capitals::Unknown
        }
    }

    fn addresses(&self) -> &FxHashSet<&'a str> {
        self.addresses.get_or_init(|| {
            let prose = self.prose();
            let names = prose.tokens.iter().enumerate().filter(|(_, token)| matches!(token.kind, TokenKind::Handle | TokenKind::Link));
            names.flat_map(|(index, _)| prose.word(index).split(['/', '.', ':', '@', '-', '_'])).filter(|part| !part.is_empty()).collect()
        })
    }
}

/// Compounds of known nouns, and words with the ending of a noun.
fn is_german_by_form(folded: &str) -> bool {
    const ENDINGS: [&str; 8] = ["ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften"];
    folded.len() >= 7 && (ENDINGS.iter().any(|ending| folded.ends_with(ending)) || compound_head(folded).is_some())
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

/// `UPDATE:` at the start of a line, a voucher code, a ticker, a sign-off, a part of a name.
fn is_label_or_code(prose: &Prose, run: &Run) -> bool {
    const BEFORE_CODES: [&str; 9] =
        ["code", "gutscheincode", "rabattcode", "aktionscode", "promocode", "coupon", "kennwort", "stichwort", "passwort"];
    let before = prose.text.get(..run.span.start()).unwrap_or_default();
    let after = prose.text.get(run.span.end()..).unwrap_or_default();
    let follows_code = (0..run.tokens.start).rev().take(2).any(|index| BEFORE_CODES.contains(&prose.word(index)));
    // `^MIA`, `$GOLD`, `A*STAR`, `Human-TECH`.
    let is_joined = before.ends_with(['^', '$', '~', '/', '#', '=', '*', '-', '&']) || after.starts_with(['-', '*', '/', '&']);
    let labels = after.starts_with(':') || after.starts_with(" |") || (before.ends_with('[') && after.starts_with(']'));
    follows_code || is_joined || labels
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
