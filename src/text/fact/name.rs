//! Names of people, by their form: behind a greeting, behind a title, and in English wherever a capital stands inside a sentence.

use super::{FactKind, Facts, Reader, Role};
use crate::text::{Language, abbreviation};

/// The names of a sentence.
pub(super) fn names(reader: &Reader, out: &mut Facts) {
    let mut at = after_greeting(reader, out);
    while at < reader.end() {
        if reader.role(at) == Some(Role::Title)
            && let Some(end) = behind_title(reader, at, out)
        {
            at = end;
            continue;
        }
        let inside = at > reader.start() && reader.language == Language::En && !follows_opening(reader, at);
        if inside && is_name_word(reader, at) && is_plausible(reader, at) {
            let end = after_name(reader, at);
            out.push(FactKind::Name, at..end);
            at = end;
            continue;
        }
        at += 1;
    }
}

/// Reads the greeting at the sentence's start; gives the token from which to go on.
fn after_greeting(reader: &Reader, out: &mut Facts) -> usize {
    let start = reader.start();
    if !abbreviation::begins_greeting(reader.word(start)) {
        return start;
    }
    let mut at = start + 1;
    while at < start + 4
        && matches!(
            reader.word(at),
            "geehrte"
                | "geehrter"
                | "geehrtes"
                | "tag"
                | "morgen"
                | "abend"
                | "morning"
                | "afternoon"
                | "evening"
                | "liebe"
                | "lieber"
                | "again"
                | "gott"
                | ","
        )
    {
        at += 1;
    }
    if reader.role(at) == Some(Role::Title) {
        return at;
    }
    if !is_name_word(reader, at) || is_group(reader.word(at)) {
        return at;
    }
    let end = after_name(reader, at);
    // `Liebe Grüße`, `Sehr schade`: a greeting is over at its comma, its mark or its line.
    let ends = end >= reader.end()
        || reader.is_mark(end, &[",", "!", ".", ":", "–", "-", "?"])
        || !reader.is_word(end)
        || reader.gap(end - 1).contains('\n');
    if ends || !matches!(reader.word(start), "liebe" | "lieber" | "sehr" | "guten" | "good") {
        out.push(FactKind::Name, at..end);
        return end;
    }
    at
}

/// How many tokens of titles are read in a row: `Herr Prof. Dr. med.`
const MOST_TITLES: usize = 8;

/// `Frau Kaya`, `Herrn Dr. von Braun`, `Mr O'Brien`.
fn behind_title(reader: &Reader, at: usize, out: &mut Facts) -> Option<usize> {
    // `Fr.` is a Friday unless a name follows; without its full stop it is always one.
    if reader.word(at) == "fr" && !reader.is_mark(at + 1, &["."]) || !reader.is_capitalised(at) {
        return None;
    }
    let mut name = at;
    while name < at + MOST_TITLES && (reader.role(name) == Some(Role::Title) || reader.is_mark(name, &["."]) && reader.is_joined(name - 1))
    {
        name += 1;
    }
    if !is_name_word(reader, name) && !is_particle(reader.word(name)) {
        return None;
    }
    let end = after_name(reader, name);
    (end > name).then(|| {
        out.push(FactKind::Name, name..end);
        end
    })
}

/// The token after a name of up to five words, with particles and hyphens inside.
fn after_name(reader: &Reader, at: usize) -> usize {
    let mut end = at;
    let mut next = at;
    while next < at + 8 {
        if is_name_word(reader, next) && !is_group(reader.word(next)) && (next == at || reader.role(next).is_none()) {
            next += 1;
            end = next;
        } else if is_particle(reader.word(next)) && (is_name_word(reader, next + 1) || is_particle(reader.word(next + 1)))
            || next > at && reader.is_dash(next) && reader.is_joined(next - 1) && reader.is_joined(next)
            || next > at && reader.is_mark(next, &["."]) && reader.is_joined(next - 1) && reader.written(next - 1).chars().count() == 1
        {
            next += 1;
        } else {
            break;
        }
        if next < reader.end() && reader.gap(next - 1).contains(['\n', '\r']) {
            break;
        }
    }
    end
}

/// A capital and at least one small letter, or an initial.
fn is_name_word(reader: &Reader, at: usize) -> bool {
    let written = reader.written(at);
    reader.is_capitalised(at) && (written.chars().any(char::is_lowercase) || written.chars().count() == 1 && reader.is_mark(at + 1, &["."]))
}

fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "von"
            | "vom"
            | "van"
            | "de"
            | "den"
            | "der"
            | "zu"
            | "zur"
            | "da"
            | "di"
            | "del"
            | "la"
            | "le"
            | "al"
            | "bin"
            | "ibn"
            | "ten"
            | "ter"
            | "dos"
    )
}

/// Those who are many, or nobody in particular.
fn is_group(word: &str) -> bool {
    matches!(
        word,
        "zusammen"
            | "damen"
            | "herren"
            | "kunde"
            | "kunden"
            | "kundin"
            | "kundinnen"
            | "team"
            | "community"
            | "leute"
            | "freunde"
            | "freund"
            | "fahrgäste"
            | "gäste"
            | "gast"
            | "nutzer"
            | "nutzerin"
            | "fans"
            | "follower"
            | "welt"
            | "alle"
            | "mitglieder"
            | "grüsse"
            | "gruesse"
            | "gruss"
            | "kollegen"
            | "kolleginnen"
            | "interessenten"
            | "there"
            | "all"
            | "everyone"
            | "everybody"
            | "customer"
            | "customers"
            | "guest"
            | "guests"
            | "friends"
            | "friend"
            | "folks"
            | "valued"
            | "user"
            | "users"
            | "member"
            | "members"
            | "reviewer"
            | "traveler"
            | "traveller"
            | "leser"
            | "leserinnen"
            | "bewerber"
            | "nachbarn"
            | "eltern"
            | "schüler"
            | "patienten"
            | "reisende"
            | "unbekannt"
            | "anonymous"
    ) || word.contains(['*', ':'])
}

/// Whether a capital inside an English sentence may be a name's: not that of a pronoun, of another new beginning, or of a thing's name.
fn is_plausible(reader: &Reader, at: usize) -> bool {
    let word = reader.word(at);
    let known = matches!(
        word,
        "i'm"
            | "i'll"
            | "i've"
            | "i'd"
            | "we"
            | "our"
            | "you"
            | "your"
            | "the"
            | "this"
            | "that"
            | "it"
            | "my"
            | "he"
            | "she"
            | "they"
            | "and"
            | "but"
            | "if"
            | "so"
            | "please"
            | "thanks"
            | "thank"
            | "sorry"
            | "yes"
            | "no"
            | "not"
            | "regards"
            | "best"
            | "kind"
            | "english"
            | "german"
            | "internet"
            | "god"
            | "dms"
            | "okay"
            | "wifi"
            | "wi"
            | "fi"
            | "faqs"
    );
    let is_free = reader.role(at).is_none() && !abbreviation::begins_greeting(word);
    !known && is_free && !is_group(word) && word.chars().count() > 1
}

/// Whether the capital may stand for a new beginning: behind a colon, a quote, a bullet.
fn follows_opening(reader: &Reader, at: usize) -> bool {
    at.checked_sub(1).is_none_or(|before| {
        reader.is_mark(before, &["\"", "“", "„", ":", "-", "–", "—", "*", ">", "(", "#", "•", "…"]) || reader.gap(before).contains('\n')
    })
}
