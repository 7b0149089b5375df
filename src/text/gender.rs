//! Which words are gender forms: `Kund*innen`, `Kund:in`, `KundInnen`, `jede*r`. Knows spelling only.
//!
//! A gender form is one token. Its folded form keeps the mark (`kund*innen`), and the token's `gender_stem` says where the stem ends,
//! so that whoever compares words holds the stem with each of the endings `innen`, `in`, `en`, `er`, `e` and none against the word sought.

/// A gender form, in bytes of the text from the word's start on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) length: usize,
    pub(super) stem: usize,
}

/// The gender form that a word begins, given what follows it directly.
pub(super) fn form(word: &str, after: &str) -> Option<Form> {
    if !after.starts_with(['*', ':', '_', '·', '•', '/', '\\']) {
        return inner_capital(word);
    }
    let ending = after_mark(after)?;
    let mark = after.len() - ending.len();
    let letters = super::token::word_length(ending);
    let ending = &ending[..letters];
    let is_noun = word.starts_with(char::is_uppercase) && word.len() > 2 && (ending == "in" || ending.starts_with("innen"));
    let is_article = word.len() > 2 && !after.starts_with('/') && matches!(ending, "r" | "n" | "s" | "m" | "e" | "er");
    (is_noun || is_article).then_some(Form { length: word.len() + mark + letters, stem: word.len() })
}

/// What follows the mark, where one of the marks in use stands here.
fn after_mark(after: &str) -> Option<&str> {
    for mark in ["*", ":", "_", "·", "•", "/-", "/", "\\*", "\\_"] {
        if let Some(ending) = after.strip_prefix(mark)
            && ending.starts_with(|c: char| c.is_ascii_lowercase())
        {
            return Some(ending);
        }
    }
    None
}

/// `KundInnen`, `KundIn`. English has words of that form too.
fn inner_capital(word: &str) -> Option<Form> {
    let stem = word.char_indices().skip(2).find(|&(_, c)| c == 'I').map(|(at, _)| at)?;
    let ending = &word[stem + 1..];
    let is_noun = word.starts_with(char::is_uppercase) && word[..stem].ends_with(char::is_lowercase);
    let is_ending = ending.starts_with("nnen") || ending == "n" && !is_english(&word[..stem]);
    (is_noun && is_ending).then_some(Form { length: word.len(), stem })
}

fn is_english(stem: &str) -> bool {
    matches!(stem, "Linked" | "Log" | "Check" | "Plug" | "Built" | "Drop" | "Walk" | "Sign" | "Opt" | "Add" | "Fade" | "Zoom")
}
