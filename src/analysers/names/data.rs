//! The tables under `rules/names` become sets that are asked by word. Read once, when the first name is looked at.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::spelling::key;
use crate::text::fold_word;

/// Who is meant by a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::analysers) enum TitleKind {
    Masculine,
    Feminine,
    Neutral,
    Academic,
    Family,
}

/// What is known about names and the words around them.
pub(super) struct Data {
    given: FxHashSet<String>,
    /// Given names of countries where a title goes with the surname alone.
    western: FxHashSet<String>,
    /// The formal names that a short form may stand for, and each formal name for itself.
    formal: FxHashMap<String, Vec<String>>,
    titles: FxHashMap<Cow<'static, str>, TitleKind>,
    honorifics: FxHashSet<Cow<'static, str>>,
    particles: FxHashSet<Cow<'static, str>>,
    addressees: FxHashSet<Cow<'static, str>>,
    ordinary: FxHashSet<Cow<'static, str>>,
    roles: FxHashSet<Cow<'static, str>>,
    pub(super) greetings: Phrases,
    pub(super) openers: Phrases,
    pub(super) closings: Phrases,
    pub(super) weak_closings: Phrases,
}

impl Data {
    /// Whether many people bear the name.
    pub(super) fn is_given_name(&self, key: &str) -> bool {
        self.given.contains(key) || self.formal.contains_key(key)
    }

    /// Whether the name is a given name where a title goes with the surname alone.
    pub(super) fn is_western_given_name(&self, key: &str) -> bool {
        self.western.contains(key)
    }

    /// Whether two names are forms of one: Katharina and Kathi, Bob and Rob.
    pub(super) fn is_same_person(&self, one: &str, other: &str) -> bool {
        let forms = |name: &str| self.formal.get(name).map_or(&[][..], Vec::as_slice);
        forms(one).iter().any(|formal| forms(other).contains(formal))
    }

    /// The title that a folded word is, without its full stop.
    pub(super) fn title(&self, word: &str) -> Option<TitleKind> {
        self.titles.get(word).copied()
    }

    pub(super) fn is_honorific(&self, word: &str) -> bool {
        self.honorifics.contains(word)
    }

    pub(super) fn is_particle(&self, word: &str) -> bool {
        self.particles.contains(word)
    }

    /// Whether a folded word that stands where a name could stand is none.
    pub(super) fn is_ordinary(&self, word: &str) -> bool {
        self.ordinary.contains(word) || self.is_addressee(word)
    }

    /// Whether a folded word behind a greeting means the reader, or everybody, by no name.
    pub(super) fn is_addressee(&self, word: &str) -> bool {
        self.addressees.contains(word) || self.roles.contains(word)
    }

    /// Whether a folded word of a profile shows that the profile bears no person's name.
    pub(super) fn is_role(&self, word: &str) -> bool {
        self.roles.contains(word)
    }
}

/// Phrases of one or more folded words, by their first word, the longest first.
#[derive(Default)]
pub(super) struct Phrases {
    by_first: FxHashMap<String, Vec<Vec<String>>>,
}

impl Phrases {
    fn new(list: &str) -> Self {
        let mut by_first: FxHashMap<String, Vec<Vec<String>>> = FxHashMap::default();
        for phrase in list.split(',').map(str::trim).filter(|phrase| !phrase.is_empty()) {
            let words: Vec<String> = fold_word(phrase).split_whitespace().map(|word| word.trim_end_matches('.').to_owned()).collect();
            if let Some(first) = words.first() {
                by_first.entry(first.clone()).or_default().push(words);
            }
        }
        by_first.values_mut().for_each(|phrases| phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len())));
        Self { by_first }
    }

    /// How many words the longest phrase has that starts at the word `at`; 0 where none does. `word` gives a folded word by its number.
    pub(super) fn length_at<'a>(&self, at: usize, word: impl Fn(usize) -> Option<&'a str>) -> usize {
        let Some(first) = word(at) else { return 0 };
        let Some(phrases) = self.by_first.get(first) else { return 0 };
        let stands = |phrase: &&Vec<String>| phrase.iter().enumerate().skip(1).all(|(offset, part)| word(at + offset) == Some(part));
        phrases.iter().find(stands).map_or(0, Vec::len)
    }
}

/// The tables, ready to be asked.
pub(super) fn data() -> &'static Data {
    static DATA: LazyLock<Data> = LazyLock::new(read);
    &DATA
}

static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/names.rs"));

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Words {
    titles: Titles,
    honorifics: &'static str,
    particles: &'static str,
    greetings: &'static str,
    openers: &'static str,
    closings: &'static str,
    weak_closings: &'static str,
    addressees: &'static str,
    ordinary: &'static str,
    roles: &'static str,
}

#[derive(Deserialize)]
struct Titles {
    masculine: &'static str,
    feminine: &'static str,
    neutral: &'static str,
    academic: &'static str,
    family: &'static str,
}

fn read() -> Data {
    let words: Words = file("words");
    let given: BTreeMap<&str, &str> = file("given");
    let nicknames: BTreeMap<&str, Vec<&str>> = file("nicknames");
    let set = |list: &'static str| -> FxHashSet<Cow<'static, str>> { list.split_whitespace().map(fold_word).collect() };
    let mut formal: FxHashMap<String, Vec<String>> = FxHashMap::default();
    for (name, forms) in &nicknames {
        let name = key(name);
        for form in std::iter::once(name.clone()).chain(forms.iter().map(|form| key(form))) {
            formal.entry(form).or_default().push(name.clone());
        }
    }
    let titles = [
        (words.titles.masculine, TitleKind::Masculine),
        (words.titles.feminine, TitleKind::Feminine),
        (words.titles.neutral, TitleKind::Neutral),
        (words.titles.academic, TitleKind::Academic),
        (words.titles.family, TitleKind::Family),
    ];
    Data {
        given: given.values().flat_map(|names| names.split_whitespace()).map(key).collect(),
        western: ["german", "english"]
            .iter()
            .filter_map(|list| given.get(*list))
            .flat_map(|names| names.split_whitespace())
            .map(key)
            .collect(),
        formal,
        titles: titles.into_iter().flat_map(|(list, kind)| set(list).into_iter().map(move |word| (word, kind))).collect(),
        honorifics: set(words.honorifics),
        particles: set(words.particles),
        addressees: set(words.addressees),
        ordinary: set(words.ordinary),
        roles: set(words.roles),
        greetings: Phrases::new(words.greetings),
        openers: Phrases::new(words.openers),
        closings: Phrases::new(words.closings),
        weak_closings: Phrases::new(words.weak_closings),
    }
}

fn file<T: Deserialize<'static>>(name: &str) -> T {
    let json = FILES.iter().find(|(known, _)| *known == name).map_or("null", |(_, json)| json);
    serde_json::from_str(json).expect("the build script compiled the tables, and a test reads them")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_readable_and_agree() {
        let data = data();
        assert!(data.is_given_name("hannes") && data.is_given_name("şibel") == data.is_given_name("şibel"));
        assert!(data.is_same_person("katharina", "kathi") && data.is_same_person("bob", "rob") && data.is_same_person("robert", "bob"));
        assert!(!data.is_same_person("anna", "robert") && !data.is_same_person("unheard", "unheard"));
        assert_eq!(data.title("frau"), Some(TitleKind::Feminine));
    }

    #[test]
    fn the_longest_phrase_wins() {
        let words = ["guten", "tag", "frau"];
        assert_eq!(data().greetings.length_at(0, |at| words.get(at).copied()), 2);
        assert_eq!(data().greetings.length_at(2, |at| words.get(at).copied()), 0);
        assert_eq!(data().greetings.length_at(9, |at| words.get(at).copied()), 0);
    }
}
