//! A text becomes its folded form, in which phrases are looked for, with a map back to the text.
//! Knows nothing of words, languages or rules.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, char::canonical_combining_class, char::decompose_canonical, is_nfc_quick};

use super::{Span, emoji};

/// The folded text and the way back.
///
/// Folding composes (NFC), lowers the case by the regex crate's simple case fold, turns `ß` and `ẞ` into `ss`, typographic apostrophes and
/// quotes into `'` and `"`, every space but line breaks into ` `, and drops soft hyphens and zero-width spaces and joiners outside emoji.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    pub text: String,
    /// Where the two run apart, ascending. Between two steps both advance alike.
    pub(super) steps: Vec<Step>,
}

/// A piece of the text that became a piece of another length, or several characters for one. Either may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) folded: Span,
    pub(super) text: Span,
}

impl Folded {
    /// The bytes of the text that stand behind bytes of the folded text. A piece that is touched is taken whole: one `s` of a folded `ß`
    /// gives the `ß`. What folding dropped is taken along inside, and left out at the edges.
    #[must_use]
    pub fn to_text(&self, folded: Span) -> Span {
        map(&self.steps, folded, |step| (step.folded, step.text))
    }

    /// The folded bytes that stand for bytes of the text; the way there of [`Folded::to_text`].
    #[must_use]
    pub fn to_folded(&self, text: Span) -> Span {
        map(&self.steps, text, |step| (step.text, step.folded))
    }
}

/// Folds a text.
#[must_use]
pub fn fold(text: &str) -> Folded {
    let mut out = Folded { text: String::with_capacity(text.len()), steps: Vec::new() };
    if is_composed(text) {
        fold_composed(text, text, 0, &mut out);
    } else {
        fold_clusters(text, &mut out);
    }
    out
}

/// Folds a text without the way back; it is borrowed where folding leaves it as it is, as it does most words of a list.
#[must_use]
pub fn fold_word(text: &str) -> Cow<'_, str> {
    if is_folded(text) { Cow::Borrowed(text) } else { Cow::Owned(fold(text).text) }
}

/// Whether folding leaves the text as it is, as far as bytes tell: ASCII without capitals, and `à` to `ÿ`, which UTF-8 writes with one lead byte.
fn is_folded(text: &str) -> bool {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let is_plain = match byte {
            b'A'..=b'Z' | b'\t' => false,
            0..=0x7f => true,
            0xc3 => bytes.next().is_some_and(|byte| byte >= 0xa0),
            _ => false,
        };
        if !is_plain {
            return false;
        }
    }
    true
}

/// Maps a span through the steps, from the side that `sides` gives first to the other.
fn map(steps: &[Step], span: Span, sides: impl Fn(&Step) -> (Span, Span)) -> Span {
    if steps.is_empty() {
        return span;
    }
    let before_start = steps.partition_point(|step| sides(step).0.start <= span.start);
    let start = before_start.checked_sub(1).map_or(span.start, |index| {
        let (from, to) = sides(&steps[index]);
        if span.start < from.end { to.start } else { to.end.saturating_add(span.start - from.end) }
    });
    if span.is_empty() {
        return Span { start, end: start };
    }
    let before_end = steps.partition_point(|step| sides(step).0.start < span.end);
    let end = before_end.checked_sub(1).map_or(span.end, |index| {
        let (from, to) = sides(&steps[index]);
        if span.end <= from.end { to.end } else { to.end.saturating_add(span.end - from.end) }
    });
    Span { start, end: end.max(start) }
}

/// Whether NFC would leave the text alone. Everything below U+0300, so everything with lead bytes below 0xCC, is composed.
fn is_composed(text: &str) -> bool {
    text.bytes().all(|byte| byte < 0xCC) || is_nfc_quick(text.chars()) == IsNormalized::Yes
}

/// Folds a run of `text` that is composed already; the run starts at `offset`.
fn fold_composed(text: &str, run: &str, offset: usize, out: &mut Folded) {
    let mut at = offset;
    let end = offset + run.len();
    while at < end {
        let rest = &text[at..end];
        let plain = rest.bytes().position(|byte| !byte.is_ascii() || byte == b'\t').unwrap_or(rest.len());
        let lower_from = out.text.len();
        out.text.push_str(&rest[..plain]);
        out.text[lower_from..].make_ascii_lowercase();
        at += plain;
        let Some(c) = rest[plain..].chars().next() else { break };
        fold_char(text, at, c, out);
        at += c.len_utf8();
    }
}

/// Folds the character at `at` and writes down a step where the lengths part.
fn fold_char(text: &str, at: usize, c: char, out: &mut Folded) {
    let from = out.text.len();
    match c {
        'ß' | 'ẞ' => out.text.push_str("ss"),
        '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{2060}' | '\u{feff}' => {}
        '\u{200d}' => {
            if emoji::joins(&text[..at], &text[at + c.len_utf8()..]) {
                out.text.push(c);
            }
        }
        _ => out.text.push(folded_char(c)),
    }
    let to = out.text.len();
    if to - from != c.len_utf8() || matches!(c, 'ß') {
        out.steps.push(Step { folded: Span::new(from, to), text: Span::new(at, at + c.len_utf8()) });
    }
}

/// Folds a text that is not composed: cluster by cluster, so that the map stays as fine as composition allows.
fn fold_clusters(text: &str, out: &mut Folded) {
    let mut at = 0;
    while at < text.len() {
        let mut chars = text[at..].char_indices();
        chars.next();
        let length = chars.find(|&(_, c)| starts_cluster(c)).map_or(text.len() - at, |(length, _)| length);
        let cluster = &text[at..at + length];
        if is_nfc_quick(cluster.chars()) == IsNormalized::Yes {
            fold_composed(text, cluster, at, out);
        } else {
            let composed: String = cluster.nfc().collect();
            let from = out.text.len();
            if composed == cluster {
                fold_composed(text, cluster, at, out);
            } else {
                for c in composed.chars() {
                    match c {
                        'ß' | 'ẞ' => out.text.push_str("ss"),
                        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
                        _ => out.text.push(folded_char(c)),
                    }
                }
                let step = Step { folded: Span::new(from, out.text.len()), text: Span::new(at, at + length) };
                out.steps.push(step);
            }
        }
        at += length;
    }
}

/// Whether composition never reaches back over this character.
fn starts_cluster(c: char) -> bool {
    if c < '\u{300}' {
        return true;
    }
    let mut first = None;
    decompose_canonical(c, |part| {
        first.get_or_insert(part);
    });
    first.is_some_and(|first| canonical_combining_class(first) == 0 && is_nfc_quick(std::iter::once(first)) == IsNormalized::Yes)
}

/// The one character that stands for all that phrases do not tell apart.
fn folded_char(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '´' | 'ʼ' | 'ʻ' | '′' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '\t' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        _ => simple_case_fold(c),
    }
}

/// Unicode's simple case folding, the equivalence behind `(?i)`. It is the lower case, but for these characters.
/// (`İ` has two characters for a lower case, so it folds to itself.)
fn simple_case_fold(c: char) -> char {
    let upper_of = |first: char, first_upper: char| char::from_u32(c as u32 - first as u32 + first_upper as u32).unwrap_or(c);
    match c {
        '\0'..='\u{7f}' => c.to_ascii_lowercase(),
        'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(c as u32 + 0x20).unwrap_or(c),
        'µ' => 'μ',
        '\u{80}'..='ÿ' | 'Ꭰ'..='Ᏽ' => c,
        'ſ' => 's',
        '\u{345}' | '\u{1fbe}' => 'ι',
        'ς' => 'σ',
        'ϐ' => 'β',
        'ϑ' => 'θ',
        'ϕ' => 'φ',
        'ϖ' => 'π',
        'ϰ' => 'κ',
        'ϱ' => 'ρ',
        'ϵ' => 'ε',
        '\u{13f8}'..='\u{13fd}' => upper_of('\u{13f8}', '\u{13f0}'),
        '\u{ab70}'..='\u{abbf}' => upper_of('\u{ab70}', '\u{13a0}'),
        '\u{1c80}' => 'в',
        '\u{1c81}' => 'д',
        '\u{1c82}' => 'о',
        '\u{1c83}' => 'с',
        '\u{1c84}' | '\u{1c85}' => 'т',
        '\u{1c86}' => 'ъ',
        '\u{1c87}' => 'ѣ',
        '\u{1c88}' => '\u{a64b}',
        '\u{1e9b}' => '\u{1e61}',
        '\u{1fd3}' => '\u{390}',
        '\u{1fe3}' => '\u{3b0}',
        '\u{fb05}' => '\u{fb06}',
        _ => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(lower), None) => lower,
                _ => c,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn behind<'a>(text: &'a str, folded_part: &str) -> &'a str {
        let folded = fold(text);
        let start = folded.text.find(folded_part).expect("the part is in the folded text");
        folded.to_text(Span::new(start, start + folded_part.len())).slice(text)
    }

    #[test]
    fn folds_what_phrases_do_not_tell_apart() {
        for (text, folded) in [
            ("GRÜẞE aus der Straße", "grüsse aus der strasse"),
            ("Geht’s „noch“? »Ja« ‚doch‘", "geht's \"noch\"? \"ja\" 'doch'"),
            ("z.\u{a0}B.\u{202f}5\tx\ny\r\n", "z. b. 5 x\ny\r\n"),
            ("Ser\u{ad}vice\u{200b}team", "serviceteam"),
            ("a\u{308}rgert U\u{308}ber", "ärgert über"),
            ("ſo \u{212a}elvin \u{212b}ngström", "so kelvin ångström"),
            ("İstanbul Yıldız", "İstanbul yıldız"),
            ("👩\u{200d}👩\u{200d}👧 a\u{200d}b", "👩\u{200d}👩\u{200d}👧 ab"),
        ] {
            assert_eq!(fold(text).text, folded);
            assert_eq!(fold_word(text), folded);
            assert!(matches!(fold_word("größe ist's"), Cow::Owned(_)) && matches!(fold_word("für's büro, 9"), Cow::Borrowed(_)));
        }
    }

    #[test]
    fn leads_back_to_the_text() {
        assert_eq!(behind("viele Grüẞe, Ihr", "grüsse"), "Grüẞe");
        assert_eq!(behind("die Straße da", "stras"), "Straß", "half an ß is the whole ß");
        assert_eq!(behind("das a\u{308}rgert", "ä"), "a\u{308}");
        assert_eq!(behind("der Ser\u{ad}vice\u{ad} da", "service"), "Ser\u{ad}vice");
        assert_eq!(behind("„Ja“ und „nein“", "und"), "und");
        assert_eq!(behind("„Ja“ und „nein“", "nein"), "nein");
    }

    #[test]
    fn goes_there_and_back() {
        let text = "„Grüẞe“ o\u{308}de\u{ad}r 👩\u{200d}👧 z.\u{a0}B.";
        let folded = fold(text);
        for word in ["Grüẞe", "o\u{308}de\u{ad}r", "👩\u{200d}👧", "B"] {
            let start = text.find(word).expect("the word is in the text");
            let span = Span::new(start, start + word.len());
            assert_eq!(folded.to_text(folded.to_folded(span)), span, "{word}");
        }
    }

    /// The equivalence of `(?i)`, from the crate that defines it. The standard library may know characters that the crate does not know yet.
    #[test]
    fn folds_the_case_as_regexes_do() {
        use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};
        let unknown = regex::Regex::new(r"\p{Unassigned}").expect("the class is valid");
        for c in ('\u{80}'..=char::MAX).filter(|c| !unknown.is_match(c.encode_utf8(&mut [0; 4]))) {
            let mut class = ClassUnicode::new([ClassUnicodeRange::new(c, c)]);
            class.case_fold_simple();
            let folded = simple_case_fold(c);
            assert!(class.ranges().iter().any(|range| range.start() <= folded && folded <= range.end()), "{c:?} folds out of its class");
            for range in class.ranges() {
                for other in range.start()..=range.end() {
                    assert_eq!(simple_case_fold(other), folded, "{c:?} and {other:?}");
                }
            }
        }
    }
}
