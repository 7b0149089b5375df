//! The tables under `rules/address` become forms that are asked by word: which verb goes with Sie, du and ihr.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::text::fold_word;

/// A verb's forms, as they are written in the middle of a sentence.
#[derive(Debug)]
pub(super) struct Verb {
    pub(super) sie: &'static str,
    pub(super) du: Option<&'static str>,
    pub(super) imperative: Option<&'static str>,
}

/// The forms, and the words around them.
pub(super) struct Verbs {
    verbs: Vec<Verb>,
    by_sie: FxHashMap<Cow<'static, str>, usize>,
    by_du: FxHashMap<Cow<'static, str>, usize>,
    by_ihr: FxHashMap<Cow<'static, str>, usize>,
    by_imperative: FxHashMap<Cow<'static, str>, usize>,
    pub(super) behind_imperatives: FxHashSet<Cow<'static, str>>,
    pub(super) before_imperatives: FxHashSet<Cow<'static, str>>,
    pub(super) before_nouns: FxHashSet<Cow<'static, str>>,
    pub(super) exclamations: FxHashSet<Cow<'static, str>>,
    pub(super) dative_prepositions: FxHashSet<Cow<'static, str>>,
    pub(super) accusative_prepositions: FxHashSet<Cow<'static, str>>,
    asked_with_ihr: FxHashSet<Cow<'static, str>>,
}

impl Verbs {
    /// The verb of which a folded word is the form with Sie.
    pub(super) fn with_sie(&self, word: &str) -> Option<&Verb> {
        self.by_sie.get(word).map(|&index| &self.verbs[index])
    }

    /// The verb of which a folded word is the form with du.
    pub(super) fn with_du(&self, word: &str) -> Option<&Verb> {
        self.by_du.get(word).map(|&index| &self.verbs[index])
    }

    /// The verb of which a folded word is the form with ihr, and no other person's.
    pub(super) fn with_ihr(&self, word: &str) -> Option<&Verb> {
        self.by_ihr.get(word).map(|&index| &self.verbs[index])
    }

    /// The verb of which a folded word is the form with ihr and somebody else's too, where a question with ihr behind it may be trusted.
    pub(super) fn asked_with_ihr(&self, word: &str) -> Option<&Verb> {
        let stem = word.strip_suffix("et").or_else(|| word.strip_suffix('t')).filter(|_| self.asked_with_ihr.contains(word))?;
        self.with_sie(&format!("{stem}en"))
    }

    /// The verb of which a folded word is the imperative to one person, with or without `-e`.
    pub(super) fn imperative(&self, word: &str) -> Option<&Verb> {
        let index = self.by_imperative.get(word).or_else(|| word.strip_suffix('e').and_then(|stem| self.by_imperative.get(stem)))?;
        Some(&self.verbs[*index])
    }
}

/// The tables, ready to be asked.
pub(super) fn verbs() -> &'static Verbs {
    static VERBS: LazyLock<Verbs> = LazyLock::new(read);
    &VERBS
}

static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/address.rs"));

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Words {
    behind_imperatives: &'static str,
    before_imperatives: &'static str,
    before_nouns: &'static str,
    exclamations: &'static str,
    dative_prepositions: &'static str,
    accusative_prepositions: &'static str,
    asked_with_ihr: &'static str,
}

fn read() -> Verbs {
    let forms: BTreeMap<&'static str, &'static str> = file("verbs");
    let words: Words = file("words");
    let set = |list: &'static str| -> FxHashSet<Cow<'static, str>> { list.split_whitespace().map(fold_word).collect() };
    let mut verbs = Verbs {
        verbs: Vec::new(),
        by_sie: FxHashMap::default(),
        by_du: FxHashMap::default(),
        by_ihr: FxHashMap::default(),
        by_imperative: FxHashMap::default(),
        behind_imperatives: set(words.behind_imperatives),
        before_imperatives: set(words.before_imperatives),
        before_nouns: set(words.before_nouns),
        exclamations: set(words.exclamations),
        dative_prepositions: set(words.dative_prepositions),
        accusative_prepositions: set(words.accusative_prepositions),
        asked_with_ihr: set(words.asked_with_ihr),
    };
    for (sie, forms) in forms {
        let mut forms = forms.split_whitespace().map(|form| (form != "-").then_some(form));
        let (du, ihr, imperative) = (forms.next().flatten(), forms.next().flatten(), forms.next().flatten());
        let index = verbs.verbs.len();
        verbs.by_sie.insert(fold_word(sie), index);
        verbs.by_du.extend(du.iter().map(|form| (fold_word(form), index)));
        verbs.by_ihr.extend(ihr.iter().map(|form| (fold_word(form), index)));
        verbs.by_imperative.extend(imperative.iter().map(|form| (fold_word(form), index)));
        verbs.verbs.push(Verb { sie, du, imperative });
    }
    verbs
}

fn file<T: Deserialize<'static>>(name: &str) -> T {
    let json = FILES.iter().find(|(known, _)| *known == name).map_or("null", |(_, json)| json);
    serde_json::from_str(json).expect("the build script compiled the tables, and a test reads them")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_found_by_every_form() {
        let sie = |verb: Option<&Verb>| verb.map(|verb| verb.sie);
        assert_eq!(sie(verbs().with_du("hast")), Some("haben"));
        assert_eq!(sie(verbs().with_du("weisst")), Some("wissen"));
        assert_eq!(sie(verbs().with_ihr("könnt")), Some("können"));
        assert_eq!(sie(verbs().imperative("schicke")), Some("schicken"));
        assert_eq!(sie(verbs().imperative("melde")), Some("melden"));
        assert_eq!(verbs().with_sie("sind").and_then(|verb| verb.du), Some("bist"));
    }
}
