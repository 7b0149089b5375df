//! What a passage says of its places holds for the file: a word is found there, and an edit there reads as it was meant.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;

/// A file that holds the text as its complaint, written in one way; `None` where that way cannot hold it.
fn file_with(text: &str, way: usize, line_end: &str) -> Option<String> {
    let lines = |prefix: &str| text.split('\n').map(|line| format!("{prefix}{line}")).collect::<Vec<_>>().join("\n");
    let is_single_line = !text.contains('\n');
    let file = match way {
        0 => format!("{}\n\nHallo\n", lines("> ")),
        1 => format!("---\ncomplaint:\n  text: |-\n{}\n  rating: 2\n---\nHallo\n", lines("    ")),
        2 if is_single_line && !text.contains(['"', '\'']) => format!("---\ncomplaint:\n  text: {text}\n  rating: 2\n---\nHallo\n"),
        3 => format!("---\ncomplaint:\n  text: '{}'\n  rating: 2\n---\nHallo\n", folded(text, "    ").replace('\'', "''")),
        4 => {
            let escaped =
                text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('ü', "\\u00fc").replace(" d", "\n    d");
            format!("---\ncomplaint:\n  text: \"{escaped}\"\n  rating: 2\n---\nHallo\n")
        }
        5 => format!("---\ncomplaint:\n  text: >\n    {}\n  rating: 2\n---\nHallo\n", folded(text, "    ")),
        6 => format!("---\ncomplaint:\n  text: |\n{}\n\n---\nHallo\n", lines("    ")),
        _ => return None,
    };
    Some(file.replace('\n', line_end))
}

/// A line for each word, and one break more than the text has.
fn folded(text: &str, indentation: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| line.replace(' ', &format!("\n{indentation}"))).collect();
    let mut out = String::new();
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            out.push_str(if lines[index - 1].is_empty() { "\n" } else { "\n\n" });
        }
        out.push_str(if index > 0 && !line.is_empty() { indentation } else { "" });
        out.push_str(line);
    }
    out.replace("\n\n\n\n", "\n\n\n")
}

fn message(file: &str) -> Passage {
    let draft = one(file);
    assert_eq!(draft.problems, [], "{file:?}");
    draft.complaint.expect("the file has a complaint").message
}

/// Line ends aside, and the break that ends a block.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim_end_matches('\n').to_owned()
}

fn apply(file: &str, edit: &crate::finding::Edit) -> String {
    format!("{}{}{}", &file[..edit.span.start()], edit.text, &file[edit.span.end()..])
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_word_is_found_in_the_file(
        words in prop::collection::vec("[a-dA-D]{1,4}|gr[a-c]n|👍🏽|x'y|\\(a", 1..8),
        breaks in prop::collection::vec("[ \n]|\n\n", 8),
        way in 0usize..8,
        line_end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
    ) {
        let text: String = words.iter().zip(&breaks).flat_map(|(word, space)| [word.as_str(), space.as_str()]).collect();
        let text = text.trim_end().replace("gran", "grün");
        let (file, passage) = match file_with(&text, way, line_end) {
            Some(file) => { let passage = message(&file); (file, passage) }
            None => { let file = text.replace('\n', line_end); let passage = one(&file).body; (file, passage) }
        };
        prop_assert_eq!(plain(&passage.text), plain(&text), "{:?}", file);
        for (at, word) in passage.text.unicode_word_indices() {
            let found = passage.to_file(Span::new(at, at + word.len())).slice(&file);
            let decoded = found.replace("\\u00fc", "ü").replace("''", "'");
            prop_assert_eq!(decoded, word, "in {:?}", file);
        }
    }

    #[test]
    fn an_edit_reads_as_it_was_meant(
        text in "[a-d](ü|[a-e]| [a-e]|\n[a-e]|\n\n[a-e]|'|\"|, [a-e]){0,8}",
        from in 0usize..12,
        length in 0usize..6,
        replacement in "[a-e]{0,3}|ü: x|x #y|it's|a \"b\"|x\ny|x\n\ny|\n|a\\\\b|\\[x\\]|- a|x, y",
        way in 0usize..8,
        line_end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
    ) {
        let (file, is_body) = match file_with(&text, way, line_end) {
            Some(file) => (file, false),
            None => (format!("{text}\n").replace('\n', line_end), true),
        };
        let passage = if is_body { one(&file).body } else { message(&file) };
        let borders: Vec<usize> = passage.text.grapheme_indices(true).map(|(at, _)| at).chain([passage.text.len()]).collect();
        let start = borders[from.min(borders.len() - 1)];
        let end = borders[(from + length).min(borders.len() - 1)];
        let meant = if passage.text.contains('\r') { replacement.replace('\n', line_end) } else { replacement.clone() };
        let expected = format!("{}{meant}{}", &passage.text[..start], &passage.text[end..]);
        // What a draft drops by itself, at its edges, and what would be another draft.
        let is_trimmed = expected.trim() != expected.trim_end_matches(['\n', '\r']) || expected.trim().is_empty();
        let is_other_draft = is_body && (expected.starts_with(['>', '-']));
        let is_header = way == 0 && expected.lines().next().is_some_and(|line| line.trim_end().ends_with(':'));
        if !is_trimmed && !is_other_draft && !is_header {
            let edited = apply(&file, &passage.edit(Span::new(start, end), &replacement));
            let draft = one(&edited);
            let found = if is_body { draft.body.text } else { draft.complaint.map(|complaint| complaint.message.text).unwrap_or_default() };
            prop_assert_eq!(plain(&found), plain(&expected), "{:?} became {:?}", file, edited);
            prop_assert!(draft.problems.is_empty(), "{:?} became {:?}: {:?}", file, edited, draft.problems);
        }
    }
}

fn passage(encoding: Encoding, text: &str) -> Passage {
    Passage { encoding, ..Passage::verbatim(text, 0) }
}

#[test]
fn json_and_csv_are_written_in_their_own_way() {
    let all = |passage: &Passage| Span::new(0, passage.text.len());
    let json = passage(Encoding::Json, "a");
    assert_eq!(json.encode("\"ü\"\n\\\t👍", all(&json)), "\\\"ü\\\"\\n\\\\\\t👍");
    let quoted = passage(Encoding::CsvField { delimiter: b',', quote: b'"', quoted: true }, "a");
    assert_eq!(quoted.encode("sagte \"ja\"\nb", all(&quoted)), "sagte \"\"ja\"\"\nb");
    let bare = passage(Encoding::CsvField { delimiter: b',', quote: b'"', quoted: false }, "a b");
    assert_eq!(bare.edit(Span::new(0, 1), "x").text, "x");
    let edit = bare.edit(Span::new(0, 1), "x; \"y\"");
    assert_eq!((edit.span, edit.text.as_str()), (Span::new(0, 3), "\"x; \"\"y\"\" b\""));
}
