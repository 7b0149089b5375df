//! Amounts of money and percentages: `29,90 €`, `$5`, `CHF 20.–`, `zwanzig Euro`, `29,-`, `5 %`.

use super::{FactKind, Facts, Reader, Role};

const SIGNS: &[&str] = &["€", "$", "£", "¥"];

/// An amount with its currency behind it, or `29,-`.
pub(super) fn amount(reader: &Reader, at: usize, out: &mut Facts) -> Option<usize> {
    let after_number = after_number(reader, at)?;
    let has_dash = after_number > at + 1 && reader.is_dash(after_number - 1);
    let end = match after_currency(reader, after_number) {
        Some(end) => end,
        None if has_dash => after_number,
        None => return None,
    };
    out.push(FactKind::Amount, at..end);
    Some(end)
}

/// `$5`, `€ 20`.
pub(super) fn behind_sign(reader: &Reader, at: usize, out: &mut Facts) -> Option<usize> {
    if !reader.is_mark(at, SIGNS) || !reader.is_number(at + 1) {
        return None;
    }
    let end = after_number(reader, at + 1)?;
    out.push(FactKind::Amount, at..end);
    Some(end)
}

/// `EUR 20`, `CHF 29.90`, `Fr. 20.–`. Behind `Fr.` a time of day may stand as well, so there the number needs its cents.
pub(super) fn behind_code(reader: &Reader, at: usize, out: &mut Facts) -> Option<usize> {
    if !matches!(reader.word(at), "eur" | "chf" | "usd" | "gbp" | "sfr" | "fr") {
        return None;
    }
    let number = if reader.is_joined(at) && reader.is_mark(at + 1, &["."]) { at + 2 } else { at + 1 };
    let end = after_number(reader, number).filter(|_| reader.is_number(number))?;
    let has_cents = reader.is_dash(end - 1) || reader.written(number).rsplit_once('.').is_some_and(|(_, cents)| cents.len() == 2);
    if reader.word(at) == "fr" && (!has_cents || reader.role(end) == Some(Role::Clock) || number == at + 1) {
        return None;
    }
    out.push(FactKind::Amount, at..end);
    Some(end)
}

/// `5 %`, `5–10 Prozent`.
pub(super) fn percent(reader: &Reader, at: usize, out: &mut Facts) -> Option<usize> {
    let sign = reader.quantity(at)?;
    if !reader.is_mark(sign, &["%", "٪", "‰"]) && reader.role(sign) != Some(Role::Percent) {
        return None;
    }
    out.push(FactKind::Percent, at..sign + 1);
    Some(sign + 1)
}

/// The token after a quantity with its `,-` or its `Mio.`.
fn after_number(reader: &Reader, at: usize) -> Option<usize> {
    let end = reader.quantity(at)?;
    let clings = reader.is_joined(end - 1) && reader.is_joined(end);
    if clings && reader.is_mark(end, &[",", "."]) && reader.is_dash(end + 1) {
        let last = if reader.is_joined(end + 1) && reader.is_dash(end + 2) { end + 2 } else { end + 1 };
        // `29.-30. November`, `2.-Klasse-Ticket`
        let goes_on = reader.is_joined(last) && (reader.is_number(last + 1) || reader.is_word(last + 1));
        return Some(if goes_on { end } else { last + 1 });
    }
    if reader.role(end) == Some(Role::Magnitude) {
        return Some(if reader.is_joined(end) && reader.is_mark(end + 1, &["."]) && end + 2 < reader.end() { end + 2 } else { end + 1 });
    }
    Some(end)
}

/// The token after a currency. `Fr.` behind a number is more often a Friday.
fn after_currency(reader: &Reader, at: usize) -> Option<usize> {
    let is_word = reader.role(at) == Some(Role::Currency);
    let is_code = reader.word(at) == "us" && reader.is_mark(at + 1, &["$"]);
    if is_code {
        return Some(at + 2);
    }
    (is_word || reader.is_mark(at, SIGNS)).then_some(at + 1)
}
