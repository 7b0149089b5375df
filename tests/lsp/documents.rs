//! Documents and their diagnostics: what is checked, when, at which version, in which places.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tonfall::config::Settings;
use tonfall::draft::{Format, read};
use tonfall::engine::lint;
use tonfall::rules::RuleSet;

use super::editor::{Editor, Folder, capabilities, pulling, rules, slice};

const REPLY: &str = "---\nkind: reply\nchannel: facebook\nlang: de\ncomplaint:\n  author: Mia Kaya\n  text: Seit Freitag ist mein Internet weg. Wann kommt der Techniker?\n---\n";

fn reply(body: &str) -> String {
    format!("{REPLY}{body}\n")
}

const BAD: &str = "Hallo Frau Kaya, bitte wenden Sie sich an unsere Hotline.";

#[tokio::test]
async fn a_draft_is_checked_when_it_opens_and_changes() {
    let folder = Folder::new(&[]);
    let uri = folder.uri("a.md");
    let mut editor = Editor::new(&[folder.path()]).await;
    let text = reply(BAD);
    let found = editor.open(&uri, "markdown", &text).await;
    let hotline = found.iter().find(|diagnostic| diagnostic["code"] == "hotline-deflection").expect("it is found");
    assert_eq!(slice(&text, &hotline["range"], char::len_utf16), "wenden Sie sich an unsere Hotline");
    assert_eq!(hotline["source"], "tonfall");
    assert_eq!(hotline["codeDescription"]["href"], "https://tonfall.dev/rules/hotline-deflection");
    assert!(hotline["data"].is_object());
    editor.rewrite(&uri, 2, &reply("Hallo Frau Kaya, der Techniker kommt morgen um 9 Uhr.")).await;
    assert!(!rules(&editor.published(&uri, Some(2)).await).contains(&"hotline-deflection"));
}

#[tokio::test]
async fn a_reply_that_has_only_begun_is_no_fault_while_it_is_written() {
    let begun = reply("Hallo Frau Kaya,");
    let folder = Folder::new(&[("a.md", &begun)]);
    let mut editor = Editor::new(&[folder.path()]).await;
    let found = editor.open(&folder.uri("a.md"), "markdown", &begun).await;
    assert_eq!(rules(&found), ["empty-reply"]);
    assert_eq!(found[0]["severity"], 4, "a hint: no squiggle, and nothing in the list of problems");
}

#[tokio::test]
async fn ranges_select_the_bytes_of_the_finding_in_every_encoding() {
    type Unit = fn(char) -> usize;
    let units: [(&str, Unit); 3] = [("utf-8", char::len_utf8), ("utf-16", char::len_utf16), ("utf-32", |_| 1)];
    let text = reply("👩‍👩‍👧 Äh\u{308} 👍🏽\u{2028}🇩🇪 bitte wenden Sie sich an unsere Hotline.").replace('\n', "\r\n");
    for (encoding, unit) in units {
        let mut capabilities = capabilities();
        capabilities["general"]["positionEncodings"] = json!([encoding]);
        let mut editor = Editor::with(&[], capabilities, Value::Null).await;
        assert_eq!(editor.capabilities["positionEncoding"], encoding);
        let found = editor.open("untitled:Untitled-1", "markdown", &text).await;
        let hotline = found.iter().find(|diagnostic| diagnostic["code"] == "hotline-deflection").expect("it is found");
        assert_eq!(slice(&text, &hotline["range"], unit), "wenden Sie sich an unsere Hotline", "{encoding}");
    }
}

#[tokio::test]
async fn calendars_and_exports_that_the_config_names_are_checked_entry_by_entry() {
    let folder = Folder::new(&[("tonfall.yaml", "include: [plan.yaml, archive.jsonl]\n")]);
    let mut editor = Editor::new(&[folder.path()]).await;
    let calendar = "posts:\n  - {kind: reply, channel: x, lang: de, text: 'Geht''s noch? Bitte wenden Sie sich an unsere Hotline.'}\n";
    let found = editor.open(&folder.uri("plan.yaml"), "yaml", calendar).await;
    let hotline = found.iter().find(|diagnostic| diagnostic["code"] == "hotline-deflection").expect("it is found");
    assert_eq!(slice(calendar, &hotline["range"], char::len_utf16), "wenden Sie sich an unsere Hotline");
    let archive =
        "{\"text\": \"Alles gut.\"}\n{\"kind\": \"reply\", \"lang\": \"de\", \"text\": \"Bitte wenden Sie sich an unsere Hotline.\"}\n{";
    let found = editor.open(&folder.uri("archive.jsonl"), "jsonlines", archive).await;
    assert!(rules(&found).contains(&"record") && rules(&found).contains(&"hotline-deflection"), "{found:?}");
    assert_eq!(editor.open(&folder.uri("other.yaml"), "yaml", calendar).await, Vec::<Value>::new());
}

#[tokio::test]
async fn only_drafts_are_checked() {
    let folder =
        Folder::new(&[("tonfall.yaml", "include: [posts/]\nexclude: [archive/]\n"), (".gitignore", "out/\n"), ("out/a.md", &reply(BAD))]);
    let mut editor = Editor::new(&[folder.path()]).await;
    let plain = "Bitte wenden Sie sich an unsere Hotline. Super Sache!!!!\n";
    for (name, language, text, is_draft) in [
        ("README.md", "markdown", plain.to_owned(), false),
        ("posts/a.md", "markdown", reply(BAD), true),
        ("posts/b.txt", "plaintext", reply(BAD), true),
        ("archive/a.md", "markdown", reply(BAD), false),
        ("out/a.md", "markdown", reply(BAD), false),
        ("notes.rs", "rust", reply(BAD), false),
        ("other.md", "plaintext", reply(BAD), true),
    ] {
        let found = editor.open(&folder.uri(name), language, &text).await;
        assert_eq!(!found.is_empty(), is_draft, "{name}: {found:?}");
    }
    assert!(editor.open("untitled:a", "markdown", plain).await.is_empty());
    assert!(!editor.open("untitled:b", "plaintext", &reply(BAD)).await.is_empty());
}

#[tokio::test]
async fn who_pulls_is_not_pushed_to() {
    let folder = Folder::new(&[]);
    let uri = folder.uri("a.md");
    let mut editor = Editor::with(&[folder.path()], pulling(), Value::Null).await;
    assert!(editor.capabilities["diagnosticProvider"]["workspaceDiagnostics"].as_bool().unwrap());
    editor.show(&uri, "markdown", &reply(BAD)).await;
    let pull = |previous: Value| json!({"textDocument": {"uri": uri}, "previousResultId": previous});
    let report = editor.request("textDocument/diagnostic", pull(Value::Null)).await;
    assert_eq!(report["kind"], "full");
    assert!(rules(report["items"].as_array().unwrap()).contains(&"hotline-deflection"));
    let again = editor.request("textDocument/diagnostic", pull(report["resultId"].clone())).await;
    assert_eq!((&again["kind"], &again["resultId"]), (&json!("unchanged"), &report["resultId"]));
    editor.rewrite(&uri, 2, &reply("Hallo Frau Kaya, er kommt morgen um 9 Uhr.")).await;
    let changed = editor.request("textDocument/diagnostic", pull(report["resultId"].clone())).await;
    assert_eq!(changed["kind"], "full");
    assert!(editor.told.iter().all(|message| message["method"] != "textDocument/publishDiagnostics"));
}

#[tokio::test]
async fn who_wants_quiet_is_told_on_saving() {
    let folder = Folder::new(&[("tonfall.yaml", "")]);
    let uri = folder.uri("a.md");
    let good = reply("Hallo Frau Kaya, der Techniker kommt morgen um 9 Uhr.");
    let mut editor = Editor::with(&[folder.path()], capabilities(), json!({"run": "onSave"})).await;
    assert!(!rules(&editor.open(&uri, "markdown", &good).await).contains(&"hotline-deflection"));
    editor.rewrite(&uri, 2, &reply(BAD)).await;
    // What is asked for is about the text as it stands; only what is told unasked waits.
    let at = json!({"textDocument": {"uri": uri}, "position": {"line": 8, "character": 30}});
    assert!(editor.request("textDocument/hover", at).await["contents"]["value"].as_str().unwrap().contains("hotline-deflection"));
    assert!(!editor.told.iter().any(|message| message["params"]["version"] == 2));
    editor.notify("textDocument/didSave", json!({"textDocument": {"uri": uri}})).await;
    assert!(rules(&editor.published(&uri, Some(2)).await).contains(&"hotline-deflection"));
    // A config that changes is a reason of its own, and so is a user who has thought better of it.
    editor.rewrite(&uri, 3, &good).await;
    editor.show(&folder.uri("tonfall.yaml"), "yaml", "rules: {hotline-deflection: off}\n").await;
    editor.published(&uri, Some(3)).await;
    editor.notify("workspace/didChangeConfiguration", json!({"settings": {"tonfall": {"run": "onType"}}})).await;
    editor.published(&uri, Some(3)).await;
    editor.rewrite(&uri, 4, &good).await;
    editor.published(&uri, Some(4)).await;
}

#[tokio::test]
async fn who_pulls_and_wants_quiet_is_told_nothing_new_before_saving() {
    let mut capabilities = pulling();
    capabilities["workspace"]["diagnostics"] = json!({"refreshSupport": true});
    let folder = Folder::new(&[]);
    let uri = folder.uri("a.md");
    let mut editor = Editor::with(&[folder.path()], capabilities, json!({"run": "onSave"})).await;
    editor.show(&uri, "markdown", &reply("Hallo Frau Kaya, der Techniker kommt morgen um 9 Uhr.")).await;
    let first = editor.request("textDocument/diagnostic", json!({"textDocument": {"uri": uri}})).await;
    editor.rewrite(&uri, 2, &reply(BAD)).await;
    let again = json!({"textDocument": {"uri": uri}, "previousResultId": first["resultId"]});
    assert_eq!(editor.request("textDocument/diagnostic", again.clone()).await["kind"], "unchanged");
    editor.notify("textDocument/didSave", json!({"textDocument": {"uri": uri}})).await;
    assert!(rules(editor.request("textDocument/diagnostic", again).await["items"].as_array().unwrap()).contains(&"hotline-deflection"));
}

#[tokio::test]
async fn two_thousand_edits_end_in_the_right_state() {
    let mut editor = Editor::new(&[]).await;
    let uri = "untitled:typed";
    let start = reply("Hallo Frau Kaya, ");
    let line = start.lines().count() - 1;
    let mut column = "Hallo Frau Kaya, ".len();
    let typed: Vec<char> = "👍🏽 wir melden uns schnellstmöglich. ".chars().cycle().take(1999).collect();
    editor.open(uri, "markdown", &start).await;
    for (number, c) in typed.iter().enumerate() {
        let place = json!({"line": line, "character": column});
        let change = json!({"range": {"start": place, "end": place}, "text": c.to_string()});
        let params = json!({"textDocument": {"uri": uri, "version": number + 2}, "contentChanges": [change]});
        editor.notify("textDocument/didChange", params).await;
        column += c.len_utf16();
    }
    let found = editor.published(uri, Some(2000)).await;
    let text = start.trim_end_matches('\n').to_owned() + &typed.iter().collect::<String>() + "\n";
    let vague: Vec<&Value> = found.iter().filter(|diagnostic| diagnostic["code"] == "vague-time").collect();
    assert_eq!(vague.len(), text.matches("schnellstmöglich").count());
    for place in vague {
        assert_eq!(slice(&text, &place["range"], char::len_utf16), "schnellstmöglich");
    }
    let versions: Vec<i64> = editor
        .told
        .iter()
        .filter(|message| message["method"] == "textDocument/publishDiagnostics")
        .map(|message| message["params"]["version"].as_i64().unwrap())
        .collect();
    assert!(versions.is_sorted(), "{versions:?}");
}

#[tokio::test]
async fn fifty_documents_at_once() {
    let folder = Folder::new(&[]);
    let mut editor = Editor::new(&[folder.path()]).await;
    for number in 0..50 {
        editor.show(&folder.uri(&format!("{number}.md")), "markdown", &reply(BAD)).await;
    }
    for number in 0..50 {
        let found = editor.published(&folder.uri(&format!("{number}.md")), Some(1)).await;
        assert!(rules(&found).contains(&"hotline-deflection"));
    }
}

#[tokio::test]
async fn a_config_counts_before_it_is_saved() {
    let folder = Folder::new(&[("tonfall.yaml", "language: de\n")]);
    let (draft, config) = (folder.uri("a.md"), folder.uri("tonfall.yaml"));
    let mut editor = Editor::new(&[folder.path()]).await;
    assert!(rules(&editor.open(&draft, "markdown", &reply(BAD)).await).contains(&"hotline-deflection"));
    assert!(editor.open(&config, "yaml", "language: de\n").await.is_empty());
    editor.rewrite(&config, 2, "language: de\nrules: {hotline-deflection: off}\n").await;
    assert!(!rules(&editor.published(&draft, Some(1)).await).contains(&"hotline-deflection"));
    // A key that is being typed turns nothing over, but is told where it stands.
    editor.rewrite(&config, 3, "language: de\nrules: {hotline-deflection: off}\nlanguag: de\nrul").await;
    let faults = editor.published(&config, Some(3)).await;
    assert_eq!(faults[0]["range"]["start"], json!({"line": 3, "character": 0}), "{faults:?}");
    // What was not saved is gone when it closes.
    editor.notify("textDocument/didClose", json!({"textDocument": {"uri": config}})).await;
    assert!(rules(&editor.published(&draft, Some(1)).await).contains(&"hotline-deflection"));
}

#[tokio::test]
async fn faults_of_configs_and_rule_files_stand_at_their_place() {
    let folder = Folder::new(&[("tonfall.yaml", ""), (".tonfall/rules/own-rule.yaml", "")]);
    let mut editor = Editor::new(&[folder.path()]).await;
    let config = "language: de\nrules:\n  vague-tim: off\nlanguag: de\n";
    let faults = editor.open(&folder.uri("tonfall.yaml"), "yaml", config).await;
    let found: Vec<&str> = faults.iter().map(|fault| slice(config, &fault["range"], char::len_utf16)).collect();
    assert_eq!(found, ["vague-tim", "languag"], "{faults:?}");
    assert!(faults[0]["message"].as_str().unwrap().contains("did you mean `vague-time`?"));

    let uri = folder.uri(".tonfall/rules/own-rule.yaml");
    let rule = |find: &str, flag: &str| {
        format!(
            "id: own-rule\nsummary: x\nwhy: y\nseverity: warning\nlanguages:\n  en:\n    message: m\n    find: [\"{find}\"]\nexamples:\n  - lang: en\n    flag: \"{flag}\"\n  - lang: en\n    allow: \"Good.\"\n"
        )
    };
    let broken = rule("(a|b", "a");
    let faults = editor.open(&uri, "yaml", &broken).await;
    assert_eq!(slice(&broken, &faults[0]["range"], char::len_utf16), "b", "{faults:?}");
    let failing = rule("ticket", "The [[voucher]] is open.");
    editor.rewrite(&uri, 2, &failing).await;
    let faults = editor.published(&uri, Some(2)).await;
    assert_eq!(rules(&faults), ["example"]);
    assert_eq!(slice(&failing, &faults[0]["range"], char::len_utf16), "\"The [[voucher]] is open.\"");
    editor.rewrite(&uri, 3, &rule("ticket", "The [[ticket]] is open.")).await;
    assert!(editor.published(&uri, Some(3)).await.is_empty());
}

#[tokio::test]
async fn a_complaint_in_another_file_is_followed() {
    let folder = Folder::new(&[("4711.txt", "Wann kommt der Techniker?")]);
    let (draft, complaint) = (folder.uri("a.md"), folder.uri("4711.txt"));
    let text = "---\nkind: reply\ncomplaint: {file: 4711.txt}\n---\nHallo, er kommt morgen um 9 Uhr.\n";
    let mut editor = Editor::new(&[folder.path()]).await;
    assert!(!rules(&editor.open(&draft, "markdown", text).await).contains(&"complaint-file"));
    editor.open(&complaint, "plaintext", "Wann kommt der Techniker?").await;
    editor.rewrite(&complaint, 2, "").await;
    assert!(rules(&editor.published(&draft, Some(1)).await).contains(&"complaint-file"));
    std::fs::remove_file(folder.join("4711.txt")).unwrap();
    editor.notify("textDocument/didClose", json!({"textDocument": {"uri": complaint}})).await;
    let found = editor.published(&draft, Some(1)).await;
    assert!(found.iter().any(|diagnostic| diagnostic["message"].as_str().unwrap().contains("no such file")), "{found:?}");
}

#[tokio::test]
async fn folders_have_configs_of_their_own() {
    let first = Folder::new(&[("tonfall.yaml", "rules: {hotline-deflection: off}\n")]);
    let second = Folder::new(&[("tonfall.yaml", "rules: {hotline-deflection: info}\n")]);
    let mut editor = Editor::new(&[first.path(), second.path()]).await;
    assert!(!rules(&editor.open(&first.uri("a.md"), "markdown", &reply(BAD)).await).contains(&"hotline-deflection"));
    let found = editor.open(&second.uri("a.md"), "markdown", &reply(BAD)).await;
    assert!(found.iter().any(|diagnostic| diagnostic["code"] == "hotline-deflection" && diagnostic["severity"] == 3));
}

/// A text of pieces that are hard to count, chosen by a number.
fn motley(mut seed: u64) -> String {
    #[rustfmt::skip]
    const PIECES: [&str; 22] = [
        "👩‍👩‍👧 ", "👍🏽", "🇩🇪 ", "a\u{308}", "ß", "\u{2028}", "\r\n", "\n", "\r", "\u{ad}", "\u{a0}", "„", "“ ", "e\u{301}\u{302} ",
        "wenden Sie sich an unsere Hotline. ", "Wir melden uns zeitnah!!! ", "Hallo [Name], ", "bedauerlicher Einzelfall ", "JETZT ALLES KAUFEN ",
        "Hallo Frau Kaia, ", "DE02120300000000202051 ", "Danke für dein tolles Feedback! 🎉 ",
    ];
    let mut text = REPLY.to_owned();
    for _ in 0..18 {
        // Knuth's constants; any numbers would do.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        text.push_str(PIECES[(seed >> 33) as usize % PIECES.len()]);
    }
    text
}

#[tokio::test]
async fn ranges_are_those_of_the_findings_whatever_stands_before_them() {
    type Unit = fn(char) -> usize;
    let units: [(&str, Unit); 3] = [("utf-8", char::len_utf8), ("utf-16", char::len_utf16), ("utf-32", |_| 1)];
    let rules = RuleSet::built_in();
    let mut compared = 0;
    for (encoding, unit) in units {
        let mut capabilities = pulling();
        capabilities["general"]["positionEncodings"] = json!([encoding]);
        let mut editor = Editor::with(&[], capabilities, Value::Null).await;
        for seed in 0..60 {
            let (uri, text) = (format!("untitled:{seed}"), motley(seed));
            editor.show(&uri, "markdown", &text).await;
            let report = editor.request("textDocument/diagnostic", json!({"textDocument": {"uri": uri}})).await;
            let told: BTreeSet<(String, &str)> = report["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|item| (item["code"].to_string(), slice(&text, &item["range"], unit)))
                .collect();
            let drafts = read(text.as_bytes(), Format::Markdown);
            let found: BTreeSet<(String, &str)> = drafts
                .iter()
                .flat_map(|draft| lint(draft, &rules, &Settings::default()))
                .map(|finding| (json!(finding.rule).to_string(), &text[finding.span.start()..finding.span.end()]))
                .collect();
            assert_eq!(told, found, "{encoding}: {text:?}");
            compared += found.len();
        }
    }
    assert!(compared > 500, "{compared}");
}
