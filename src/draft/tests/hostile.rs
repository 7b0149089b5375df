//! Whatever stands in a file: nothing panics, every place lies inside the file.

use proptest::prelude::*;

use super::*;

#[test]
fn odd_files_are_read() {
    let table: [(&[u8], &str, usize); 10] = [
        (b"", "", 0),
        (b"\xEF\xBB\xBF", "", 0),
        (b"\xEF\xBB\xBFHallo", "Hallo", 0),
        (b"\r\n \r\nHallo\r\n", "Hallo", 0),
        (b"eins\rzwei\r", "eins\rzwei", 0),
        (b"Gr\xFC\xDFe", "Gr\u{FFFD}\u{FFFD}e", 1),
        (b"---\nsignature: \xFC\n---\n\xFC", "\u{FFFD}", 2),
        (b"PK\x03\x04\0\0", "", 1),
        (b"\xFF\xFEH\0a\0", "", 1),
        (b"---\n---\n", "", 0),
    ];
    for (bytes, body, problems) in table {
        let drafts = read(bytes, Format::Text);
        assert_eq!(drafts.len(), 1);
        assert_eq!((drafts[0].body.text.as_str(), drafts[0].problems.len()), (body, problems), "{bytes:?}");
        check_places(bytes);
    }
}

#[test]
fn bad_bytes_shift_no_place() {
    let bytes = b"---\nsignature: m\xFCk\ncomplaint:\n  author: J\xF6rg\n  text: \"\xDCber \\\"alles\\\" weg\"\n---\nHallo J\xF6rg, weg";
    let draft = &read(bytes, Format::Markdown)[0];
    let slice = |span: Span| &bytes[span.start()..span.end()];
    assert_eq!(slice(draft.front.signature.as_ref().unwrap().span), b"m\xFCk");
    let complaint = draft.complaint.as_ref().unwrap();
    assert_eq!(slice(complaint.author.as_ref().unwrap().span), b"J\xF6rg");
    for passage in [&complaint.message, &draft.body] {
        let at = passage.text.find("weg").unwrap();
        assert_eq!(slice(passage.to_file(Span::new(at, at + 3))), b"weg");
    }
    let at = complaint.message.text.find("alles").unwrap();
    assert_eq!(slice(complaint.message.to_file(Span::new(at, at + 5))), b"alles");
    assert_eq!(slice(draft.body.to_file(Span::new(0, draft.body.text.len()))), b"Hallo J\xF6rg, weg");
    let rules: Vec<(&str, &[u8])> = draft.problems.iter().map(|problem| (problem.rule, slice(problem.span))).collect();
    let expected: Vec<(&str, &[u8])> = [b"\xFC", b"\xF6", b"\xDC", b"\xF6"].map(|bytes| ("encoding", bytes.as_slice())).to_vec();
    assert_eq!(rules, expected);
}

/// Every place that a draft names lies inside its file.
fn check_places(bytes: &[u8]) {
    for draft in read(bytes, Format::Markdown) {
        let inside = |span: Span| assert!(span.start <= span.end && span.end() <= bytes.len(), "{span:?} in {bytes:?}");
        let passage = |passage: &Passage| {
            inside(passage.span);
            let borders: Vec<usize> = passage.text.char_indices().map(|(at, _)| at).chain([passage.text.len()]).collect();
            borders.windows(2).for_each(|pair| inside(passage.to_file(Span::new(pair[0], pair[1]))));
            borders.iter().for_each(|&at| inside(passage.to_file(Span::at(at))));
            borders.iter().for_each(|&at| inside(passage.edit(Span::at(at), "x\ny").span));
            inside(passage.to_file(Span::new(0, passage.text.len())));
        };
        draft.problems.iter().for_each(|problem| inside(problem.span));
        passage(&draft.body);
        draft.front.span.into_iter().for_each(inside);
        draft.front.disable.iter().for_each(|field| inside(field.span));
        draft.front.media.iter().for_each(|media| inside(media.span));
        draft.front.signature.iter().for_each(|field| inside(field.span));
        if let Some(complaint) = &draft.complaint {
            passage(&complaint.message);
            complaint.author.iter().chain(&complaint.handle).for_each(|field| inside(field.span));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check_places(&bytes);
        let _ = is_draft(&bytes);
    }

    #[test]
    fn anything_that_looks_like_a_draft_is_read(
        lines in prop::collection::vec("(---|\\.\\.\\.|kind: (post|reply)|complaint:|  text: [|>]?[-+2]?|    ü?[a-c \"':#]{0,6}|  (author|rating|file): [a1@\"']{0,3}|> ?[a-c:*@ ]{0,6}|disable: \\[a, b\\]|media:|  - alt: x|tonfall: \\{disable: \\[a\\]\\}|[a-zü👍>\\-: ]{0,6}|)(\n|\r\n|\r)", 0..14),
        bad in prop::option::of(0usize..80),
        open in any::<bool>(),
    ) {
        let mut bytes = format!("{}{}", if open { "---\n" } else { "" }, lines.concat()).into_bytes();
        if let Some(at) = bad && at < bytes.len() {
            bytes[at] = 0xFC;
        }
        check_places(&bytes);
        let _ = is_draft(&bytes);
    }
}
