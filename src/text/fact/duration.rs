//! Durations: `zwei Stunden`, `2–3 days`; behind `in` or `within` they are times, for then they can be checked.

use super::{FactKind, Facts, Reader, Role};
use crate::text::word_list::WordList;

/// The duration that starts here. `two hours ago` is a time too.
pub(super) fn duration(reader: &Reader, at: usize, out: &mut Facts) -> Option<usize> {
    // `Was für ein Tag!` is none.
    if reader.role(at) == Some(Role::Article) && reader.role(at + 1) != Some(Role::Half) {
        return None;
    }
    let end = after_duration(reader, at)?;
    if reader.word(end) == "ago" || (reader.word(end), reader.word(end + 1)) == ("from", "now") {
        out.push(FactKind::Time, at..if reader.word(end) == "ago" { end + 1 } else { end + 2 });
    }
    out.push(FactKind::Duration, at..end);
    Some(end)
}

/// `in zwei Stunden`, `binnen 24 h`, `innerhalb der nächsten drei Werktage`, `vor zwei Tagen`.
pub(super) fn within(reader: &Reader, at: usize, out: &mut Facts) -> Option<usize> {
    let mut start = at + 1;
    while start < at + 6 && is_filler(reader, start) {
        start += 1;
    }
    let end = after_duration(reader, start)?;
    // `in a minute` promises nothing.
    let is_idiom = reader.role(start) == Some(Role::Article) && reader.role(start + 1) == Some(Role::ShortUnit);
    if is_idiom && reader.role(at) == Some(Role::In) {
        return None;
    }
    out.push(FactKind::Time, at..end);
    out.push(FactKind::Duration, start..end);
    Some(end)
}

/// What may stand between `in` and the number. `letzten`, `past` are not here: they look back.
fn is_filler(reader: &Reader, at: usize) -> bool {
    FILLERS.contains(reader.word(at)) || reader.is_mark(at, &["."]) && reader.is_joined(at - 1)
}

static FILLERS: WordList = WordList::new(
    "von den der nächsten naechsten kommenden etwa ca circa rund ungefähr spätestens maximal höchstens längstens weniger als knapp \
     the next about around approximately approx at most less than just under",
);

/// The token after a quantity and a unit.
fn after_duration(reader: &Reader, at: usize) -> Option<usize> {
    let is_half = |at| reader.role(at) == Some(Role::Half);
    let mut unit = match reader.role(at) {
        Some(Role::Article) if is_half(at + 1) => at + 2,
        Some(Role::Article | Role::Half) => at + 1,
        _ => reader.quantity(at)?,
    };
    if is_half(at) && reader.role(unit) == Some(Role::Article) {
        unit += 1;
    }
    while unit < at + 6 && is_adjective(reader.word(unit)) {
        unit += 1;
    }
    matches!(reader.role(unit), Some(Role::Unit | Role::ShortUnit)).then_some(unit + 1)
}

fn is_adjective(word: &str) -> bool {
    ADJECTIVES.contains(word)
}

static ADJECTIVES: WordList = WordList::new("volle vollen ganze ganzen weitere weiteren business working full more short whole calendar");
