//! The public conformance cases of twitter-text: for the weighted length, and for what is a link, a handle, a hashtag.
//!
//! `validate.yml` holds weighted lengths by configuration 2 (`WeightedTweetsCounterTest`) and by configuration 3, with emoji as one
//! (`WeightedTweetsWithDiscountedEmojiCounterTest`, `UnicodeDirectionalMarkerCounterTest`). They differ where emoji of several characters
//! stand: two cases of the first section, which the second repeats with the weight of configuration 3.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser};

use super::{Counter, x_link};
use crate::text::{Markup, Prose, TokenKind};

const VALIDATE: &str = include_str!("../../../tests/fixtures/twitter-text/validate.yml");
const EXTRACT: &str = include_str!("../../../tests/fixtures/twitter-text/extract.yml");

/// As much of YAML as the cases need.
#[derive(Clone, Debug)]
enum Value {
    Text(String),
    List(Vec<Value>),
    Map(BTreeMap<String, Value>),
}

impl Value {
    fn get(&self, key: &str) -> &Self {
        match self {
            Self::Map(map) => map.get(key).unwrap_or_else(|| panic!("a case has {key}")),
            _ => panic!("{key} stands in a mapping"),
        }
    }

    fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            _ => panic!("a scalar"),
        }
    }

    fn list(&self) -> &[Self] {
        match self {
            Self::List(list) => list,
            _ => panic!("a list"),
        }
    }
}

fn parse<'a>(events: &mut impl Iterator<Item = Event<'a>>) -> Option<Value> {
    Some(match events.next()? {
        Event::Scalar(text, ..) => Value::Text(text.into_owned()),
        Event::SequenceStart(..) => Value::List(std::iter::from_fn(|| parse(events)).collect()),
        Event::MappingStart(..) => {
            let mut map = BTreeMap::new();
            while let Some(key) = parse(events) {
                map.insert(key.text().to_owned(), parse(events).expect("a key has a value"));
            }
            Value::Map(map)
        }
        Event::SequenceEnd | Event::MappingEnd => return None,
        _ => return parse(events),
    })
}

/// The cases of a section.
fn cases(yaml: &str, section: &str) -> Vec<Value> {
    let mut events = Parser::new_from_str(yaml).map(|event| event.expect("the fixture is valid YAML").0);
    let root = parse(&mut events).expect("the fixture has a root");
    root.get("tests").get(section).list().to_vec()
}

/// The cases of a section in which what is found differs from what is expected, by description.
fn failures(section: &str, find: impl Fn(&str) -> Vec<String>) -> (usize, Vec<String>) {
    let cases = cases(EXTRACT, section);
    let failed = cases.iter().filter(|case| {
        let expected: Vec<&str> = case.get("expected").list().iter().map(Value::text).collect();
        find(case.get("text").text()) != expected
    });
    (cases.len(), failed.map(|case| case.get("description").text().to_owned()).collect())
}

fn tokens_of(text: &str, kind: TokenKind) -> Vec<String> {
    let prose = Prose::read(text, Markup::Plain, crate::text::Language::En);
    let of_kind = prose.tokens.iter().filter(|token| token.kind == kind);
    of_kind.map(|token| token.span.slice(text).trim_start_matches(['@', '＠', '#', '＃']).to_owned()).collect()
}

#[test]
fn weighs_every_case() {
    let mut count = 0;
    for section in ["WeightedTweetsCounterTest", "WeightedTweetsWithDiscountedEmojiCounterTest", "UnicodeDirectionalMarkerCounterTest"] {
        for case in cases(VALIDATE, section) {
            let (text, expected) = (case.get("text").text(), case.get("expected"));
            // Joiners and modifiers are one with their emoji only in configuration 3.
            let in_other_configuration =
                section == "WeightedTweetsCounterTest" && text.contains(['\u{200d}', '\u{1f3fd}']) && !text.contains('‐');
            if in_other_configuration {
                continue;
            }
            let length = Counter::Weighted.count(text);
            assert_eq!(length.to_string(), expected.get("weightedLength").text(), "{section}: {}", case.get("description").text());
            // Characters that may not stand in a post make it invalid whatever its length.
            let is_valid = (1..=280).contains(&length) && !text.contains(['\u{fffe}', '\u{ffff}']);
            assert_eq!(is_valid.to_string(), expected.get("valid").text(), "{section}: {}", case.get("description").text());
            count += 1;
        }
    }
    assert_eq!(count, 42, "every case was read");
}

#[test]
fn finds_links_as_x_does() {
    for (section, count) in [("urls", 91), ("tco_urls_with_params", 5)] {
        let find = |text: &str| x_link::links(text).into_iter().map(|link| text[link].to_owned()).collect();
        assert_eq!(failures(section, find), (count, vec![]));
    }
}

/// Handles are read as on every network, not only on X, and in our two languages: the rest differs on purpose.
#[test]
fn finds_handles() {
    let differing = [
        // A letter of any script ends a word: no handle begins behind it.
        "Extract mention in the middle of a Japanese tweet",
        // Names with umlauts are names.
        "DO NOT extract username followed by accented latin characters",
        // `@name@server` is a handle on Mastodon.
        "Extract lone metion but not @user@user (too close to an email)",
        // `RT@name` is no longer written.
        "Extract mentions after 'RT'",
        "Extract mentions after 'rt'",
        "Extract mentions after 'Rt'",
        "Extract mentions after 'rT'",
        // `**@name**` is Markdown.
        "DO NOT extract username preceded by *",
    ];
    assert_eq!(failures("mentions", |text| tokens_of(text, TokenKind::Handle)), (23, differing.map(str::to_owned).to_vec()));
}

/// Differing cases are marks and joiners of scripts in which neither German nor English is written.
#[test]
fn finds_hashtags() {
    let differing = [
        "Hashtag with ideographic iteration mark",
        "Extract hashtag with fullwidth tilde",
        "Extract hashtag with wave dash",
        "Extract Hebrew hashtags",
        "Extract Arabic hashtags with Zero-Width Non-Joiner",
        "Extract Sinhala hashtag with Zero-Width Joiner (U+200D)",
        "Extract Tibetan hashtags",
    ];
    assert_eq!(failures("hashtags", |text| tokens_of(text, TokenKind::Hashtag)), (65, differing.map(str::to_owned).to_vec()));
    assert_eq!(failures("hashtags_from_astral", |text| tokens_of(text, TokenKind::Hashtag)), (3, vec![]));
}
