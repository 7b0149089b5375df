//! Names of people, by their form: behind a greeting, behind a title, and in English wherever a capital stands inside a sentence.

use super::{FactKind, Facts, Reader, Role};
use crate::text::{Language, TokenKind, greeting, word_list::WordList};

/// The names of a sentence.
pub(super) fn names(reader: &Reader, out: &mut Facts) {
    let start = first_word(reader);
    let mut at = after_greeting(reader, start, out);
    // The first word behind a greeting's comma is capitalised as the first of the sentence is.
    let mut is_first = true;
    while at < reader.end() {
        if !reader.is_word(at) {
            at += 1;
            continue;
        }
        let inside = !is_first && reader.language == Language::En && !follows_opening(reader, at);
        is_first = false;
        if let Some(end) = behind_title(reader, at, out) {
            at = end;
        } else if inside && is_name_word(reader, at) && is_plausible(reader, at) {
            let end = after_name(reader, at);
            out.push(FactKind::Name, at..end);
            at = end;
        } else {
            at += 1;
        }
    }
}

/// The first word behind the handles, marks and emoji with which a reply may begin.
fn first_word(reader: &Reader) -> usize {
    let is_before = |at: &usize| matches!(reader.kind(*at), Some(TokenKind::Handle | TokenKind::Mark | TokenKind::Emoji));
    (reader.start()..reader.end()).find(|at| !is_before(at)).unwrap_or(reader.end())
}

/// Reads the greeting at the sentence's start; gives the token from which to go on.
fn after_greeting(reader: &Reader, start: usize, out: &mut Facts) -> usize {
    if !greeting::begins_greeting(reader.word(start)) {
        return start;
    }
    let mut at = start + 1;
    while at < start + 4 && greeting::continues_greeting(reader.word(at)) {
        at += 1;
    }
    if !is_name_word(reader, at) || reader.role(at) == Some(Role::Title) || is_group(reader.word(at)) {
        return at;
    }
    let end = after_name(reader, at);
    // `Liebe Grüße`, `Sehr schade`: after these words, only a greeting is over at its comma, its mark or its line.
    let is_over = end >= reader.end() || !reader.is_word(end) || reader.gap(end - 1).contains('\n');
    if is_over || !matches!(reader.word(start), "liebe" | "lieber" | "sehr" | "guten" | "good") {
        out.push(FactKind::Name, at..end);
        return end;
    }
    at
}

/// How many tokens of titles are read in a row: `Herr Prof. Dr. med.`
const MOST_TITLES: usize = 8;

/// `Frau Kaya`, `Herrn Dr. von Braun`, `Mr O'Brien`.
fn behind_title(reader: &Reader, at: usize, out: &mut Facts) -> Option<usize> {
    if !reader.is_capitalised(at) || reader.role(at) != Some(Role::Title) {
        return None;
    }
    // `Fr.` is a Friday unless a name follows; without its full stop it is always one.
    if reader.word(at) == "fr" && !reader.is_mark(at + 1, &["."]) {
        return None;
    }
    let is_title = |name| reader.role(name) == Some(Role::Title) || reader.is_mark(name, &["."]) && reader.is_joined(name - 1);
    let name = (at + 1..at + MOST_TITLES).find(|&name| !is_title(name))?;
    if !is_name_word(reader, name) && !PARTICLES.contains(reader.word(name)) {
        return None;
    }
    let end = after_name(reader, name);
    (end > name).then(|| {
        out.push(FactKind::Name, name..end);
        end
    })
}

/// The token after a name of a few words, with particles, initials and hyphens inside; the same token where none stands here.
fn after_name(reader: &Reader, at: usize) -> usize {
    let mut end = at;
    let mut next = at;
    while next < at + 8 && (next == at || !reader.gap(next - 1).contains(['\n', '\r'])) {
        let word = reader.word(next);
        let is_free = next == at || reader.role(next).is_none() && !FORMAL.contains(word);
        if is_name_word(reader, next) && !is_group(word) && is_free {
            end = next + 1;
        } else if !is_inside_name(reader, at, next) {
            break;
        }
        next += 1;
    }
    end
}

/// A particle before a name, a hyphen between names, the full stop of an initial.
fn is_inside_name(reader: &Reader, first: usize, at: usize) -> bool {
    let is_particle = |at| PARTICLES.contains(reader.word(at));
    let clings = at > first && reader.is_joined(at - 1);
    is_particle(at) && (is_name_word(reader, at + 1) || is_particle(at + 1))
        || clings && reader.is_dash(at) && reader.is_joined(at)
        || clings && reader.is_mark(at, &["."]) && reader.written(at - 1).chars().count() == 1
}

/// A capital and at least one small letter, or an initial.
fn is_name_word(reader: &Reader, at: usize) -> bool {
    let written = reader.written(at);
    reader.is_capitalised(at) && (written.chars().any(char::is_lowercase) || written.chars().count() == 1 && reader.is_mark(at + 1, &["."]))
}

static PARTICLES: WordList = WordList::new("von vom van de den der zu zur da di del la le al bin ibn ten ter dos");

/// Words that German capitalises to be polite.
static FORMAL: WordList =
    WordList::new("sie ihnen ihr ihre ihrem ihren ihrer ihres du dir dich dein deine deinem deinen deiner euch euer eure");

/// Those who are many, or nobody in particular.
fn is_group(word: &str) -> bool {
    GROUPS.contains(word) || word.contains(['*', ':'])
}

static GROUPS: WordList = WordList::new(
    "zusammen damen herren kunde kunden kundin kundinnen team community leute freunde freund fahrgäste gäste gast nutzer nutzerin fans follower welt \
     alle mitglieder grüsse gruesse gruss kollegen kolleginnen interessenten leser leserinnen bewerber nachbarn eltern schüler patienten reisende \
     unbekannt there all everyone everybody customer customers guest guests friends friend folks valued user users member members reviewer traveler \
     traveller anonymous",
);

/// Whether a capital inside an English sentence may be a name's: not that of a new beginning, and not that of a post or a thing.
fn is_plausible(reader: &Reader, at: usize) -> bool {
    let word = reader.word(at);
    let is_free = reader.role(at).is_none() && !greeting::begins_greeting(word) && !is_group(word);
    is_free && !NO_NAMES.contains(word) && !word.contains('\'') && word.chars().count() > 1
}

static NO_NAMES: WordList = WordList::new(
    "we our you your the this that it my he she they and but if so can could would will are is was do does did have has let here there what when where \
     why how which who in on at to for from of with as we're please thanks thank sorry yes no not also just unless happy looks regards wishes best kind \
     english german internet god dms okay wifi wi fi faqs manager director team hotel app customer guest support service services care office general \
     relations terms",
);

/// Whether the capital may stand for a new beginning: behind a colon, a quote, a bullet, a line break.
fn follows_opening(reader: &Reader, at: usize) -> bool {
    let openings = ["\"", "“", "„", ":", "-", "–", "—", "*", ">", "(", "#", "•", "…", "!", "?", "."];
    at.checked_sub(1).is_none_or(|before| reader.is_mark(before, &openings) || reader.gap(before).contains('\n'))
}
