//! Many drafts in one file: each record is read, or is one problem; places and edits hold in the file's own quoting.

use proptest::prelude::*;

use super::*;

/// Author, complaint, body, problems of each draft, with what stands at the body's place in the file.
fn shown(text: &str, format: Format) -> Vec<String> {
    let line = |draft: Draft| {
        let problems: Vec<String> =
            draft.problems.iter().map(|problem| format!("{} `{}`: {}", problem.rule, problem.span.slice(text), problem.message)).collect();
        let id = draft.id.map(|id| format!("{id}: ")).unwrap_or_default();
        let channel = draft.front.channel.map(|channel| format!("[{}] ", channel.value)).unwrap_or_default();
        let complaint = draft.complaint.map(|complaint| format!("{} → ", complaint.message.text)).unwrap_or_default();
        format!(
            "{} {id}{channel}{complaint}{}{}",
            draft.index,
            draft.body.text,
            if problems.is_empty() { String::new() } else { format!(" ! {}", problems.join(" ! ")) }
        )
    };
    read(text.as_bytes(), format).into_iter().map(line).collect()
}

#[test]
fn a_line_that_cannot_be_read_is_one_problem_and_the_next_goes_on() {
    let text = "\u{FEFF}{\"id\": 7, \"text\": \"Grüße \\ud83d\\udc4d\", \"channel\": \"x\", \"tags\": [1]}\r\n\r\n{\"text\": \"a}\n[1]\n{\"txt\": \"b\"}\n{\"text\": 5, \"complaint\": {\"text\": \"Wo?\"}}\n{\"text\": \"c\", \"chanel\": \"x\", \"complaint\": {\"text\": \"Wann?\", \"rating\": 9}}";
    assert_eq!(
        shown(text, Format::Jsonl),
        [
            "0 7: [x] Grüße 👍",
            "1  ! record `\"`: this is not JSON: this text is never closed",
            "2  ! record `[1]`: a record must be a group of keys",
            "3  ! record `{`: this record has no `text`",
            "4 Wo? →  ! record `\"text\"`: `text` must be text",
            "5 Wann? → c ! front-matter `\"chanel\"`: unknown key `chanel` ! front-matter `9`: `rating` must be a whole number from 1 to 5: found `9`",
        ]
    );
}

#[test]
fn tables_come_in_many_forms() {
    let expected = ["0 7: [x] Wo? → sagte \"ja\",\nund dann; nein", "1 8: [google-business] kurz"];
    for text in [
        "id,channel,complaint.text,text\n7,X,Wo?,\"sagte \"\"ja\"\",\nund dann; nein\"\n8,Google Business,,kurz\n",
        "\u{FEFF}sep=;\r\nID;Kanal;Beschwerde;Antwort;egal\r\n7;twitter;Wo?;\"sagte \"\"ja\"\",\nund dann; nein\";\r\n8;google;;kurz;\r\n;;;;\r\n",
        "id\tchannel\tquestion\treply\n7\tx\t\"Wo?\"\t\"sagte \"\"ja\"\",\nund dann; nein\"\n8\tgoogle-business\t\tkurz",
    ] {
        assert_eq!(shown(text, Format::Csv), expected, "{text}");
    }
}

#[test]
fn what_does_not_fit_a_guessed_column_is_not_ours() {
    let table = "Ticket ID,Language,Kind,Rating,Reply\n1,French,Ticket,8,gut\n2,de-DE,reply,5.0,gut\n";
    assert_eq!(shown(table, Format::Csv), ["0 1: gut", "1 2:  → gut"]);
    let second = &read(table.as_bytes(), Format::Csv)[1];
    assert_eq!((second.kind, second.stated_language), (Kind::Reply, Some(Language::De)));
    let named = Layout { columns: vec![("text".to_owned(), "Reply".to_owned()), ("kind".to_owned(), "Kind".to_owned())], delimiter: None };
    assert_eq!(read_as(table.as_bytes(), Format::Csv, &named)[0].problems.len(), 1);
}

#[test]
fn a_record_that_cannot_be_read_is_one_problem() {
    let text = "id,text\n1,\"a\" b\n2,c\n3,\"d\n4,e\n";
    assert_eq!(
        shown(text, Format::Csv),
        ["0  ! record `\"`: behind this quote the field should end", "1 2: c", "2  ! record `\"`: this quote is never closed", "3 4: e",]
    );
    assert_eq!(shown("a,b\n1,2\n", Format::Csv), ["0  ! record `a,b`: no column holds the text of the drafts"]);
    assert_eq!(shown("", Format::Csv).len(), 1);
}

#[test]
fn layouts_name_keys_and_columns() {
    let layout = |columns: &[(&str, &str)], delimiter| Layout {
        columns: columns.iter().map(|(key, name)| ((*key).to_owned(), (*name).to_owned())).collect(),
        delimiter,
    };
    let texts = |text: &str, format, layout: &Layout| -> Vec<String> {
        read_as(text.as_bytes(), format, layout)
            .into_iter()
            .map(|draft| {
                format!(
                    "{}{}",
                    draft.body.text,
                    draft.problems.iter().map(|problem| format!(" ! {}", problem.message)).collect::<Vec<_>>().concat()
                )
            })
            .collect()
    };
    assert_eq!(texts("2026-01-01,eins,http://x\n2026-01-02,zwei,\n", Format::Csv, &preset("hootsuite").unwrap()), ["eins", "zwei"]);
    assert_eq!(texts("a|b\nx,y|z\n", Format::Csv, &layout(&[("text", "A")], Some(b'|'))), ["x,y"]);
    assert_eq!(texts("a,b\nx,y\n", Format::Csv, &layout(&[("text", "a"), ("id", "nr")], None)), [" ! there is no column `nr`", "x"]);
    let nested = layout(&[("text", "post.body"), ("complaint.text", "q")], None);
    let draft = read_as(b"{\"q\": \"Wo?\", \"post\": {\"body\": \"Da.\"}}", Format::Jsonl, &nested).remove(0);
    assert_eq!((draft.body.text.as_str(), draft.complaint.unwrap().message.text.as_str(), draft.problems.len()), ("Da.", "Wo?", 0));
}

#[test]
fn calendars_are_lists_of_records() {
    let text = "title: November\nposts:\n  - date: 2026-11-01\n    channel: x\n    text: |\n      Hallo,\n      Welt.\n  - {text: 'it''s', channel: linkedin}\n  - nur Text\n";
    assert_eq!(
        shown(text, Format::Calendar),
        ["0 [x] Hallo,\nWelt.\n", "1 [linkedin] it's", "2  ! record `nur Text`: a record must be a group of keys"]
    );
    assert_eq!(shown("- text: a\n- text: b\n", Format::Calendar), ["0 a", "1 b"]);
    assert_eq!(shown("a: [\n", Format::Calendar).len(), 1);
    assert_eq!(shown("a: b\n", Format::Calendar), ["0  ! record `a`: this file holds no list of drafts"]);
    let draft = &read(text.as_bytes(), Format::Calendar)[0];
    let at = draft.body.text.find("Welt").unwrap();
    assert_eq!(draft.body.to_file(Span::new(at, at + 4)).slice(text), "Welt");
}

#[test]
fn bad_bytes_belong_to_their_record() {
    let bytes = b"{\"text\": \"gut\"}\n{\"text\": \"Gr\xFC\xDFe weg\"}\n{\"text\": \"gut\"}\n";
    let drafts = read(bytes, Format::Jsonl);
    assert_eq!(drafts.iter().map(|draft| draft.problems.len()).collect::<Vec<_>>(), [0, 1, 0]);
    let body = &drafts[1].body;
    let at = body.text.find("weg").unwrap();
    let span = body.to_file(Span::new(at, at + 3));
    assert_eq!(&bytes[span.start()..span.end()], b"weg");
}

#[test]
fn parts_are_read_as_the_whole_is() {
    let rows = (0..50).map(|number| format!("{number},\"Zeile {number}\n\"\"noch\"\" eine\"\n")).collect::<Vec<_>>().concat();
    let table = format!("id,text\n{rows}");
    let lines = (0..50).map(|number| format!("{{\"id\": {number}, \"text\": \"Zeile {number}\"}}\n")).collect::<Vec<_>>().concat();
    for (text, format) in [(table, Format::Csv), (lines, Format::Jsonl)] {
        let bytes = text.as_bytes();
        let whole = read(bytes, format);
        let bulk = Bulk::new(format, &Layout::default(), bytes).unwrap();
        let (mut at, mut parts) = (0, Vec::new());
        while at < bytes.len() {
            let end = at + bulk.whole(&bytes[at..(at + 200).min(bytes.len())]);
            let drafts = if at == 0 { bulk.read_first(&bytes[..end]) } else { bulk.read_next(&bytes[at..end]) };
            parts.extend(drafts.into_iter().map(|draft| (draft.id, draft.body.text, draft.body.span.start() + at)));
            at = end;
        }
        let whole: Vec<_> = whole.into_iter().map(|draft| (draft.id, draft.body.text, draft.body.span.start())).collect();
        assert_eq!(parts, whole);
        assert_eq!(whole.len(), 50);
    }
}

/// What an edit of the body makes of a file.
fn edited(file: &str, draft: &Draft, start: usize, end: usize, replacement: &str) -> String {
    let edit = draft.body.edit(Span::new(start, end), replacement);
    format!("{}{}{}", &file[..edit.span.start()], edit.text, &file[edit.span.end()..])
}

/// A character as JSON of letters and digits alone writes it: one that lies beyond, in two halves.
fn escaped(c: char) -> String {
    match u32::from(c).checked_sub(0x1_0000) {
        None => format!("\\u{:04x}", u32::from(c)),
        Some(beyond) => format!("\\u{:04x}\\u{:04x}", 0xD800 + (beyond >> 10), 0xDC00 + (beyond & 0x3FF)),
    }
}

/// Two places on the borders of characters.
fn borders(text: &str, from: usize, length: usize) -> (usize, usize) {
    let borders: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let start = from.min(borders.len() - 1);
    (borders[start], borders[(start + length).min(borders.len() - 1)])
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_edit_of_a_line_of_json_reads_as_it_was_meant(text in ".{0,20}", is_ascii in any::<bool>(), from in 0usize..20, length in 0usize..5, replacement in "[a\"\\\\ü👍\n]{0,4}") {
        let mut string = serde_json::to_string(&text).unwrap();
        if is_ascii {
            string = string.chars().map(|c| if c.is_ascii() { c.to_string() } else { escaped(c) }).collect();
        }
        let file = format!("{{\"id\":\"vor\",\"text\":\"davor\"}}\n{{\"channel\":\"x\",\"text\" : {string} ,\"id\":\"ü\"}}\n");
        let draft = read(file.as_bytes(), Format::Jsonl).remove(1);
        prop_assert_eq!(&draft.body.text, &text);
        let (start, end) = borders(&text, from, length);
        let after = edited(&file, &draft, start, end, &replacement);
        let record: serde_json::Value = serde_json::from_str(after.lines().nth(1).unwrap()).unwrap();
        prop_assert_eq!(record["text"].as_str().unwrap(), format!("{}{replacement}{}", &text[..start], &text[end..]));
        prop_assert_eq!(record["id"].as_str(), Some("ü"));
    }

    #[test]
    fn an_edit_of_a_field_reads_as_it_was_meant(text in "[a-c]([a-c\",; üß👍]|\r\n|\n){0,12}[a-c]", delimiter in prop::sample::select(b",;\t".to_vec()), from in 0usize..14, length in 0usize..5, replacement in "[a\",;\tü👍\n]{0,4}") {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        for row in [["id", "text", "tags"], ["1", "davor", ""], ["ü", &text, "\"x\""], ["3", "danach", ""]] {
            writer.write_record(row).unwrap();
        }
        let file = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let draft = read(file.as_bytes(), Format::Csv).remove(1);
        prop_assert_eq!((draft.id.as_deref(), &draft.body.text), (Some("ü"), &text));
        let (start, end) = borders(&text, from, length);
        let meant = format!("{}{replacement}{}", &text[..start], &text[end..]);
        let after = edited(&file, &draft, start, end, &replacement);
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(after.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
        prop_assert_eq!(rows.iter().map(|row| row.get(1).unwrap().to_owned()).collect::<Vec<_>>(), vec!["davor".to_owned(), meant, "danach".to_owned()]);
        prop_assert_eq!(rows[1].get(2), Some("\"x\""));
    }

    #[test]
    fn any_bytes_are_read_as_any_format(bytes in prop::collection::vec(prop::sample::select(b"{}[]\",:;\\\n\r \xFC\xC3\xBCtextid-1".to_vec()), 0..80)) {
        for format in [Format::Jsonl, Format::Csv, Format::Calendar] {
            for draft in read(&[b"id,text\n".as_slice(), &bytes].concat(), format).into_iter().chain(read(&bytes, format)) {
                let length = bytes.len() + 8;
                prop_assert!(draft.problems.iter().all(|problem| problem.span.start <= problem.span.end && problem.span.end() <= length));
                prop_assert!(draft.body.span.end() <= length);
                let edit = draft.body.edit(Span::new(0, draft.body.text.len()), "x\"y");
                prop_assert!(edit.span.start <= edit.span.end && edit.span.end() <= length);
            }
        }
    }
}
