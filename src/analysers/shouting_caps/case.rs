//! A run of capitals becomes running text: German nouns keep their capital, everything else gets the one that its place asks for.

use super::run::Run;
use crate::analysers::words::{Known, compound_head, is_acronym, known};
use crate::text::{Language, Prose, TokenKind};

/// Whether the lists know how a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Certainty {
    Known,
    Guessed,
}

/// The run as one writes it in running text.
pub(super) fn normal(run: &Run, prose: &Prose) -> (String, Certainty) {
    let mut out = String::with_capacity(run.span.len());
    let mut certainty = Certainty::Known;
    let mut at = run.span.start();
    for index in run.tokens.clone() {
        let span = prose.tokens[index].span;
        out.push_str(prose.text.get(at..span.start()).unwrap_or_default());
        at = span.end();
        let written = prose.written(index);
        if prose.tokens[index].kind != TokenKind::Word {
            out.push_str(written);
            continue;
        }
        let (word, sure) = normal_word(prose.word(index), written, prose.language);
        if sure == Certainty::Guessed {
            certainty = Certainty::Guessed;
        }
        out.push_str(&if begins_sentence(prose, index) { capitalised(&word) } else { word });
    }
    (out, certainty)
}

fn normal_word(folded: &str, written: &str, language: Language) -> (String, Certainty) {
    if is_acronym(folded) {
        return (written.to_owned(), Certainty::Known);
    }
    let (base, ending) = folded.find(['\'', '’']).map_or((folded, ""), |at| folded.split_at(at));
    let other = if language == Language::De { Language::En } else { Language::De };
    let found = |language| {
        let whole = known(language, folded).map(|known| known.spelling.to_owned());
        whole.or_else(|| known(language, base).map(|known: &Known| format!("{}{ending}", known.spelling)))
    };
    if let Some(word) = found(language) {
        return (word, Certainty::Known);
    }
    match language {
        Language::De => german(folded).or_else(|| found(other).map(|word| (capitalised(&word), Certainty::Guessed))),
        Language::En => None,
    }
    .unwrap_or_else(|| unknown(folded, written, language))
}

/// A German word that the lists do not have, by its form.
fn german(folded: &str) -> Option<(String, Certainty)> {
    if let Some((at, head)) = compound_head(folded) {
        let first = folded.get(..at)?;
        return Some((capitalised(&format!("{first}{}", head.spelling.to_lowercase())), doubt_about_ss(first)));
    }
    const NOUNS: [&str; 8] = ["ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften"];
    const ADJECTIVES: [&str; 5] = ["lich", "isch", "sam", "bar", "los"];
    let stem = ["em", "en", "er", "es", "e"].iter().find_map(|ending| folded.strip_suffix(ending)).unwrap_or(folded);
    if NOUNS.iter().any(|ending| folded.ends_with(ending)) {
        return Some((capitalised(folded), doubt_about_ss(folded)));
    }
    ADJECTIVES.iter().any(|ending| stem.ends_with(ending) && stem.len() > ending.len() + 2).then(|| (folded.to_owned(), Certainty::Guessed))
}

/// Folding has made `ss` of every `ß`: only a list knows which it was.
fn doubt_about_ss(folded: &str) -> Certainty {
    if folded.contains("ss") { Certainty::Guessed } else { Certainty::Known }
}

/// In German, what no list knows is most often a noun or a name; in English, a common word. Few letters are most often an abbreviation.
fn unknown(folded: &str, written: &str, language: Language) -> (String, Certainty) {
    let word = match language {
        _ if written.chars().count() <= 3 => written.to_owned(),
        Language::De => capitalised(&written.to_lowercase()),
        Language::En => folded.to_owned(),
    };
    (word, Certainty::Guessed)
}

fn begins_sentence(prose: &Prose, index: usize) -> bool {
    let sentence = prose.sentences.get(prose.tokens[index].sentence as usize);
    sentence.is_some_and(|sentence| sentence.tokens.clone().find(|&token| prose.tokens[token].kind == TokenKind::Word) == Some(index))
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Markup, Span};

    fn cased(text: &str, language: Language) -> (String, Certainty) {
        let prose = Prose::read(text, Markup::Plain, language);
        normal(&Run { span: Span::new(0, text.len()), tokens: 0..prose.tokens.len() }, &prose)
    }

    #[test]
    fn german_nouns_keep_their_capital() {
        let known = |text: &str| (text.to_owned(), Certainty::Known);
        assert_eq!(cased("NUR HEUTE ALLE TARIFE ZUM HALBPREIS", Language::De), known("Nur heute alle Tarife zum Halbpreis"));
        assert_eq!(cased("HEISSE PREISE", Language::De), known("Heiße Preise"));
        assert_eq!(cased("WIRD'S BILLIG", Language::De), known("Wird's billig"));
        assert_eq!(cased("DER ÖPNV-TARIF", Language::De), known("Der ÖPNV-Tarif"));
    }

    #[test]
    fn what_no_list_knows_is_guessed() {
        assert_eq!(cased("ZWEI WAFFELN", Language::De), ("Zwei Waffeln".into(), Certainty::Guessed));
        assert_eq!(cased("THE ZYX", Language::En).1, Certainty::Guessed);
    }

    #[test]
    fn english_days_keep_their_capital() {
        assert_eq!(cased("ONLY ON MONDAY", Language::En), ("Only on Monday".into(), Certainty::Known));
    }
}
