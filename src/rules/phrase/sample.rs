//! A phrase becomes texts that it should match: by these a phrase shows that it can match at all, and whether another finds everything it finds.

use super::{Element, Phrase, Phrases, Shape};
use crate::text::{FactKind, Language, TokenKind};

/// The most texts that are made of one phrase.
const MOST: usize = 24;

/// Words that no rule looks for.
const FILLERS: [&str; 4] = ["xalo", "xebu", "xino", "xoma"];

impl Phrase<'_> {
    /// Texts that a reader of the phrase would say it matches: together they take every alternative, every word that may be missing with it
    /// and without it, and each gap empty and full; every combination where those are few.
    #[must_use]
    pub fn samples(self, language: Language) -> Vec<String> {
        let mut texts: Vec<String> = Vec::new();
        let mut enter = |pick: &mut dyn FnMut(usize) -> usize| {
            let text = Sampler { phrases: self.phrases, language, pick }.text(self.elements);
            if texts.len() < MOST && !texts.contains(&text) {
                texts.push(text);
            }
        };
        // First every choice takes its first option, then its second, and so on: so each option is taken.
        for turn in 0..self.phrases.widest(self.elements).max(1) {
            enter(&mut |options| turn % options);
        }
        // Then they are counted through like the digits of a number.
        for turn in 0..MOST {
            let mut rest = turn;
            enter(&mut |options| {
                let digit = rest % options;
                rest /= options;
                digit
            });
        }
        texts
    }
}

impl Phrases {
    /// The most options that any one choice of a sequence has.
    fn widest(&self, elements: &[Element]) -> usize {
        let inner = |group| self.branches(group).map(|branch| self.widest(branch)).max().unwrap_or(0);
        let of_element = |element: &Element| match *element {
            Element::Any(group) => self.branches(group).count().max(inner(group)),
            Element::Optional(group) => (self.branches(group).count() + 1).max(inner(group)),
            Element::Gap => 2,
            Element::Word(word) if self.words.pattern(word).shape != Shape::Exact => 2,
            Element::Fact(_) => 4,
            _ => 1,
        };
        elements.iter().map(of_element).max().unwrap_or(1).min(MOST)
    }
}

struct Sampler<'a> {
    phrases: &'a Phrases,
    language: Language,
    /// Which of some options to take.
    pick: &'a mut dyn FnMut(usize) -> usize,
}

impl Sampler<'_> {
    fn text(&mut self, elements: &[Element]) -> String {
        let mut words = Vec::new();
        self.sequence(elements, &mut words);
        let mut text = String::new();
        for word in words {
            let is_mark = matches!(word.as_str(), "?" | "!" | ":" | "%");
            if !text.is_empty() && !is_mark {
                text.push(' ');
            }
            text.push_str(&word);
        }
        text
    }

    fn sequence(&mut self, elements: &[Element], out: &mut Vec<String>) {
        elements.iter().for_each(|element| self.element(*element, out));
    }

    fn element(&mut self, element: Element, out: &mut Vec<String>) {
        match element {
            Element::Word(word) => {
                let word = self.phrases.words.pattern(word);
                let (before, after) = match (word.shape, word.shape != Shape::Exact && (self.pick)(2) == 1) {
                    (Shape::Prefix, true) => ("", "xa"),
                    (Shape::Suffix, true) => ("xa", ""),
                    (Shape::Infix, true) => ("xa", "xa"),
                    _ => ("", ""),
                };
                out.push(format!("{before}{}{after}", word.text));
            }
            Element::Any(group) => {
                let branch = (self.pick)(self.phrases.branches(group).count().max(1));
                self.phrases.branches(group).nth(branch).into_iter().for_each(|branch| self.sequence(branch, out));
            }
            Element::Optional(group) => {
                let branch = (self.pick)(self.phrases.branches(group).count() + 1);
                self.phrases.branches(group).nth(branch).into_iter().for_each(|branch| self.sequence(branch, out));
            }
            Element::Gap => {
                if (self.pick)(2) == 1 {
                    out.extend(FILLERS.map(str::to_owned));
                }
            }
            Element::Fact(kind) => {
                let facts = facts(kind, self.language);
                out.push(facts[(self.pick)(facts.len())].to_owned());
            }
            Element::Kind(kind) => out.push(token(kind).to_owned()),
            Element::Mark(mark) => out.push(mark.to_string()),
            Element::SentenceStart | Element::SentenceEnd => {}
        }
    }
}

/// Texts that a recogniser knows.
fn facts(kind: FactKind, language: Language) -> &'static [&'static str] {
    use Language::{De, En};
    match (kind, language) {
        (FactKind::Time, De) => &["15 Uhr", "morgen", "3.11.2026", "in zwei Stunden"],
        (FactKind::Time, En) => &["3 pm", "tomorrow", "3 November", "within two hours"],
        (FactKind::Date, De) => &["3.11.2026", "3. November"],
        (FactKind::Date, En) => &["3 November 2026", "3 November"],
        (FactKind::Duration, De) => &["zwei Stunden", "3 Tage"],
        (FactKind::Duration, En) => &["two hours", "3 days"],
        (FactKind::Amount, _) => &["29,90 €", "20 Euro"],
        (FactKind::Percent, _) => &["10 %"],
        (FactKind::Number, _) => &["7", "4711"],
        (FactKind::Email, _) => &["mia@example.com"],
        (FactKind::Phone, _) => &["030 1234567"],
        (FactKind::Url, _) => &["https://example.com"],
        (FactKind::Iban, _) => &["DE89 3704 0044 0532 0130 00"],
        (FactKind::Name, De) => &["Herr Schleeh"],
        (FactKind::Name, En) => &["Mr Schleeh"],
    }
}

fn token(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Word => FILLERS[0],
        TokenKind::Number => "7",
        TokenKind::Mark => ",",
        TokenKind::Emoji => "🎉",
        TokenKind::Handle => "@mia",
        TokenKind::Hashtag => "#tag",
        TokenKind::Link => "https://example.com",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{RuleSet, WordLists, built_in_ids, recogniser_names};
    use crate::text::{Markup, Prose};

    fn samples(phrase: &str) -> Vec<String> {
        Phrases::parse(phrase, &WordLists::new()).unwrap().get(0).unwrap().samples(Language::De)
    }

    #[test]
    fn every_choice_is_taken() {
        assert_eq!(samples("so bald"), ["so bald"]);
        let all = samples("(ruf|schreib) [bitte] an ...");
        for part in ["ruf", "schreib", "bitte", "xoma"] {
            assert!(all.iter().any(|text| text.contains(part)), "{part}: {all:?}");
            assert!(all.iter().any(|text| !text.contains(part)), "{part}: {all:?}");
        }
        assert_eq!(samples("leit*"), ["leit", "leitxa"]);
    }

    #[test]
    fn recognisers_know_their_samples() {
        for language in Language::ALL {
            for name in recogniser_names() {
                let phrases = Phrases::parse(&format!("<{name}>"), &WordLists::new()).unwrap();
                for text in phrases.get(0).unwrap().samples(language) {
                    let prose = Prose::read(&text, Markup::Plain, language);
                    assert!(phrases.first_in(&prose, &(0..prose.tokens.len())).is_some(), "<{name}>: {text}");
                }
            }
        }
    }

    #[test]
    fn phrases_match_their_samples() {
        let rules = RuleSet::built_in();
        let (mut all, mut missed) = (0, 0);
        for id in built_in_ids() {
            let rule = rules.get(id).unwrap();
            for language in Language::ALL {
                let Some(part) = rule.part(language) else { continue };
                for phrases in part.find().iter().filter_map(|entry| Phrases::parse(entry.source(), part.words()).ok()) {
                    let matched = phrases.get(0).unwrap().samples(language).iter().any(|text| {
                        let prose = Prose::read(text, Markup::Plain, language);
                        phrases.first_in(&prose, &(0..prose.tokens.len())).is_some()
                    });
                    all += 1;
                    missed += usize::from(!matched);
                }
            }
        }
        assert!(all > 1000 && missed * 100 < all, "{missed} of {all} match none of their samples");
    }
}
