//! Hashtags of several words in small letters become hits: screen readers cannot tell the words apart.
//! Where the words begin, the word lists show; a tag that they cannot cut is left alone.

use super::words::{Sort, known};
use super::{Analyser, Check, Hit, Remedy, own};
use crate::text::{Language, Span, TokenKind};

pub(super) struct HashtagCase;

impl Analyser for HashtagCase {
    fn name(&self) -> &'static str {
        "hashtag-case"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let prose = &check.reading.prose;
        for (index, token) in prose.tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Hashtag) {
            let written = prose.written(index);
            let Some(name) = written.strip_prefix(['#', '＃']).filter(|name| is_small(name)) else { continue };
            let Some(split) = split(name, check) else { continue };
            let span = Span::new(token.span.end() - name.len(), token.span.end());
            let tag = format!("#{split}");
            let message = check.message("small", &[("match", written), ("text", &tag)]);
            hits.push(Hit::body(token.span, message).remedy(Remedy::review(check.message("fix", &[("text", &tag)]), span, split)));
        }
    }
}

/// Letters only, none of them a capital but perhaps the first.
fn is_small(name: &str) -> bool {
    name.chars().all(char::is_alphabetic) && !name.chars().skip(1).any(char::is_uppercase)
}

/// The tag with a capital at each word.
fn split(name: &str, check: &Check<'_>) -> Option<String> {
    let folded = name.to_lowercase();
    let listed = check.list("tags").find(|tag| tag.to_lowercase() == folded);
    if let Some(tag) = listed {
        return Some(tag.to_owned());
    }
    let is_name = check.list("names").any(|known| known == folded) || own::is_own_word(check.reading.settings, &folded);
    if is_name {
        return None;
    }
    let language = check.reading.language();
    let words = cut(&folded, language).or_else(|| if language == Language::De { cut(&folded, Language::En) } else { None })?;
    Some(words.iter().map(|word| capitalised(word)).collect())
}

/// The longest tag that is worth cutting.
const LONGEST: usize = 40;

/// Cuts a tag into known words, as few as can be. `None` where it is one word, or where the cut would be a guess: a German compound of
/// nouns is one word, so a small word must be among them.
fn cut(folded: &str, language: Language) -> Option<Vec<&str>> {
    if folded.len() > LONGEST || known(language, folded).is_some() {
        return None;
    }
    // The fewest words that reach each offset, and where the last of them begins.
    let mut best: Vec<Option<(usize, usize)>> = vec![None; folded.len() + 1];
    best[0] = Some((0, 0));
    let borders: Vec<usize> = folded.char_indices().map(|(at, _)| at).chain([folded.len()]).collect();
    for (number, &start) in borders.iter().enumerate() {
        let Some((words, _)) = best[start] else { continue };
        for &end in &borders[number + 1..] {
            if is_word(&folded[start..end], language) && best[end].is_none_or(|(fewest, _)| words + 1 < fewest) {
                best[end] = Some((words + 1, start));
            }
        }
    }
    let mut words = Vec::new();
    let mut end = folded.len();
    while end > 0 {
        let (_, start) = best[end]?;
        words.push(&folded[start..end]);
        end = start;
    }
    words.reverse();
    is_plausible(&words, language).then_some(words)
}

fn is_word(part: &str, language: Language) -> bool {
    // One letter is a word in English; two are too often a piece of another.
    let is_short_word = |part: &str| {
        matches!(part, "i" | "a" | "to" | "of" | "in" | "on" | "is" | "we" | "us" | "my" | "be" | "du" | "wir" | "zu" | "im" | "am" | "da")
    };
    if part.len() < 3 && !is_short_word(part) {
        return false;
    }
    known(language, &crate::text::fold_word(part)).is_some()
}

fn is_plausible(words: &[&str], language: Language) -> bool {
    let long = words.iter().filter(|word| word.chars().count() >= 4).count();
    let sort = |word: &&str| known(language, &crate::text::fold_word(word)).map(|known| known.sort);
    let small = words.iter().filter(|word| sort(word) == Some(Sort::Small)).count();
    let enough = words.len() >= 2 && long >= 1 && words.iter().all(|word| word.len() > 1 || words.len() > 2);
    // `Neuwagen`, `Frischmarkt`, `Hochzeit`: one small word before a noun makes a compound, too.
    enough && (language == Language::En || small >= 2)
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_cut_at_words() {
        assert_eq!(cut("wirsindfüreuchda", Language::De), Some(vec!["wir", "sind", "für", "euch", "da"]));
        assert_eq!(cut("blackfridaydeals", Language::En), Some(vec!["black", "friday", "deals"]));
        for word in ["köln", "verkehrshinweis", "kundenservice", "iphone", "neuwagen", ""] {
            assert_eq!(cut(word, Language::De), None, "{word}");
        }
    }
}
