//! Numbers become data: telephones that are a customer's, and numbers of customers, orders and contracts behind their label.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use phonenumber::country::Id;

use super::owner::{self, Owner};
use super::{Case, Datum, Sort};
use crate::analysers::own;
use crate::draft::Kind;
use crate::text::{FactKind, Language, Prose, Span, TokenKind};

/// The telephone numbers of customers.
pub(super) fn phones(case: &Case<'_>) -> impl Iterator<Item = Datum> {
    let facts = case.check.reading.prose.facts.iter().filter(|fact| fact.kind == FactKind::Phone).map(|fact| fact.span);
    facts.filter(|span| is_customers_phone(*span, case)).map(|span| Datum { span, sort: Sort::Phone })
}

fn is_customers_phone(span: Span, case: &Case<'_>) -> bool {
    let prose = &case.check.reading.prose;
    let written = span.slice(&prose.text);
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    if is_date(written) || is_service_number(written, prose.language) || own::is_public_phone(case.check.reading.settings, &digits) {
        return false;
    }
    // The numbering plans are large: they are asked last.
    owner::of(span, case) == Owner::Customer && (is_announced(prose, span) || shows_itself(written, &digits) || is_dialable(written, case))
}

/// `03.11.2026`.
fn is_date(written: &str) -> bool {
    let groups: Vec<&str> = written.split(['.', '/']).collect();
    matches!(groups[..], [day, month, year] if (1..=2).contains(&day.len()) && (1..=2).contains(&month.len()) && matches!(year.len(), 2 | 4))
}

/// Numbers that are nobody's own: free of charge, or shared by a service, in Germany, Austria, Switzerland, Britain and North America.
fn is_service_number(written: &str, language: Language) -> bool {
    const EVERYWHERE: [&str; 10] = ["800", "808", "180", "181", "137", "138", "900", "901", "116", "118"];
    // In Germany, places have numbers that begin so.
    const BRITISH: [&str; 6] = ["84", "87", "300", "330", "333", "345"];
    const NORTH_AMERICAN: [&str; 8] = ["800", "833", "844", "855", "866", "877", "888", "900"];
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let international = written.trim_start_matches('(').starts_with('+').then_some(digits.as_str()).or_else(|| digits.strip_prefix("00"));
    let national = match international {
        Some(number) => ["49", "43", "41", "44", "1"].iter().find_map(|country| number.strip_prefix(country)).unwrap_or(number),
        None => &digits,
    };
    let number = national.trim_start_matches('0');
    let begins = |prefixes: &[&str]| prefixes.iter().any(|prefix| number.starts_with(prefix));
    begins(&EVERYWHERE) || (language == Language::En && (begins(&BRITISH) || (number.len() == 10 && begins(&NORTH_AMERICAN))))
}

/// `Tel.`, `Handynummer`, `mobile` directly before: whoever writes so means a telephone.
fn is_announced(prose: &Prose, span: Span) -> bool {
    let index = prose.token_at(span.start);
    let before = (0..index).rev().filter(|&at| prose.tokens[at].kind == TokenKind::Word).take(3);
    before.map(|at| prose.word(at)).any(|word| {
        matches!(word, "tel" | "telefon" | "handy" | "mobil" | "fon" | "phone" | "mobile" | "cell" | "number" | "nummer")
            || word.ends_with("telefonnummer")
            || word.ends_with("handynummer")
            || word.ends_with("mobilnummer")
            || word.ends_with("rufnummer")
    })
}

/// Whether the number shows by itself what it is, so that no numbering plan needs to be read: it is written with the code of a country (ITU-T E.164:
/// at most 15 digits), or begins as mobile ones do in Germany, Austria, Switzerland and Britain.
fn shows_itself(written: &str, digits: &str) -> bool {
    type Starts = &'static [&'static str];
    const MOBILE: [(Starts, RangeInclusive<usize>); 4] = [
        (&["015", "016", "017"], 11..=12),
        (&["066", "067", "068", "0699"], 11..=13),
        (&["076", "077", "078", "079"], 10..=10),
        (&["07"], 11..=11),
    ];
    let is_international = written.trim_start_matches('(').starts_with('+') && (9..=15).contains(&digits.len());
    let is_mobile = |(starts, lengths): &(Starts, RangeInclusive<usize>)| {
        lengths.contains(&digits.len()) && starts.iter().any(|start| digits.starts_with(start))
    };
    is_international || MOBILE.iter().any(is_mobile)
}

/// Whether the number is valid in the numbering plan of one of the countries that drafts come from (ITU-T E.164, national plans).
fn is_dialable(written: &str, case: &Case<'_>) -> bool {
    static COUNTRIES: LazyLock<[Id; 5]> = LazyLock::new(|| [Id::DE, Id::AT, Id::CH, Id::GB, Id::US]);
    let home = own::country(case.check.reading.settings).and_then(|country| country.parse::<Id>().ok());
    home.into_iter().chain(*COUNTRIES).any(|country| phonenumber::parse(Some(country), written).is_ok_and(|number| number.is_valid()))
}

/// Numbers behind the word that says what they are (`Kundennummer 4711234`, `order #5521`), and those that the complaint calls so.
pub(super) fn numbers(case: &Case<'_>) -> Vec<Datum> {
    let prose = &case.check.reading.prose;
    let is_public = |code: &str| own::is_public_number(case.check.reading.settings, code);
    let is_customers = |label: usize, span: Span| match case.check.reading.draft.kind {
        Kind::Reply => owner::of(span, case) != Owner::Company,
        Kind::Post => owner::of(span, case) == Owner::Customer || is_yours(prose, label),
    };
    let labelled = codes(prose, case).into_iter().filter(|&(label, span)| is_customers(label, span)).map(|(_, span)| span);
    let mut spans: Vec<Span> = labelled.collect();
    if let Some(complaint) = case.check.reading.complaint() {
        for (_, told) in codes(complaint, case).into_iter().take(MOST_TOLD) {
            let code = told.slice(&complaint.text);
            spans.extend(prose.text.match_indices(code).map(|(at, _)| Span::new(at, at + code.len())));
        }
    }
    spans.retain(|span| !is_public(span.slice(&prose.text)));
    spans.into_iter().map(|span| Datum { span, sort: Sort::Number }).collect()
}

/// Who tells more numbers than this is no customer.
const MOST_TOLD: usize = 20;

/// The labelled numbers of a text: the token of the label, and the number.
fn codes(prose: &Prose, case: &Case<'_>) -> Vec<(usize, Span)> {
    let words = (0..prose.tokens.len()).filter(|&index| prose.tokens[index].kind == TokenKind::Word);
    words
        .filter_map(|index| {
            let label = label_at(prose, index, case)?;
            Some((index, code_after(prose, index + 1, label)?))
        })
        .collect()
}

/// How sure a label is that a number follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    /// `Kundennummer`, `order number`.
    Number,
    /// `Bestellung`, `order`: many digits or a `#` must follow.
    Thing,
}

fn label_at(prose: &Prose, index: usize, case: &Case<'_>) -> Option<Label> {
    let word = prose.word(index);
    let stem = ["nummer", "nr", "nummern"].iter().find_map(|ending| word.strip_suffix(ending)).filter(|stem| !stem.is_empty());
    if stem.is_some_and(|stem| case.check.list("numbers").any(|known| known == stem)) {
        return Some(Label::Number);
    }
    case.check.list("things").any(|thing| thing == word).then(|| {
        let next = prose.tokens.get(index + 1).map_or("", |_| prose.word(index + 1));
        if matches!(next, "number" | "no" | "id" | "reference" | "ref" | "nummer" | "nr") { Label::Number } else { Label::Thing }
    })
}

/// The code that follows a label, behind few small words: `order number is 5521`, `Kundennummer: 4711`.
fn code_after(prose: &Prose, from: usize, label: Label) -> Option<Span> {
    let mut sharp = false;
    for index in from..prose.tokens.len().min(from + 5) {
        let token = prose.tokens[index];
        match prose.word(index) {
            "#" => sharp = true,
            ":" | "." | "(" | "-" | "number" | "no" | "nr" | "nummer" | "id" | "reference" | "ref" | "is" | "ist" | "lautet" | "the"
            | "die" | "–" | "„" | "\"" => {}
            _ if matches!(token.kind, TokenKind::Number | TokenKind::Word | TokenKind::Hashtag) => {
                let span = code_at(prose, index);
                let written = span.slice(&prose.text);
                let digits = written.bytes().filter(u8::is_ascii_digit).count();
                let fewest = if label == Label::Number || sharp { 3 } else { 5 };
                let is_code = digits >= fewest && !is_date(written) && !written.contains(',') && !written.contains(':');
                return is_code.then_some(span);
            }
            _ => return None,
        }
    }
    None
}

/// Letters, digits and inner hyphens that touch each other: `88-1234`, `KD2024/77`, `123 456 789`.
fn code_at(prose: &Prose, index: usize) -> Span {
    let mut end = index;
    while let Some(next) = prose.tokens.get(end + 1) {
        let here = prose.tokens[end];
        let touches = here.span.end == next.span.start;
        let is_mark = matches!(prose.written(end + 1), "-" | "/" | "_" | ".");
        let goes_on = prose.tokens.get(end + 2).is_some_and(|after| next.span.end == after.span.start && after.kind != TokenKind::Mark);
        let groups = !touches && here.kind == TokenKind::Number && next.kind == TokenKind::Number && next.span.start == here.span.end + 1;
        if touches && matches!(next.kind, TokenKind::Word | TokenKind::Number) || groups {
            end += 1;
        } else if touches && is_mark && goes_on {
            end += 2;
        } else {
            break;
        }
    }
    prose.span_of(index..end + 1)
}

/// `Ihre Kundennummer`, `your order`.
fn is_yours(prose: &Prose, index: usize) -> bool {
    index.checked_sub(1).is_some_and(|before| matches!(prose.word(before), "ihre" | "ihrer" | "deine" | "deiner" | "eure" | "your"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn service_numbers_are_nobodys_own() {
        for written in ["0800 3301000", "01803 123456", "+49 800 3301000", "0049 800 3301000", "116117"] {
            assert!(is_service_number(written, Language::De), "{written}");
        }
        for written in ["0171 2345678", "0711 123456", "+49 171 2345678", "0345 123456"] {
            assert!(!is_service_number(written, Language::De), "{written}");
        }
        assert!(is_service_number("(844) 555-1234", Language::En) && is_service_number("0345 123 4567", Language::En));
        assert!(!is_service_number("07911 123456", Language::En));
    }

    #[test]
    fn dates_are_known_by_their_form() {
        assert!(is_date("03.11.2026") && is_date("3/11/26") && !is_date("0711/123456"));
    }

    #[test]
    fn some_numbers_show_what_they_are() {
        let shows = |written: &str| shows_itself(written, &written.chars().filter(char::is_ascii_digit).collect::<String>());
        for written in ["+49 221 123456", "(+44) 7911 123456", "0171 2345678", "0664 1234567", "079 123 45 67", "07911 123456"] {
            assert!(shows(written), "{written}");
        }
        for written in ["0221 123456", "+49 123", "0012345678", "07 12345", "+1234567890123456"] {
            assert!(!shows(written), "{written}");
        }
    }
}
