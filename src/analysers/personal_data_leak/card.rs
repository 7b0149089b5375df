//! A text becomes the numbers of payment cards in it, by the ranges that issuers have and by their check digit. Knows no owners.

use crate::text::Span;

/// The fewest and the most digits that a card's number has.
const LENGTHS: std::ops::RangeInclusive<usize> = 13..=19;

/// The card numbers of a text, in one piece or in groups, in order.
pub(super) fn cards(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(offset) = bytes.get(at..).and_then(|rest| rest.iter().position(u8::is_ascii_digit)) {
        let start = at + offset;
        let end = end_of_digits(bytes, start);
        at = end;
        let digits: String = text[start..end].chars().filter(char::is_ascii_digit).collect();
        let touches = text[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '+' | '.' | ',' | '_'))
            || text[end..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
        if LENGTHS.contains(&digits.len()) && !touches && is_card(&digits) {
            spans.push(Span::new(start, end));
        }
    }
    spans
}

/// The end of digits that stand together or in groups, with one space or hyphen between.
fn end_of_digits(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    for (at, byte) in bytes.iter().enumerate().skip(start) {
        match byte {
            b'0'..=b'9' => end = at + 1,
            b' ' | b'-' if end == at => {}
            _ => break,
        }
    }
    end
}

/// Whether the digits are those of a payment card: a range that an issuer has, a length that it uses, and the right check digit
/// (ISO/IEC 7812).
fn is_card(digits: &str) -> bool {
    let prefix = |length: usize| digits.get(..length).and_then(|prefix| prefix.parse::<u32>().ok()).unwrap_or_default();
    let issued = match digits.len() {
        13 | 19 => prefix(1) == 4,
        14 => matches!(prefix(2), 36 | 38) || matches!(prefix(3), 300..=305),
        15 => matches!(prefix(2), 34 | 37),
        16 => {
            prefix(1) == 4
                || matches!(prefix(2), 51..=55 | 65)
                || matches!(prefix(3), 644..=649)
                || matches!(prefix(4), 2221..=2720 | 3528..=3589 | 6011)
        }
        _ => false,
    };
    issued && passes_luhn(digits)
}

/// The sum of the digits, every second one from the right doubled (less 9 above 9), is a multiple of ten (ISO/IEC 7812-1, annex B).
fn passes_luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(index, byte)| {
            let digit = u32::from(byte.saturating_sub(b'0'));
            let doubled = if index % 2 == 1 { digit * 2 } else { digit };
            if doubled > 9 { doubled - 9 } else { doubled }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_belong_together() {
        let found = |text: &'static str| cards(text).into_iter().map(|span| span.slice(text)).collect::<Vec<_>>();
        assert_eq!(found("Karte 4111 1111 1111 1111."), ["4111 1111 1111 1111"]);
        assert_eq!(found("4111-1111-1111-1111, 4111111111111111"), ["4111-1111-1111-1111", "4111111111111111"]);
        assert_eq!(found("ü4111111111111111 12 345 +4111111111111111"), [""; 0]);
    }

    #[test]
    fn cards_are_known_by_issuer_and_check_digit() {
        assert!(is_card("4111111111111111") && is_card("378282246310005") && is_card("5555555555554444"));
        assert!(!is_card("4111111111111112") && !is_card("9111111111111111") && !is_card("12"));
    }
}
