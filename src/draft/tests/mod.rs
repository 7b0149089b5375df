//! What reading drafts promises, from the outside.

mod bulk;
mod hostile;
mod round_trip;

use super::*;

fn one(text: &str) -> Draft {
    read(text.as_bytes(), Format::Markdown).remove(0)
}

/// The text of a file with each problem below the line it is on: `^^^ rule severity: message (hint)`.
fn annotated(text: &str) -> String {
    let mut problems = one(text).problems;
    let mut out = String::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        out.push_str(line.trim_end_matches('\n'));
        out.push('\n');
        problems.retain(|problem| {
            let (from, to) = (problem.span.start(), problem.span.end());
            let is_here = (start..end).contains(&from) || (from == end && end == text.len());
            if is_here {
                let column = text[start..from].chars().count();
                let width = text[from..to.min(end)].trim_end().chars().count().max(1);
                let hint = problem.hint.as_deref().map(|hint| format!(" ({hint})")).unwrap_or_default();
                let marks = format!("{}{}", " ".repeat(column), "^".repeat(width));
                out.push_str(&format!("{marks} {} {}: {}{hint}\n", problem.rule, problem.severity, problem.message));
            }
            !is_here
        });
        start = end;
    }
    assert_eq!(problems, [], "every problem stands on a line");
    out
}

/// Checks a file against itself with its problems drawn in.
#[track_caller]
fn check(fixture: &str) {
    let text: String = fixture.split_inclusive('\n').filter(|line| !line.trim_start().starts_with('^')).collect();
    assert_eq!(annotated(&text), fixture, "\n{}", annotated(&text));
}

const REPLY: &str = "\u{FEFF}---
kind: reply
channel: facebook
lang: de
audience: b2c
address: sie
received: 2026-11-21T19:20+01:00
publish: 2026-11-23
signature: mk
author: Maria Kern
incident: dsl-köln
sponsored: no-text
complaint:
  author: Hannes Schleeh
  handle: \"@schleeh\"
  title: Herr
  rating: 1
  text: |
    Seit Freitag ist mein DSL weg.

    Wann kommt der „Techniker“?
media:
  - file: a.jpg
    alt: Ein Router
  - {file: b.jpg, decorative: true}
tonfall: {disable: [loud-pitch, emoji-flood]}
---

Hallo Herr Schlee,

morgen um 9 Uhr. 👍🏽

";

#[test]
fn a_whole_reply() {
    let text = REPLY.replace("no-text", "false");
    let draft = one(&text);
    assert_eq!(draft.problems, []);
    let slice = |span: Span| span.slice(&text);
    let front = &draft.front;
    assert_eq!((draft.kind, draft.stated_language, draft.channel()), (Kind::Reply, Some(Language::De), Some("facebook")));
    assert!(slice(front.span.unwrap()).starts_with("---\nkind") && slice(front.span.unwrap()).ends_with("]}\n---"));
    assert_eq!(front.audience.as_ref().map(|field| (field.value, slice(field.span))), Some((Audience::B2c, "b2c")));
    assert_eq!(front.address.as_ref().map(|field| (field.value, slice(field.span))), Some((Address::Sie, "sie")));
    assert_eq!(front.received.as_ref().map(|field| slice(field.span)), Some("2026-11-21T19:20+01:00"));
    assert!(front.publish.as_ref().is_some_and(|field| field.value.date_only));
    assert_eq!(front.incident.as_ref().map(|field| slice(field.span)), Some("dsl-köln"));
    assert_eq!(front.sponsored.as_ref().map(|field| field.value), Some(false));
    let media: Vec<_> =
        front.media.iter().map(|media| (slice(media.span), media.alt.as_ref().map(|alt| slice(alt.span)), media.decorative)).collect();
    assert_eq!(media, [("file: a.jpg\n    alt: Ein Router", Some("Ein Router"), false), ("{file: b.jpg, decorative: true}", None, true)]);
    assert_eq!(front.disable.iter().map(|field| slice(field.span)).collect::<Vec<_>>(), ["loud-pitch", "emoji-flood"]);
    let complaint = draft.complaint.as_ref().unwrap();
    assert_eq!(complaint.author.as_ref().map(|field| slice(field.span)), Some("Hannes Schleeh"));
    assert_eq!(complaint.handle.as_ref().map(|field| (field.value.as_str(), slice(field.span))), Some(("@schleeh", "\"@schleeh\"")));
    assert_eq!(complaint.rating.as_ref().map(|field| field.value), Some(1));
    assert_eq!(complaint.message.text, "Seit Freitag ist mein DSL weg.\n\nWann kommt der „Techniker“?\n");
    assert_eq!(complaint.message.encoding, Encoding::YamlBlock { indent: 4 });
    assert_eq!(draft.body.text, "Hallo Herr Schlee,\n\nmorgen um 9 Uhr. 👍🏽");
    assert_eq!(slice(draft.body.span), draft.body.text);
}

#[test]
fn a_wrong_value_costs_only_itself() {
    let draft = one(REPLY);
    assert_eq!(draft.problems.len(), 1);
    assert_eq!(draft.front.sponsored, None);
    assert_eq!(draft.complaint.unwrap().author.unwrap().value, "Hannes Schleeh");
}

#[test]
fn problems_of_the_front_matter_stand_at_their_places() {
    check("---
chanel: x
^^^^^^ front-matter warning: unknown key `chanel` (did you mean `channel`?)
kind: repy
      ^^^^ front-matter error: `kind` must be one of post, reply: found `repy` (did you mean `reply`?)
lang: [de]
      ^^^^ front-matter error: `lang` must be one of de, en: found a list
address: Sie
         ^^^ front-matter error: `address` must be one of du, sie, mirror: found `Sie` (did you mean `sie`?)
received: gestern
          ^^^^^^^ front-matter error: `received` must be a date that exists, with or without a time: found `gestern` (write it as 2026-11-21T19:20+01:00)
publish: 2026-02-30
         ^^^^^^^^^^ front-matter error: `publish` must be a date that exists, with or without a time: found `2026-02-30` (write it as 2026-11-21T19:20+01:00)
sponsored: ja
           ^^ front-matter error: `sponsored` must be true or false: found `ja` (write true)
complaint:
  autor: Hannes Schleeh
  ^^^^^ front-matter warning: unknown key `autor` (did you mean `author`?)
  rating: 7
          ^ front-matter error: `rating` must be a whole number from 1 to 5: found `7`
  file:
    - a.txt
    ^^^^^^^ front-matter error: `file` must be text: found a list
media:
  - bild.jpg
    ^^^^^^^^ front-matter error: `media`, entry 1: must be a group of keys: found `bild.jpg` (write `file: …` on a line of its own below, indented)
  - {alt: Ein Bild, decorativ: true}
                    ^^^^^^^^^ front-matter warning: unknown key `decorativ` (did you mean `decorative`?)
tonfall:
  disable: loud-pitch
           ^^^^^^^^^^ front-matter error: `disable` must be a list: found `loud-pitch` (write [loud-pitch])
---
Hallo
");
}

#[test]
fn broken_front_matter_never_stops_the_check() {
    check(
        "---
handle: @schleeh
        ^^^^^^^^ front-matter error: a value that starts with `@` must stand in quotes (write \"@schleeh\")
---
Hallo
",
    );
    check(
        "---
complaint:
\tauthor: x
 ^^^^^^^^^ front-matter error: a tab cannot indent YAML (use spaces)
---
Hallo
",
    );
    check(
        "---
lang: de
lang: en
^^^^ front-matter error: `lang` stands here a second time (keep one of the two)
---
Hallo
",
    );
    check(
        "---
^^^ front-matter error: the front matter that opens here is never closed (put a line of `---` below its last key)
channel: x
signature: mk

Hallo
",
    );
    check(
        "---
nur Text
^^^^^^^^ front-matter error: this must be a group of keys: found `nur Text` (write `kind: …` on a line of its own below, indented)
---
Hallo
",
    );
    for text in ["---\nhandle: @x\ncomplaint:\n  author: y\n---\nHallo\n", "---\nhandle: @x\nkind: reply\n---\nHallo"] {
        let draft = one(text);
        assert_eq!((draft.body.text.as_str(), draft.kind), ("Hallo", Kind::Reply), "{text:?}");
    }
    assert_eq!(one("---\nchannel: x\nsignature: mk\n\nHallo\n").body.text, "Hallo");
}

/// Author, handle, complaint, body.
fn parts(text: &str) -> (Option<String>, Option<String>, Option<String>, String) {
    let draft = one(text);
    let slice = |field: &Option<Field<String>>| {
        let field = field.as_ref()?;
        assert!(field.span.slice(text).contains(&field.value), "{text:?}: {field:?}");
        Some(field.value.clone())
    };
    let complaint = draft.complaint.as_ref();
    (
        complaint.and_then(|complaint| slice(&complaint.author)),
        complaint.and_then(|complaint| slice(&complaint.handle)),
        complaint.map(|complaint| complaint.message.text.clone()),
        draft.body.text,
    )
}

#[test]
fn a_quote_at_the_top_is_the_complaint() {
    let owned = |author: Option<&str>, handle: Option<&str>, complaint: Option<&str>, body: &str| {
        (author.map(str::to_owned), handle.map(str::to_owned), complaint.map(str::to_owned), body.to_owned())
    };
    let table = [
        ("> Wo bleibt er?\n> Wann?\n\nHallo", owned(None, None, Some("Wo bleibt er?\nWann?"), "Hallo")),
        (
            "> **Hannes Schleeh** (@schleeh):\n>\n> Wo?\n>\n> Wann?\n>\nHallo",
            owned(Some("Hannes Schleeh"), Some("@schleeh"), Some("Wo?\n\nWann?"), "Hallo"),
        ),
        ("\n\n>Wo?\r\n>Wann?\r\nHallo\r\n", owned(None, None, Some("Wo?\r\nWann?"), "Hallo")),
        ("Am 21.11.2026 schrieb Hannes Schleeh:\n\n> Wo?\n\nHallo", owned(Some("Hannes Schleeh"), None, Some("Wo?"), "Hallo")),
        (
            "> Am 21.11.2026 schrieb Hannes Schleeh:\n> > alt\n> neu\nHallo",
            owned(Some("Hannes Schleeh"), None, Some("> alt\nneu"), "Hallo"),
        ),
        ("> Hannes Schleeh:\n\nHallo", owned(Some("Hannes Schleeh"), None, Some(""), "Hallo")),
        ("---\nlang: de\n---\n> Wo?\n\nHallo", owned(None, None, Some("Wo?"), "Hallo")),
        (
            "---\ncomplaint: {rating: 2, author: Mia}\n---\n> Hannes Schleeh:\n> Wo?\n\nHallo",
            owned(Some("Mia"), None, Some("Wo?"), "Hallo"),
        ),
        ("---\ncomplaint: {text: Wann?}\n---\n> Wo?\n\nHallo", owned(None, None, Some("Wann?"), "> Wo?\n\nHallo")),
        ("---\ncomplaint: {file: a.txt}\n---\n> Wo?\n\nHallo", owned(None, None, Some(""), "> Wo?\n\nHallo")),
        ("---\nkind: post\n---\n> Alles fließt.\n\nHeraklit", owned(None, None, None, "> Alles fließt.\n\nHeraklit")),
        ("> [!NOTE]\n> Achtung\n\nText", owned(None, None, None, "> [!NOTE]\n> Achtung\n\nText")),
        ("Hallo\n> Wo?\n", owned(None, None, None, "Hallo\n> Wo?")),
        (">\n>\nHallo", owned(None, None, None, ">\n>\nHallo")),
        ("    > Code\n", owned(None, None, None, "    > Code")),
    ];
    for (text, expected) in table {
        assert_eq!(parts(text), expected, "{text:?}");
    }
}

#[test]
fn the_kind_follows_the_complaint() {
    let table = [
        ("", Kind::Post),
        ("Hallo", Kind::Post),
        ("> Wo?\n\nHallo", Kind::Reply),
        ("---\nkind: post\ncomplaint: {text: Wo?}\n---\nHallo", Kind::Post),
        ("---\nkind: reply\n---\nHallo", Kind::Reply),
        ("---\ncomplaint:\n---\nHallo", Kind::Reply),
        ("---\ncomplaint: {}\n---\nHallo", Kind::Reply),
        ("---\ncomplaint: oh\n---\nHallo", Kind::Reply),
    ];
    for (text, kind) in table {
        assert_eq!(one(text).kind, kind, "{text:?}");
    }
}

#[test]
fn an_attached_complaint_has_its_own_places() {
    let mut complaint = Complaint::default();
    complaint.attach("\u{FEFF}\nSeit Freitag\n", "inbox/4711.txt".into());
    assert_eq!(complaint.message.text, "Seit Freitag");
    assert_eq!(complaint.message.path.as_deref(), Some("inbox/4711.txt"));
    assert_eq!(complaint.message.to_file(Span::new(5, 12)), Span::new(9, 16));
}
