//! A phrase and a prose become how far the phrase comes there: the explanation of a phrase that was not found.
//!
//! Takes the matcher's own steps, one element after the other, so that it cannot tell another story. Slow: for one text and its author.

use std::ops::Range;

use super::confirm::{Places, Scope};
use super::matcher::may_start;
use super::recogniser::recogniser_of;
use super::view::View;
use super::{Element, Group, Phrase, Phrases, Shape};
use crate::text::{Prose, TokenKind};

/// How far a phrase comes where it comes furthest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The tokens that were matched, from the first to the last word; empty where not even the first word stands there.
    pub tokens: Range<usize>,
    /// How many words and recognisers were matched.
    pub matched: usize,
    /// How many words and recognisers a match holds at least.
    pub needed: usize,
    /// What should have followed; `None` where the phrase matches.
    pub missing: Option<Missing>,
    /// The numbers of the phrase's elements that stand somewhere in the text although the phrase does not.
    pub scattered: Vec<usize>,
}

/// What a phrase waited for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    pub element: Element,
    /// The element as a phrase would write it, in lower case.
    pub written: String,
    /// The number of the phrase's own element that it is, or is a part of.
    pub number: usize,
    /// Where in the text it stands nevertheless: the first place after what was matched, else the first at all.
    pub elsewhere: Option<Range<usize>>,
}

impl Phrase<'_> {
    /// How far the phrase comes in a prose: at the place where it comes furthest, of several the first.
    #[must_use]
    pub fn reach(self, prose: &Prose) -> Reach {
        let view = View::new(self.phrases, prose, &(0..prose.tokens.len()));
        let starts = (0..prose.tokens.len()).filter(|&token| may_start(prose, token));
        let tries =
            starts.filter_map(|start| Some((start, self.phrases.furthest(&Scope::new(&view, start)?, self.elements, Places::START, 0))));
        let best = tries.reduce(|best, other| if other.1.is_further_than(&best.1) { other } else { best });
        let needed = self.elements.iter().map(|element| self.phrases.solidity(*element)).sum();
        let missing = |number, element, elsewhere| Missing { element, written: self.phrases.written(element), number, elsewhere };
        let Some((start, far)) = best else {
            let missing = self.elements.first().map(|element| missing(0, *element, None));
            return Reach { tokens: 0..0, matched: 0, needed, missing, scattered: Vec::new() };
        };
        let end = if far.matched == 0 { start } else { start + far.places.nearest().unwrap_or(0) };
        let missing = far.missing.map(|(number, element)| missing(number, element, elsewhere(element, &view, end)));
        let scattered = (0..self.elements.len()).filter(|&number| {
            let element = self.elements[number];
            self.phrases.solidity(element) > 0 && elsewhere(element, &view, 0).is_some()
        });
        Reach { tokens: start..end, matched: far.matched, needed, scattered: scattered.collect(), missing }
    }
}

/// The first place of an element from a token on, else the first at all.
fn elsewhere(element: Element, view: &View<'_>, from: usize) -> Option<Range<usize>> {
    let prose = view.prose;
    let stands = |start| {
        let ends = Scope::new(view, start)?.step(element, Places::START).behind_start();
        ends.farthest().map(|distance| start..start + distance)
    };
    let first = |tokens: Range<usize>| tokens.filter(|&start| prose.tokens[start].kind != TokenKind::Mark).find_map(stands);
    let length = prose.tokens.len();
    first(from.min(length)..length).or_else(|| first(0..length))
}

/// How far one try came.
struct Far {
    matched: usize,
    places: Places,
    /// What was missing, and the number of the outermost element that it belongs to.
    missing: Option<(usize, Element)>,
}

impl Far {
    fn is_further_than(&self, other: &Self) -> bool {
        (self.missing.is_none(), self.matched) > (other.missing.is_none(), other.matched)
    }
}

impl Phrases {
    fn furthest(&self, scope: &Scope<'_>, elements: &[Element], places: Places, matched: usize) -> Far {
        let (mut places, mut matched) = (places, matched);
        for (number, element) in elements.iter().copied().enumerate() {
            let next = scope.step(element, places);
            if !next.is_empty() {
                matched += self.solidity(element);
                places = next;
                continue;
            }
            let here = Far { matched, places, missing: Some((number, element)) };
            let Element::Any(group) = element else { return here };
            // Of alternatives, the one that came furthest says most; where none has begun, the group as a whole is missing.
            let tries = self.branches(group).map(|branch| self.furthest(scope, branch, places, matched));
            let inside =
                tries.filter(|far| far.matched > matched).reduce(|best, other| if other.is_further_than(&best) { other } else { best });
            return match inside {
                Some(Far { matched, places, missing: Some((_, element)) }) => Far { matched, places, missing: Some((number, element)) },
                _ => here,
            };
        }
        Far { matched, places, missing: None }
    }

    /// How many words an element takes at least.
    fn solidity(&self, element: Element) -> usize {
        match element {
            Element::Word(_) | Element::Fact(_) | Element::Kind(_) | Element::Mark(_) => 1,
            Element::Any(group) => {
                let sums = self.branches(group).map(|branch| branch.iter().map(|element| self.solidity(*element)).sum());
                sums.min().unwrap_or(0)
            }
            Element::Optional(_) | Element::Gap | Element::SentenceStart | Element::SentenceEnd => 0,
        }
    }

    /// An element as a phrase would write it, in lower case.
    fn written(&self, element: Element) -> String {
        let any = |group: Group| {
            let branch = |elements: &[Element]| elements.iter().map(|element| self.written(*element)).collect::<Vec<_>>().join(" ");
            self.branches(group).map(branch).collect::<Vec<_>>().join("|")
        };
        match element {
            Element::Word(word) => {
                let pattern = self.words.pattern(word);
                let (before, after) = match pattern.shape {
                    Shape::Exact => ("", ""),
                    Shape::Prefix => ("", "*"),
                    Shape::Suffix => ("*", ""),
                    Shape::Infix => ("*", "*"),
                };
                format!("{before}{}{after}", pattern.text)
            }
            Element::Any(group) => format!("({})", any(group)),
            Element::Optional(group) => format!("[{}]", any(group)),
            Element::Gap => "...".to_owned(),
            Element::Fact(_) | Element::Kind(_) => format!("<{}>", recogniser_of(element).unwrap_or("word")),
            Element::Mark(mark) => mark.to_string(),
            Element::SentenceStart => "^".to_owned(),
            Element::SentenceEnd => "$".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::WordLists;
    use crate::text::{Language, Markup};

    /// The words matched, what is missing, and where that stands nevertheless.
    fn reach(phrase: &str, text: &str) -> (String, String, String) {
        let phrases = Phrases::parse(phrase, &WordLists::new()).unwrap();
        let prose = Prose::read(text, Markup::Markdown, Language::De);
        let reach = phrases.get(0).unwrap().reach(&prose);
        let shown = |tokens: Range<usize>| prose.span_of(tokens).slice(text).to_owned();
        let missing = reach.missing.as_ref().map_or(String::new(), |missing| missing.written.clone());
        let elsewhere = reach.missing.and_then(|missing| missing.elsewhere).map_or(String::new(), shown);
        (shown(reach.tokens), missing, elsewhere)
    }

    fn words(matched: &str, missing: &str, elsewhere: &str) -> (String, String, String) {
        (matched.to_owned(), missing.to_owned(), elsewhere.to_owned())
    }

    #[test]
    fn the_first_word_that_is_missing_is_told() {
        assert_eq!(reach("so bald wie möglich", "Wir kommen so bald wie es geht."), words("so bald wie", "möglich", ""));
        assert_eq!(reach("so bald wie möglich", "Wir kommen morgen."), words("", "so", ""));
        assert_eq!(reach("wenden Sie sich", ""), words("", "wenden", ""));
    }

    #[test]
    fn what_stands_too_far_away_is_found_nevertheless() {
        let text = "Danke für den wirklich sehr schönen Hinweis.";
        assert_eq!(reach("Danke ... Hinweis", text), words("Danke", "hinweis", "Hinweis"));
        assert_eq!(reach("Danke ... Hinweis", "Danke. Der Hinweis hilft."), words("Danke", "hinweis", "Hinweis"));
    }

    #[test]
    fn of_alternatives_the_furthest_is_told() {
        assert_eq!(reach("(wenden Sie sich|melden Sie) an", "Bitte wenden Sie den Brief"), words("wenden Sie", "sich", ""));
        assert_eq!(reach("(ruf|wende) an", "Bitte kommen"), words("", "(ruf|wende)", ""));
    }

    #[test]
    fn what_matches_lacks_nothing() {
        assert_eq!(reach("um <time>", "Er kommt um 9 Uhr."), words("um 9 Uhr", "", ""));
    }

    proptest::proptest! {
        /// A phrase lacks nothing exactly where the matcher finds it.
        #[test]
        fn it_never_contradicts_the_matcher(
            text in "(wir|rufen|Sie|an|heute|um 9 Uhr|[.,!] | ){0,12}",
            phrase in "(rufen|Sie|an|\\.\\.\\.|\\(wir\\|Sie an\\)|\\[heute\\]|<time>| ){1,6}",
        ) {
            if let Ok(phrases) = Phrases::parse(&phrase, &WordLists::new()) {
                let phrase = phrases.get(0).unwrap();
                let prose = Prose::read(&text, Markup::Markdown, Language::De);
                let view = View::new(&phrases, &prose, &(0..prose.tokens.len()));
                let mut starts = (0..prose.tokens.len()).filter(|&token| may_start(&prose, token));
                let found = starts.any(|start| view.match_at(0, start).is_some());
                let whole = phrase.reach(&prose).missing.is_none();
                // A phrase of which nothing must stand there reaches its end without a word.
                proptest::prop_assert!(whole == found || (whole && phrase.matches_everywhere()));
            }
        }
    }
}
