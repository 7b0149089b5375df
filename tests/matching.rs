//! The matcher that looks for all phrases at once finds exactly what a search phrase by phrase, place by place finds.

use proptest::prelude::*;
use tonfall::rules::{Entry, Matcher, PhraseParser, Phrases, WordLists};
use tonfall::text::{Language, Markup, Prose};

/// Few words, so that texts and phrases meet: among them spellings, compounds, gender forms and marks.
const WORDS: [&str; 24] = [
    "wir",
    "melden",
    "uns",
    "schnellstmöglich",
    "schnellstmoeglich",
    "Hotline",
    "Kundenhotline",
    "Service-Hotline",
    "Kund*innen",
    "Kunden",
    "für",
    "fuer",
    "Straße",
    "STRASSE",
    "heute",
    "um",
    "14",
    "Uhr",
    "20 €",
    "@firma",
    "#Tag",
    "👩‍👩‍👧",
    "don’t",
    "ſo",
];
const MARKS: [&str; 9] = [" ", " ", " ", ", ", ". ", "! ", "\n\n", " – ", "\u{a0}"];
const PIECES: [&str; 20] = [
    "wir",
    "melden",
    "uns",
    "schnellstmöglich",
    "Hotline",
    "*hotline",
    "schnell*",
    "*mög*",
    "Kunden",
    "Kundinnen",
    "für",
    "Straße",
    "heute",
    "<time>",
    "<amount>",
    "<number>",
    "...",
    "don't",
    "👩‍👩‍👧",
    "so",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec((prop::sample::select(&WORDS[..]), prop::sample::select(&MARKS[..])), 0..40)
        .prop_map(|parts| parts.into_iter().flat_map(|(word, mark)| [word, mark]).collect())
}

fn phrase() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(&PIECES[..]).prop_map(str::to_owned);
    let part = piece.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..3).prop_map(|parts| parts.join(" ")),
            prop::collection::vec(inner.clone(), 1..3).prop_map(|parts| format!("({})", parts.join("|"))),
            inner.prop_map(|part| format!("[{part}]")),
        ]
    });
    (any::<bool>(), prop::collection::vec(part, 1..5), any::<bool>())
        .prop_map(|(start, parts, end)| format!("{}{}{}", if start { "^ " } else { "" }, parts.join(" "), if end { " $" } else { "" }))
}

/// A matcher of those phrases that have no fault.
fn matcher(sources: impl Iterator<Item = impl AsRef<str>>, lists: &WordLists) -> Matcher {
    let mut phrases = Phrases::default();
    let mut parser = PhraseParser::new(lists, &mut phrases);
    sources.for_each(|source| drop(parser.parse(source.as_ref())));
    Matcher::new(phrases)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_pass_finds_what_a_search_by_hand_finds(text in text(), phrases in prop::collection::vec(phrase(), 1..12)) {
        let matcher = matcher(phrases.iter(), &WordLists::new());
        for language in Language::ALL {
            let prose = Prose::read(&text, Markup::Markdown, language);
            prop_assert_eq!(matcher.find(&prose), matcher.find_naively(&prose));
        }
    }

    #[test]
    fn no_phrase_is_too_odd(phrase in "[a-zäß*|()\\[\\]{}<>^$.?! ]{0,40}", text in ".{0,80}") {
        if let Ok(phrase) = Phrases::parse(&phrase, &WordLists::new()) {
            let prose = Prose::read(&text, Markup::Markdown, Language::De);
            let matcher = Matcher::new(phrase);
            prop_assert_eq!(matcher.find(&prose), matcher.find_naively(&prose));
        }
    }
}

#[test]
fn the_pack_finds_the_same_in_its_own_examples() {
    for id in tonfall::rules::built_in_ids() {
        let file = tonfall::rules::built_in_file(id).unwrap();
        for (language, part) in &file.languages {
            let matcher = matcher(part.find.all().iter().map(Entry::source), &part.words);
            for example in file.examples.iter().flatten().filter(|example| example.lang == *language) {
                let text = example.flag.as_ref().or(example.allow.as_ref()).unwrap();
                let prose = Prose::read(text, Markup::Markdown, *language);
                assert_eq!(matcher.find(&prose), matcher.find_naively(&prose), "{id}: {text}");
            }
        }
    }
}
