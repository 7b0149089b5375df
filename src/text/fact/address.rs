//! Addresses that lead to somebody: links, e-mail addresses, phone numbers, IBANs.

use super::{FactKind, Facts, Reader, Role};
use crate::text::word_list::WordList;

/// A link token is an e-mail address or a URL.
pub(super) fn link(reader: &Reader, at: usize, out: &mut Facts) -> usize {
    let written = reader.written(at);
    let is_mail = written.starts_with("mailto:") || written.contains('@') && !written.contains('/');
    out.push(if is_mail { FactKind::Email } else { FactKind::Url }, at..at + 1);
    at + 1
}

/// A phone number by its form: `+49 221 …`, `0221/…`, `(0221) …`, `555-123-4567`. At least seven digits, not behind `Nr.` or `order`.
pub(super) fn phone(reader: &Reader, at: usize, out: &mut Facts) -> Option<usize> {
    let is_start = reader.is_number(at) || reader.is_mark(at, &["+", "("]) && (reader.is_number(at + 1) || reader.is_mark(at + 1, &["+"]));
    if !is_start {
        return None;
    }
    let mut run = Run::read(reader, at);
    // `0800 1234567 14 Uhr`: the last group belongs to what follows.
    let counts = matches!(reader.role(run.end), Some(Role::Clock | Role::Meridiem | Role::Unit | Role::ShortUnit | Role::Currency));
    if counts && run.groups.len() > 1 {
        run = run.without_last(reader)?;
    }
    if !run.is_phone() || names_another_number(reader, at) {
        return None;
    }
    out.push(FactKind::Phone, at..run.end);
    Some(run.end)
}

/// A run of digits with what people put between the digits of a phone number.
struct Run {
    end: usize,
    international: bool,
    leading_zero: bool,
    /// The tokens and the digits of each group.
    groups: Vec<(usize, usize)>,
    hyphenated: bool,
}

impl Run {
    fn read(reader: &Reader, at: usize) -> Self {
        let mut run = Self { end: at, international: false, leading_zero: false, groups: Vec::new(), hyphenated: true };
        let mut token = at;
        let mut brackets = 0usize;
        loop {
            if reader.is_number(token) && is_phone_group(reader.written(token)) {
                let written = reader.written(token);
                if run.groups.is_empty() {
                    run.leading_zero = written.starts_with('0');
                }
                run.groups.push((token, written.bytes().filter(u8::is_ascii_digit).count()));
                run.end = token + 1;
            } else if reader.is_mark(token, &["+"]) && run.groups.is_empty() && reader.is_joined(token) {
                run.international = true;
            } else if reader.is_mark(token, &["("]) && brackets == 0 && reader.is_number(token + 1) {
                brackets += 1;
            } else if reader.is_mark(token, &[")"]) && brackets > 0 {
                brackets -= 1;
                run.end = run.end.max(token + 1);
            } else if !((reader.is_dash(token) || reader.is_mark(token, &["/", "."]))
                && !run.groups.is_empty()
                && next_is_digit(reader, token))
            {
                break;
            }
            if !matches!(reader.gap(token), "" | " " | "\u{a0}" | "\u{202f}" | "\u{2009}") || run.groups.len() > 8 {
                break;
            }
            if reader.gap(token) == " " && reader.is_number(token) {
                run.hyphenated = false;
            }
            token += 1;
        }
        run
    }

    fn without_last(mut self, reader: &Reader) -> Option<Self> {
        self.groups.pop();
        let &(token, _) = self.groups.last()?;
        self.end = if reader.is_mark(token + 1, &[")"]) { token + 2 } else { token + 1 };
        Some(self)
    }

    fn digits(&self) -> usize {
        self.groups.iter().map(|group| group.1).sum()
    }

    fn is_phone(&self) -> bool {
        let digits = self.digits();
        if digits > 15 {
            return false;
        }
        if self.international || self.leading_zero {
            return digits >= if self.international { 8 } else { 7 };
        }
        let lengths: Vec<usize> = self.groups.iter().map(|group| group.1).collect();
        self.hyphenated && matches!(lengths[..], [3, 3, 4] | [1, 3, 3, 4])
            || matches!(lengths[..], [3, 3, 4]) && self.end > self.groups.len() + 1
    }
}

/// Digits, with inner `/` or `.`; thousands and decimals are none.
fn is_phone_group(written: &str) -> bool {
    let is_plain = written.bytes().all(|byte| byte.is_ascii_digit());
    is_plain
        || written.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'/' | b'.'))
            && !written.split('.').skip(1).all(|part| part.len() == 3)
        || written.contains('/') && written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'/')
}

fn next_is_digit(reader: &Reader, at: usize) -> bool {
    reader.is_number(at + 1) || reader.is_mark(at + 1, &["("]) && reader.is_number(at + 2)
}

/// Whether the words before say that the number is an order's, a customer's, a ticket's.
fn names_another_number(reader: &Reader, at: usize) -> bool {
    (1..=3).filter_map(|back| at.checked_sub(back)).any(|before| {
        let word = reader.word(before);
        let calls = word.starts_with("tel") || CALLING.iter().any(|part| word.contains(part));
        let counts = COUNTING_WORDS.contains(word)
            || COUNTING.iter().any(|part| word.contains(part))
            || word.len() > 8 && (word.ends_with("nummer") || word.ends_with("nr"));
        let is_phone_number = matches!(word, "nr" | "no") && before > 0 && reader.word(before - 1).starts_with("tel");
        counts && !calls && !is_phone_number
    })
}

const CALLING: [&str; 9] = ["telefon", "ruf", "handy", "mobil", "hotline", "phone", "fax", "call", "whatsapp"];
const COUNTING: [&str; 10] =
    ["bestell", "auftrag", "rechnung", "sendung", "vorgang", "kunden", "vertrag", "artikel", "serien", "aktenzeichen"];
static COUNTING_WORDS: WordList = WordList::new("nr no id iban order ticket case reference ref # invoice tracking isbn ean");

/// An IBAN in one piece or in groups, with the right checksum.
pub(super) fn iban(reader: &Reader, at: usize, out: &mut Facts) -> Option<usize> {
    let first = reader.written(at).as_bytes();
    let is_start = first.len() >= 4 && first[..2].iter().all(u8::is_ascii_alphabetic) && first[2..4].iter().all(u8::is_ascii_digit);
    if !is_start {
        return None;
    }
    let mut compact = String::with_capacity(34);
    let mut token = at;
    let mut end = None;
    while reader.is_word(token) || reader.is_number(token) {
        let written = reader.written(token);
        if !written.bytes().all(|byte| byte.is_ascii_alphanumeric()) || compact.len() + written.len() > 34 {
            break;
        }
        compact.extend(written.chars().map(|c| c.to_ascii_uppercase()));
        if compact.len() >= 15 && compact.parse::<iban::Iban>().is_ok() {
            end = Some(token + 1);
        }
        if !matches!(reader.gap(token), "" | " " | "\u{a0}" | "\u{202f}") {
            break;
        }
        token += 1;
    }
    let end = end?;
    out.push(FactKind::Iban, at..end);
    Some(end)
}
