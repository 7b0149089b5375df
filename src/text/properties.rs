//! What holds for every text, however hostile.

use proptest::prelude::*;

use super::{Counter, Language, LineIndex, Markup, Prose, Span, TokenKind, compound_ends_with, fold, stem};

/// Pieces that meet in unlucky places more often than random characters do.
const PIECES: &[&str] = &[
    "a",
    "Kund",
    "*innen",
    ":in",
    "Straße",
    "ẞ",
    "u\u{308}",
    "\u{308}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "👩",
    "👩‍👩‍👧",
    "👍🏽",
    "🇩🇪",
    "🇩",
    "\u{fe0f}",
    "1\u{fe0f}\u{20e3}",
    ".",
    "..",
    "…",
    "!",
    "?",
    ",",
    ":",
    ";",
    "-",
    "–",
    "/",
    "(",
    ")",
    "[",
    "](",
    "<!--",
    "-->",
    "`",
    "```\n",
    ">",
    "> ",
    "# ",
    "#",
    "#Tag",
    "@",
    "@a",
    "@a@b.de",
    "a@b.de",
    "https://",
    "www.",
    "firma.de",
    "/x",
    "„",
    "“",
    "”",
    "\"",
    "»",
    "«",
    "‚",
    "‘",
    "’",
    "'",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    " ",
    "  ",
    "    ",
    "\u{a0}",
    "\u{2028}",
    "\t",
    "\0",
    "3",
    "3.11.",
    "14:10",
    "Uhr",
    "2026-11-21",
    "€",
    "%",
    "+49",
    "0221",
    "DE89 3704 0044 0532 0130 00",
    "z. B.",
    "Dr.",
    "usw.",
    "Hallo",
    "Herr",
    "Mo",
    "heute",
    "in zwei Stunden",
    "November",
    "Ende",
    "İ",
    "K",
    "ﬁ",
    "\u{1100}\u{1161}",
    "\u{ffff}",
    "\u{202e}",
    "xn--",
    "中国",
    "(((((",
    "))))",
    "[[[[",
    "_",
    "*",
    "**",
];

fn texts() -> impl Strategy<Value = String> {
    let soup = prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat());
    prop_oneof![soup, any::<String>(), "[ -~äöüß„“\n]{0,120}"]
}

fn languages() -> impl Strategy<Value = Language> {
    prop::sample::select(&Language::ALL[..])
}

fn markups() -> impl Strategy<Value = Markup> {
    prop::sample::select(&[Markup::Markdown, Markup::Plain][..])
}

/// Whether a span cuts no character apart.
fn is_whole(span: Span, text: &str) -> bool {
    span.start <= span.end && text.is_char_boundary(span.start()) && text.is_char_boundary(span.end())
}

proptest! {
    #[test]
    fn tokens_are_in_order_and_whole(text in texts(), language in languages(), markup in markups()) {
        let prose = Prose::read(&text, markup, language);
        let mut end = 0;
        let mut folded_end = 0;
        for token in &prose.tokens {
            prop_assert!(is_whole(token.span, &text) && is_whole(token.folded, &prose.folded.text), "{token:?}");
            prop_assert!(token.span.start >= end && token.folded.start >= folded_end, "{token:?}");
            prop_assert!(!token.span.is_empty());
            prop_assert!(!token.span.slice(&text).starts_with(char::is_whitespace) && !token.span.slice(&text).ends_with(char::is_whitespace));
            prop_assert!(usize::from(token.gender_stem) <= token.folded.len());
            prop_assert!(prose.folded.text.is_char_boundary(token.folded.start() + usize::from(token.gender_stem)));
            (end, folded_end) = (token.span.end, token.folded.end);
        }
    }

    #[test]
    fn every_letter_and_digit_is_in_a_token(text in texts(), language in languages()) {
        let prose = Prose::read(&text, Markup::Plain, language);
        for (offset, _) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            let token = prose.tokens.get(prose.token_at(Span::at(offset).start));
            prop_assert!(token.is_some_and(|token| token.span.start() <= offset), "{offset}");
        }
    }

    #[test]
    fn sentences_hold_every_token_once(text in texts(), language in languages(), markup in markups()) {
        let prose = Prose::read(&text, markup, language);
        let mut next = 0;
        for (index, sentence) in prose.sentences.iter().enumerate() {
            prop_assert_eq!(sentence.tokens.start, next);
            prop_assert!(sentence.tokens.end > next);
            prop_assert_eq!(prose.span_of(sentence.tokens.clone()), sentence.span);
            prop_assert!(prose.tokens[sentence.tokens.clone()].iter().all(|token| token.sentence as usize == index));
            next = sentence.tokens.end;
        }
        prop_assert_eq!(next, prose.tokens.len());
    }

    #[test]
    fn zones_and_facts_are_in_order_and_whole(text in texts(), language in languages(), markup in markups()) {
        let prose = Prose::read(&text, markup, language);
        prop_assert!(prose.zones.is_sorted_by_key(|zone| zone.span.start));
        prop_assert!(prose.zones.iter().all(|zone| is_whole(zone.span, &text) && !zone.span.is_empty()));
        prop_assert!(prose.facts.is_sorted_by_key(|fact| fact.span.start));
        for fact in &prose.facts {
            prop_assert_eq!(prose.span_of(fact.tokens.clone()), fact.span);
            prop_assert!(!fact.span.is_empty());
        }
    }

    #[test]
    fn folding_leads_back(text in texts()) {
        let folded = fold(&text);
        let whole = folded.to_text(Span::new(0, folded.text.len()));
        prop_assert!(is_whole(whole, &text));
        let bounds: Vec<usize> = folded.text.char_indices().map(|(at, _)| at).chain([folded.text.len()]).collect();
        for pair in bounds.windows(2) {
            let behind = folded.to_text(Span::new(pair[0], pair[1]));
            prop_assert!(is_whole(behind, &text), "{pair:?}");
            prop_assert!(!behind.is_empty(), "every folded character stands for something");
            prop_assert!(folded.to_folded(behind).contains(Span::new(pair[0], pair[1])));
            // What stands behind a folded piece folds to something that holds the piece.
            let again = fold(behind.slice(&text)).text;
            prop_assert!(again.contains(&folded.text[pair[0]..pair[1]]) || again.is_empty() || behind.slice(&text).contains('\u{200d}'), "{again:?}");
        }
    }

    #[test]
    fn places_lead_back(text in texts()) {
        let index = LineIndex::new(&text);
        for offset in 0..=text.len() + 1 {
            let place = index.line_column(&text, offset);
            let back = index.offset(&text, place);
            prop_assert!(back.is_some_and(|back| back <= offset && text.is_char_boundary(back)), "{offset} {place:?} {back:?}");
            let is_break = text.as_bytes().get(offset) == Some(&b'\n') && offset > 0 && text.as_bytes()[offset - 1] == b'\r';
            if offset <= text.len() && text.is_char_boundary(offset) && !is_break {
                prop_assert_eq!(back, Some(offset));
            }
        }
    }

    #[test]
    fn prefixes_fit(text in texts(), limit in 0usize..60) {
        use unicode_segmentation::UnicodeSegmentation;
        for counter in [
            Counter::Weighted, Counter::Graphemes, Counter::Characters, Counter::Bytes, Counter::Utf16, Counter::Mastodon, Counter::Threads,
        ] {
            let end = counter.prefix_that_fits(&text, limit);
            prop_assert!(text.is_char_boundary(end));
            prop_assert!(counter.count(&text[..end]) <= limit, "{counter:?}");
            let on_boundary = end == text.len() || text.grapheme_indices(true).any(|(at, _)| at == end);
            prop_assert!(on_boundary || matches!(counter, Counter::Weighted | Counter::Mastodon), "{counter:?}");
            if counter.count(&text) <= limit {
                prop_assert_eq!(end, text.len(), "{:?}", counter);
            }
        }
    }

    #[test]
    fn words_have_stems(text in texts(), head in texts(), language in languages()) {
        let prose = Prose::read(&text, Markup::Plain, language);
        for (index, _) in prose.tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word) {
            let _ = stem(language, prose.word(index));
            prop_assert!(!compound_ends_with(prose.word(index), prose.word(index)));
            let _ = compound_ends_with(prose.word(index), &head);
        }
        let _ = Language::detect(&text);
    }
}

/// Long runs of what opens something: none may take more than linear time, so each must be done in a moment.
#[test]
fn long_runs_take_no_long_time() {
    for piece in [
        "(",
        ")",
        "[",
        "](",
        "<!--",
        "`",
        ">",
        "\"",
        "„",
        "“",
        "@",
        "#",
        "a.",
        ".a",
        "a@",
        "1.",
        "1 ",
        "-",
        "_",
        "*",
        "http://",
        "https://a.",
        "\u{308}",
        "\u{ad}",
        "\u{200d}",
        "👩\u{200d}",
        "🇩",
        "a\u{308}",
        "www.",
        "Mo ",
        "in ",
        "Herr ",
        "Ende ",
        "0 ",
        "DE89 ",
        "a'",
        "'",
        "Kund*",
        "„a",
        "a.de/(",
        "https://a.de/(((",
        "z. ",
        "! ",
        "\n",
        "# \n",
        "\r",
        "中",
        "中.",
        "\u{1100}\u{1161}",
    ] {
        let text = piece.repeat(100_000 / piece.len());
        let started = std::time::Instant::now();
        for language in Language::ALL {
            let _ = Prose::read(&text, Markup::Markdown, language);
        }
        let _ = Language::detect(&text);
        let _ = Counter::Weighted.count(&text);
        let _ = Counter::Mastodon.prefix_that_fits(&text, 500);
        let _ = LineIndex::new(&text).line_column(&text, text.len());
        let took = started.elapsed();
        assert!(took.as_secs() < 10, "{piece:?} took {took:?}");
    }
}
