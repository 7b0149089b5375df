//! The end of a message becomes the name that its writer put there: "Gruß aus Aresing, Ihr Hannes Schleeh".
//! Reads plain text, no prose: a complaint is looked at for this alone on many a draft.

use std::ops::Range;

use super::data::data;
use super::spelling::key;
use crate::text::{Span, fold_word};

/// A name under a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::analysers) struct Signature {
    pub(in crate::analysers) span: Span,
    pub(in crate::analysers) weight: Weight,
}

/// How sure it is that the name is the writer's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::analysers) enum Weight {
    /// "Thanks, Tom" may as well be said to a Tom who helped.
    Weak,
    Strong,
}

/// Whether a message ends with a person's name, behind a closing formula or a dash: "Viele Grüße, Anna".
pub(in crate::analysers) fn signs(text: &str) -> bool {
    let words = tail(text);
    let last = words.all.len();
    (last.saturating_sub(16)..last).any(|at| words.closed_by_formula(at).or_else(|| words.behind_dash(at)).is_some())
}

/// Bytes of the end of a message that are looked at.
const TAIL: usize = 240;

/// The name under a message, `None` where none stands there.
pub(in crate::analysers) fn signature(text: &str) -> Option<Signature> {
    let words = tail(text);
    let last = words.len();
    for at in last.saturating_sub(16)..last {
        if let Some((names, weight)) = words.closed_by_formula(at).or_else(|| words.behind_dash(at)) {
            return Some(Signature { span: words.span(names), weight });
        }
    }
    let names = words.alone_at_end()?;
    let own_line = words.all[names.start].breaks;
    Some(Signature { span: words.span(names), weight: if own_line { Weight::Strong } else { Weight::Weak } })
}

struct Words<'a> {
    all: Vec<Word<'a>>,
}

/// A word between spaces, with its outer marks taken off.
struct Word<'a> {
    span: Range<usize>,
    written: &'a str,
    folded: String,
    /// A line ends before it.
    breaks: bool,
    /// A dash stands before it.
    dashed: bool,
    /// The mark that it ended with.
    ending: Option<char>,
}

/// The last words of a text, links and what follows the name left out.
fn tail(text: &str) -> Words<'_> {
    let trimmed = without_links(text.trim_end());
    let mut from = trimmed.len().saturating_sub(TAIL);
    while !trimmed.is_char_boundary(from) {
        from += 1;
    }
    let mut all: Vec<Word<'_>> = Vec::new();
    let (mut breaks, mut dashed) = (from == 0, false);
    let mut at = from;
    for piece in trimmed[from..].split_inclusive(char::is_whitespace) {
        let written = piece.trim_end();
        let bare = written.trim_matches(|c: char| !c.is_alphanumeric());
        let start = at + written.find(bare).unwrap_or(0);
        if bare.is_empty() {
            dashed |= matches!(written, "-" | "--" | "–" | "—" | "~");
        } else {
            let before = &written[..start - at];
            let after = &written[start - at + bare.len()..];
            dashed |= before.ends_with(['-', '–', '—', '~']);
            all.push(Word {
                span: start..start + bare.len(),
                written: bare,
                folded: fold_word(bare).into_owned(),
                breaks,
                dashed,
                ending: after.chars().next(),
            });
            (breaks, dashed) = (false, false);
        }
        breaks |= piece.ends_with(['\n', '\r']);
        at += piece.len();
    }
    Words { all }
}

/// A text without the links at its end.
fn without_links(text: &str) -> &str {
    let mut rest = text;
    while let Some(last) = rest.split_whitespace().next_back() {
        if !(last.contains("://") || last.starts_with("www.") || last.contains('@')) || last.len() == rest.len() {
            break;
        }
        rest = rest[..rest.len() - last.len()].trim_end();
    }
    rest
}

impl Words<'_> {
    fn len(&self) -> usize {
        self.all.len()
    }

    fn span(&self, words: Range<usize>) -> Span {
        Span::new(self.all[words.start].span.start, self.all[words.end - 1].span.end)
    }

    /// "Gruß aus Aresing, Ihr Hannes Schleeh" from the word `at` on: the words of the name.
    fn closed_by_formula(&self, at: usize) -> Option<(Range<usize>, Weight)> {
        let word = |index: usize| self.all.get(index).map(|word| word.folded.as_str());
        let possessive = |index: usize| matches!(word(index), Some("ihr" | "ihre" | "dein" | "deine" | "euer" | "eure" | "eur"));
        let mut length = data().closings.length_at(at, word);
        let mut weight = Weight::Strong;
        if length == 0 || length == 1 && word(at) == Some("cheers") {
            length = data().weak_closings.length_at(at, word).max(length);
            weight = Weight::Weak;
        }
        // "Wo bleibt Ihr Techniker": a bare possessive closes a letter only on a line of its own.
        if length == 0 || possessive(at) && !self.all[at].breaks {
            return None;
        }
        let mut names = at + length;
        if matches!(word(names), Some("aus" | "from" | "vom" | "von")) && !self.all.get(names)?.breaks {
            let place_ends = (names + 1..self.len())
                .find(|&index| self.all[index].breaks || possessive(index) || self.all[index - 1].ending == Some(','));
            names = place_ends?;
        }
        if matches!(word(names), Some("und" | "and")) {
            return None;
        }
        if possessive(names) {
            names += 1;
        }
        if names < self.len() && self.all[names].breaks {
            weight = Weight::Strong;
        }
        self.is_name(names).then_some((names..self.len(), weight))
    }

    /// "– Anna" from the word `at` on.
    fn behind_dash(&self, at: usize) -> Option<(Range<usize>, Weight)> {
        let word = &self.all[at];
        let ends_before = at.checked_sub(1).is_none_or(|before| matches!(self.all[before].ending, Some('.' | '!' | '?' | '…')));
        let weight = if word.breaks { Weight::Strong } else { Weight::Weak };
        (word.dashed && (word.breaks || ends_before) && self.len() - at <= 3 && self.is_name(at)).then_some((at..self.len(), weight))
    }

    /// "C. von der Heide" as the last line or the last sentence: at least two words, with a given name or an initial in front.
    fn alone_at_end(&self) -> Option<Range<usize>> {
        let ends_sentence = |word: &Word<'_>| {
            let abbreviated =
                word.written.chars().count() == 1 || data().title(&word.folded).is_some() || data().is_honorific(&word.folded);
            matches!(word.ending, Some('.' | '!' | '?')) && !abbreviated
        };
        let starts = |&at: &usize| self.all[at].breaks || at > 0 && ends_sentence(&self.all[at - 1]);
        let start = (self.len().saturating_sub(5)..self.len()).rev().find(starts)?;
        let first = &self.all[start];
        let titled = data().title(&first.folded).is_some();
        let initial = first.written.chars().count() == 1 && first.ending == Some('.');
        let begins_name = titled || initial || data().is_given_name(&key(first.written));
        (start > 0 && self.len() - start >= 2 && begins_name && self.is_name(start)).then_some(start..self.len())
    }

    /// Whether all words from one to the last are a name.
    fn is_name(&self, from: usize) -> bool {
        let words = &self.all[from.min(self.len())..];
        let is_part = |word: &Word<'_>| {
            let capital = word.written.starts_with(char::is_uppercase);
            let particle = data().is_particle(&word.folded);
            let name = capital && !word.written.contains(|c: char| c.is_ascii_digit() || c == '_' || c == '@');
            particle || name && (data().title(&word.folded).is_some() || !data().is_ordinary(&word.folded) && !data().is_role(&word.folded))
        };
        let small = words.len() == 1 && words[0].written.chars().all(char::is_lowercase) && data().is_given_name(&key(words[0].written));
        (1..=5).contains(&words.len())
            && (small || words.iter().all(is_part) && words.iter().any(|word| !data().is_particle(&word.folded)))
            && words.iter().skip(1).all(|word| !word.breaks)
            && words[..words.len() - 1].iter().all(|word| !matches!(word.ending, Some('!' | '?' | ',')))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(&str, Weight)> {
        signature(text).map(|signature| (signature.span.slice(text), signature.weight))
    }

    #[test]
    fn names_under_messages() {
        for (text, name) in [
            ("Schleeh schreibt man mit 2 e.\n\nGruß aus Aresing Ihr Hannes Schleeh\nhttp://schleeh.de", "Hannes Schleeh"),
            ("Wann kommt er? Gruß aus Aresing, Ihr Hannes Schleeh", "Hannes Schleeh"),
            ("Das reicht. MfG K. Yıldız", "K. Yıldız"),
            ("Das reicht.\n– Anna", "Anna"),
            ("Das reicht. Mit freundlichen Grüßen\nClaudia von der Heide", "Claudia von der Heide"),
            ("Das reicht, lg anna", "anna"),
            ("Sort it out. Regards, Bob Miller", "Bob Miller"),
            ("Sort it out.\nThanks,\nBob", "Bob"),
            ("Sort it out. Kind regards Siobhán O'Brien", "Siobhán O'Brien"),
            ("Auftrag SK-1, 2.860 Euro.\nC. von der Heide", "C. von der Heide"),
            ("Kommen wir nicht mehr.\nFam. Müller-Lüdenscheidt", "Fam. Müller-Lüdenscheidt"),
            ("Bitte um Antwort\nDeine Lena", "Lena"),
        ] {
            assert_eq!(read(text), Some((name, Weight::Strong)), "{text}");
        }
    }

    #[test]
    fn names_that_may_be_somebody_elses() {
        for (text, name) in
            [("Sorted now. Thanks, Tom", "Tom"), ("Kann ich ihn anpassen? Dr. Kaya", "Dr. Kaya"), ("Never again. – Anna", "Anna")]
        {
            assert_eq!(read(text), Some((name, Weight::Weak)), "{text}");
        }
    }

    #[test]
    fn no_signature() {
        for text in [
            "",
            "Wo bleibt Ihr Techniker",
            "Stimmt das nun? LG",
            "Danke im Voraus!",
            "Thanks, guys",
            "Viele Grüße aus Berlin",
            "Das ist doch Ihr Problem.\nIhr Kunde",
            "Mit freundlichen Grüßen",
            "I called Anna Smith",
            "Hannes Schleeh",
            "Kauft nicht mehr bei Mindfactory!",
            "Grüße an Frau Petersen",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
