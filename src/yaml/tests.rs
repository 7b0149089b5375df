//! What the module promises, from the outside.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::Deserialize;

use super::*;

/// `place: message (hint)`, the place as the text that the problem underlines.
fn show(source: &str, problem: &Problem) -> String {
    let hint = problem.hint.as_deref().map(|hint| format!(" ({hint})")).unwrap_or_default();
    format!("{:?}: {}{hint}", &source[problem.span.clone()], problem.message)
}

fn fault(source: &str) -> String {
    match parse(source) {
        Ok(node) => format!("parsed: {}", node.to_json()),
        Err(problem) => show(source, &problem),
    }
}

#[test]
fn reads_every_kind_of_value() {
    let source = "text: Grüße\nnumber: 3\nfloat: 1.5\nyes: true\nnothing: ~\nempty:\nquoted: \"3\"\nlist: [a, 'b']\nblock: |\n  zwei\n  Zeilen\nmap: {a: &x 1, b: *x}\n";
    let expected = serde_json::json!({
        "text": "Grüße", "number": 3, "float": 1.5, "yes": true, "nothing": null, "empty": null, "quoted": "3",
        "list": ["a", "b"], "block": "zwei\nZeilen\n", "map": {"a": 1, "b": 1}
    });
    assert_eq!(parse(source).unwrap().to_json(), expected);
}

#[test]
fn every_node_knows_its_bytes() {
    let source = "# ä\nä: 'ü''s'\nö: &anchor \"x\"\nblock: |-\n  erste\n\n  zweite  \nliste:\n  - eins\n  - {a: b}\n  -\nleer:\nende: ja\n";
    let node = parse(source).unwrap();
    let slice = |path: &[Step]| &source[node.at(path).unwrap().span.clone()];
    assert_eq!(slice(&[Step::Key("ä")]), "'ü''s'");
    assert_eq!(slice(&[Step::Key("ö")]), "\"x\"");
    assert_eq!(slice(&[Step::Key("block")]), "erste\n\n  zweite  ");
    assert_eq!(slice(&[Step::Key("liste")]), "- eins\n  - {a: b}\n  -");
    assert_eq!(slice(&[Step::Key("liste"), Step::Index(0)]), "eins");
    assert_eq!(slice(&[Step::Key("liste"), Step::Index(1)]), "{a: b}");
    assert_eq!(slice(&[Step::Key("liste"), Step::Index(1), Step::Key("a")]), "b");
    assert_eq!(
        node.at(&[Step::Key("leer")]).unwrap().span,
        node.key_at(&[Step::Key("leer")]).unwrap().span.end + 1..node.key_at(&[Step::Key("leer")]).unwrap().span.end + 1
    );
    assert_eq!(&source[node.key_at(&[Step::Key("ende")]).unwrap().span.clone()], "ende");
    assert_eq!(&source[node.span.clone()], source["# ä\n".len()..].trim_end());
}

#[test]
fn an_empty_document_is_an_empty_map() {
    for source in ["", "\n\n", "# only a comment\n", "---\n", "\u{FEFF}"] {
        assert_eq!(parse(source).unwrap().value, Value::Map(Vec::new()), "{source:?}");
    }
}

#[test]
fn faults_of_syntax_say_what_to_write() {
    let table = [
        ("a: 1\na: 2\n", r#""a": `a` stands here a second time (keep one of the two)"#),
        ("a: b: c\n", r#"": c": a value that contains `: ` must stand in quotes (write the value as "…")"#),
        ("key: @schleeh\n", r#""@schleeh": a value that starts with `@` must stand in quotes (write "@schleeh")"#),
        ("a: *wichtig*\n", r#""*wichtig*": a value that starts with `*` must stand in quotes (write "*wichtig*")"#),
        ("a:\n\tb: c\n", r#""b: c": a tab cannot indent YAML (use spaces)"#),
        ("a: \"offen\nb: c\n", r#""\"offen": the quotation mark that opens here is never closed (close it at the end of the value)"#),
        ("a: 'offen\n", r#""'offen": the quotation mark that opens here is never closed (close it at the end of the value)"#),
        (
            "a: [1, 2\nb: c\n",
            r#"": c": a bracket or a comma is missing or too much here (close every `[` and `{`, or put the value in quotes)"#,
        ),
        (
            "a: 1\n b: 2\n",
            r#"": 2": this line is indented differently from the lines it belongs to (start it in the same column as the other keys)"#,
        ),
        (
            "a: 1\nfoo\nb: 2\n",
            r#""foo": this is neither `key: value` nor an entry of a list (put `: ` between key and value, and a space after the colon)"#,
        ),
        (
            "a:b\nc: d\n",
            r#""a:b": this is neither `key: value` nor an entry of a list (put `: ` between key and value, and a space after the colon)"#,
        ),
        (
            "a: 1\nb:2\nc: 3\n",
            r#""b:2": this is neither `key: value` nor an entry of a list (put `: ` between key and value, and a space after the colon)"#,
        ),
        (
            "a: 1\nfoo\n",
            r#""foo": this is neither `key: value` nor an entry of a list (put `: ` between key and value, and a space after the colon)"#,
        ),
        ("a: \"x\\q\"\n", r#""\"x\\q\"": this escape (`\…`) is not known (write \\ for a backslash, or put the value in single quotes)"#),
        (
            "a: \"x\" y\n",
            r#""y": nothing may follow the closing quotation mark (put the whole value in one pair of quotes; inside "…", write \" for a quotation mark)"#,
        ),
        ("a: - b\n", r#""- b": a list does not start on the line of its key (put each `- …` on a line of its own below)"#),
        ("a: 1\n---\nb: 2\n", r#""---": only one YAML document may stand here (delete the second `---` and what follows)"#),
        (
            "%YAML 1.2\n---\na: 1\n",
            r#""%YAML 1.2": a line that starts with `%` is a directive, and directives are not read here (delete the line, or put the value in quotes)"#,
        ),
        ("a: !!str 1\n", r#""!!str": `!!str` is a tag, and tags are not read here (put the value in quotes)"#),
        ("<<: {a: 1}\n", r#""<<": merge keys (`<<`) are not read here (write the keys out)"#),
        ("? [a]\n: b\n", r#""[a]": a key must be plain text, not a list or a group of keys (put `{…}` and `[…]` in quotes)"#),
        ("a: &x [*x]\n", r#""*x": this alias stands inside what it repeats"#),
        ("a: b\u{FEFF}c\n", r#""\u{feff}c": an invisible character stands here (delete it (U+FEFF))"#),
        ("a: b\0c\n", r#""\0": this is not text: a zero byte stands here"#),
    ];
    for (source, expected) in table {
        assert_eq!(fault(source), expected, "{source:?}");
    }
}

#[test]
fn small_files_cannot_grow_large() {
    let laughs: String = (1..30).fold("a0: &a0 [x, x, x, x]\n".to_owned(), |all, n| {
        let before = n - 1;
        format!("{all}a{n}: &a{n} [*a{before}, *a{before}, *a{before}, *a{before}]\n")
    });
    assert!(parse(&laughs).unwrap_err().message.contains("holds too much"));
    let long = format!("a: &a {}\nb: [{}]\n", "x".repeat(100_000), "*a, ".repeat(1000));
    assert!(parse(&long).unwrap_err().message.contains("holds too much"));
    let flow = format!("a: {}{}", "[".repeat(65), "]".repeat(65));
    assert!(parse(&flow).unwrap_err().message.contains("nested"));
    assert!(parse(&"[".repeat(100_000)).is_err());
    let nested = (0..32).fold("a0: &a0 [x]\n".to_owned(), |all, n| format!("{all}a{}: &a{} [[*a{n}]]\n", n + 1, n + 1));
    assert!(parse(&nested).unwrap_err().message.contains("nested"));
    assert!(parse(&"a".repeat((1 << 20) + 1)).unwrap_err().message.contains("1 MiB"));
    assert!(parse(&format!("[{}]", "a,".repeat(200_000))).unwrap_err().message.contains("holds too much"));
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Level {
    Error,
    Warning,
    Off,
    Custom { at_least: u8 },
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Rule {
    id: String,
    #[serde(default)]
    severity: Option<Level>,
    #[serde(default)]
    applies_to: Vec<String>,
    #[serde(default)]
    limit: Option<u8>,
    #[serde(default)]
    share: f32,
    #[serde(default)]
    on: bool,
    #[serde(default)]
    inner: Option<Inner>,
    #[serde(default)]
    params: serde_json::Value,
    #[serde(default)]
    words: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pair: Option<(u8, u8)>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Inner {
    text: String,
}

fn problems(source: &str) -> Vec<String> {
    let (value, problems) = decode::<Rule>(&parse(source).unwrap());
    let only_unknown = problems.iter().all(|problem| problem.message.starts_with("unknown"));
    assert_eq!(value.is_some(), only_unknown, "{source:?}");
    problems.iter().map(|problem| show(source, problem)).collect()
}

#[test]
fn decodes_by_the_type_that_is_asked_for() {
    let source = "id: 4711\nseverity: off\napplies-to: [post, 1]\nlimit: 0x10\nshare: 3\non: True\ninner: {text: null }\nparams: {max: 2, list: [1.5, x]}\nwords:\n  line: [a]\n  empty:\npair: [1, 2]\n";
    let (rule, problems) = decode::<Rule>(&parse(&source.replace("null", "'null'")).unwrap());
    assert_eq!(problems, []);
    let expected = Rule {
        id: "4711".to_owned(),
        severity: Some(Level::Off),
        applies_to: vec!["post".to_owned(), "1".to_owned()],
        limit: Some(16),
        share: 3.0,
        on: true,
        inner: Some(Inner { text: "null".to_owned() }),
        params: serde_json::json!({"max": 2, "list": [1.5, "x"]}),
        words: BTreeMap::from([("line".to_owned(), vec!["a".to_owned()]), ("empty".to_owned(), vec![])]),
        pair: Some((1, 2)),
    };
    assert_eq!(rule, Some(expected));
    let (custom, _) = decode::<Level>(&parse("custom: {at_least: 3}").unwrap());
    assert_eq!(custom, Some(Level::Custom { at_least: 3 }));
}

#[test]
fn faults_of_type_say_what_is_expected() {
    let table = [
        ("id: a\nseverity: eror", r#""eror": `severity` must be one of error, warning, off, custom: found `eror` (did you mean `error`?)"#),
        ("id: a\nseverity: [x]", r#""[x]": `severity` must be one of error, warning, off, custom: found a list"#),
        ("id: a\nseverity: custom", r#""custom": `custom` needs a value (write `custom: …`)"#),
        ("id: a\nseverity: {off: 3}", r#""3": `off` takes no value"#),
        ("id: a\napplies-to: post", r#""post": `applies-to` must be a list: found `post` (write [post])"#),
        ("id: a\napplies-to: [post, [x]]", r#""[x]": `applies-to`, entry 2: must be text: found a list"#),
        ("id: a\nlimit: 999", r#""999": `limit` must be a whole number from 0 to 255: found `999`"#),
        ("id: a\nlimit: \"9\"", r#""\"9\"": `limit` must be a whole number from 0 to 255: found `9` (write 9 without quotes)"#),
        ("id: a\nshare: viel", r#""viel": `share` must be a number: found `viel`"#),
        ("id: a\non: yes", r#""yes": `on` must be true or false: found `yes` (write true)"#),
        (
            "id: a\ninner: foo",
            r#""foo": `inner` must be a group of keys: found `foo` (write `text: …` on a line of its own below, indented)"#,
        ),
        ("id: a\ninner: {}", r#""inner": `text` is missing (add `text: …`)"#),
        ("id: a\ninner: {text: }", r#""": `text` must be text: found nothing"#),
        ("severity: off", r#""severity": `id` is missing (add `id: …`)"#),
        ("id: a\npair: [1]", r#""[1]": `pair` has 1 entries, but must be a tuple of size 2"#),
        ("id: a\npair: [1, 2, 3]", r#""[1, 2, 3]": `pair` must be a list of 2 entries: found a list"#),
        ("id: a\nwords: {line: x}", r#""x": `line` must be a list: found `x` (write [x])"#),
        ("[a]", r#""[a]": this must be a group of keys: found a list (write `id: …` on a line of its own below, indented)"#),
    ];
    for (source, expected) in table {
        assert_eq!(problems(source), [expected], "{source:?}");
    }
}

#[test]
fn unknown_keys_are_all_reported_and_stop_nothing() {
    let source = "id: a\nsevrity: off\ninner: {text: x, txt: y}\nzzz: {deep: [1]}\n";
    let expected = [
        r#""sevrity": unknown key `sevrity` (did you mean `severity`?)"#,
        r#""txt": unknown key `txt` (did you mean `text`?)"#,
        r#""zzz": unknown key `zzz` (known here: id, severity, applies-to, limit, share, on, inner, params, words, pair)"#,
    ];
    assert_eq!(problems(source), expected);
}

/// A text written in one style, as the value of a key; `None` where the style cannot hold it.
fn write(text: &str, style: Style, line_end: &str) -> Option<String> {
    let block = |indicator: &str| {
        let lines: Vec<String> = text.split('\n').map(|line| if line.is_empty() { String::new() } else { format!("    {line}") }).collect();
        format!("a:\n  key: {indicator}2-{line_end}{}{line_end}  next: x{line_end}", lines.join(line_end))
    };
    let folded_lines =
        || text.replace('\n', &format!("{line_end}{line_end}    ")).replace("  ", " \u{1}").replace(' ', &format!("{line_end}    "));
    let has_blank_edges = text.split('\n').any(|line| line != line.trim_matches([' ', '\t']));
    Some(match style {
        Style::Plain => format!("a:\n  key: {text}{line_end}  next: x{line_end}"),
        Style::SingleQuoted if has_blank_edges || text.contains('\t') => return None,
        Style::SingleQuoted => {
            format!("a:\n  key: '{}'{line_end}  next: x{line_end}", folded_lines().replace('\u{1}', " ").replace('\'', "''"))
        }
        Style::DoubleQuoted => {
            let escaped: String = text
                .chars()
                .map(|c| match c {
                    '"' | '\\' => format!("\\{c}"),
                    '\n' => "\\n".to_owned(),
                    '\t' => "\\t".to_owned(),
                    'ü' => "\\xfc".to_owned(),
                    '👍' => "\\U0001F44D".to_owned(),
                    'e' => format!("\\{line_end}    e"),
                    c => c.to_string(),
                })
                .collect();
            format!("a:\n  key: \"{escaped}\"{line_end}  next: x{line_end}")
        }
        Style::Literal => block("|"),
        Style::Folded => block(">"),
    })
}

/// The source bytes behind a part of the value, by the rules that the pairs state.
fn source_of(steps: &[(u32, u32)], start: usize, end: usize) -> Range<usize> {
    let map = |offset: usize, pair: &(u32, u32)| pair.1 as usize + offset - pair.0 as usize;
    let from = steps.iter().rfind(|pair| pair.0 as usize <= start).unwrap();
    let to = steps.iter().find(|pair| pair.0 as usize == end).or_else(|| steps.iter().rfind(|pair| (pair.0 as usize) < end)).unwrap();
    map(start, from)..map(end, to)
}

fn check_steps(source: &str) -> Result<(), TestCaseError> {
    let root = parse(source).map_err(|problem| TestCaseError::fail(format!("{source:?}: {problem:?}")))?;
    let node = root.at(&[Step::Key("a"), Step::Key("key")]).unwrap();
    let steps = value_steps(source, node);
    let value = node.as_str().unwrap();
    prop_assert!(steps.windows(2).all(|pair| pair[0].0 < pair[1].0 || pair[0].1 < pair[1].1), "{steps:?}");
    for (index, character) in value.char_indices() {
        let range = source_of(&steps, index, index + character.len_utf8());
        prop_assert!(node.span.start.min(range.start) <= range.end && range.end <= source.len());
        let found = &source[range];
        let fits = match character {
            '\n' => found.contains(['\n', '\r']) || found.starts_with("\\n") || index >= value.trim_end_matches('\n').len(),
            ' ' => found.starts_with([' ', '\n', '\r']),
            '\t' => found.starts_with('\t') || found.starts_with("\\t"),
            '\\' => found.starts_with('\\'),
            '\'' => found.starts_with('\''),
            'ü' => found.starts_with(['ü']) || found.starts_with("\\xfc"),
            '👍' => found.starts_with('👍') || found.starts_with("\\U0001F44D"),
            c => found.strip_prefix('\\').unwrap_or(found).starts_with(c),
        };
        prop_assert!(fits, "{source:?}: {character:?} at {index} of {value:?} maps to {found:?} by {steps:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_character_of_a_value_is_found_in_the_source(
        text in "[a-e ü👍'\"\\\\\t\n]{0,30}",
        style in prop::sample::select(vec![Style::Plain, Style::SingleQuoted, Style::DoubleQuoted, Style::Literal, Style::Folded]),
        line_end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
    ) {
        let text = if style == Style::Plain { text.replace(['\'', '"', '\\', '\t'], "").trim().split('\n').map(str::trim).collect::<Vec<_>>().join(&format!("{line_end}    ")) } else { text };
        // Spaces alone on the last lines of a block are content that YAML's own rules let vary.
        let text = if matches!(style, Style::Literal | Style::Folded) { text.trim_end().trim_start_matches('\n').to_owned() } else { text };
        let starts_with_tab = matches!(style, Style::Literal | Style::Folded) && text.starts_with('\t');
        if !text.is_empty() && !starts_with_tab && let Some(source) = write(&text, style, line_end) {
            check_steps(&source)?;
        }
    }

    #[test]
    fn blocks_keep_their_blank_lines(text in "\n{0,2}[a-c]{1,3}(\n{1,3}[a-c ]{0,3}[a-c]){0,4}\n{0,3}", chomping in "[|>][-+]?") {
        let lines: String = text.split('\n').map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") }).collect();
        check_steps(&format!("a:\n  key: {chomping}\n{lines}  next: x\n"))?;
    }

    #[test]
    fn no_text_panics(text in "([-:?&*!|>'\"%@`#,\\[\\]{}~ab0ü👍\n\r\t ]|: |\n  |- ){0,60}") {
        if let Ok(node) = parse(&text) {
            let _ = node.to_json();
            let _ = decode::<Rule>(&node);
            visit(&text, &node);
        }
    }
}

/// Every span lies inside the source, on character borders, inside its parent.
fn visit(source: &str, node: &Node) {
    assert!(source.get(node.span.clone()).is_some(), "{source:?}: {node:?}");
    let steps = value_steps(source, node);
    assert!(steps.iter().all(|&(_, at)| source.is_char_boundary(at as usize)), "{source:?}: {node:?}: {steps:?}");
    node.items().iter().for_each(|item| visit(source, item));
    node.entries().iter().for_each(|(key, value)| {
        visit(source, key);
        visit(source, value);
    });
}
