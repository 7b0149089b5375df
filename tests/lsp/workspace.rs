//! Folders: files that are not open, what watches them, progress, commands.

use serde_json::{Value, json};

use super::editor::{Editor, Folder, capabilities, pulling, rules};

const BAD: &str = "---\nkind: reply\nlang: de\n---\nBitte wenden Sie sich an unsere Hotline.\n";
const GOOD: &str = "---\nkind: reply\nlang: de\n---\nHallo, er kommt heute um 9 Uhr.\n";

#[tokio::test]
async fn files_that_are_not_open_are_checked_too() {
    let folder =
        Folder::new(&[("a.md", BAD), ("b.md", GOOD), ("README.md", "Hotline"), ("sub/tonfall.yaml", "languag: de\n"), ("sub/c.md", GOOD)]);
    let mut editor = Editor::new(&[folder.path()]).await;
    assert!(rules(&editor.published(&folder.uri("a.md"), None).await).contains(&"hotline-deflection"));
    assert_eq!(rules(&editor.published(&folder.uri("sub/tonfall.yaml"), None).await), ["config"]);
    // Opening takes over, closing gives back.
    assert!(!rules(&editor.open(&folder.uri("a.md"), "markdown", GOOD).await).contains(&"hotline-deflection"));
    editor.rewrite(&folder.uri("a.md"), 2, BAD).await;
    editor.published(&folder.uri("a.md"), Some(2)).await;
    editor.notify("textDocument/didClose", json!({"textDocument": {"uri": folder.uri("a.md")}})).await;
    assert!(rules(&editor.published(&folder.uri("a.md"), None).await).contains(&"hotline-deflection"));
}

#[tokio::test]
async fn what_lies_outside_is_taken_back_when_it_closes() {
    let folder = Folder::new(&[]);
    let mut editor = Editor::new(&[folder.path()]).await;
    assert!(!editor.open("untitled:a", "markdown", BAD).await.is_empty());
    editor.notify("textDocument/didClose", json!({"textDocument": {"uri": "untitled:a"}})).await;
    assert!(editor.published("untitled:a", None).await.is_empty());
}

#[tokio::test]
async fn a_change_on_the_disk_is_noticed_where_the_client_watches() {
    let folder = Folder::new(&[("tonfall.yaml", ""), ("a.md", BAD)]);
    let mut capabilities = capabilities();
    capabilities["workspace"]["didChangeWatchedFiles"] = json!({"dynamicRegistration": true});
    let mut editor = Editor::with(&[folder.path()], capabilities, Value::Null).await;
    let registered = editor.told("client/registerCapability", |_| true).await;
    assert_eq!(registered["registrations"][0]["method"], "workspace/didChangeWatchedFiles");
    let uri = folder.uri("a.md");
    assert!(rules(&editor.open(&uri, "markdown", BAD).await).contains(&"hotline-deflection"));
    folder.write("tonfall.yaml", "rules: {hotline-deflection: off}\n");
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": folder.uri("tonfall.yaml"), "type": 2}]})).await;
    assert!(!rules(&editor.published(&uri, Some(1)).await).contains(&"hotline-deflection"));
    // A rule file that was not there before.
    let rule = "id: own-rule\nsummary: x\nwhy: y\nseverity: error\nlanguages:\n  de:\n    message: m\n    find: [Hotline]\nexamples:\n  - {lang: de, flag: \"[[Hotline]]\"}\n  - {lang: de, allow: Gut.}\n";
    folder.write(".tonfall/rules/own-rule.yaml", rule);
    editor
        .notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": folder.uri(".tonfall/rules/own-rule.yaml"), "type": 1}]}))
        .await;
    assert!(rules(&editor.published(&uri, Some(1)).await).contains(&"own-rule"));
}

#[tokio::test]
async fn a_client_that_tells_of_its_settings_is_asked_to() {
    let mut capabilities = capabilities();
    capabilities["workspace"]["didChangeConfiguration"] = json!({"dynamicRegistration": true});
    let mut editor = Editor::with(&[], capabilities, Value::Null).await;
    let registered = editor.told("client/registerCapability", |_| true).await;
    assert_eq!(registered["registrations"][0]["method"], "workspace/didChangeConfiguration");
    assert_eq!(registered["registrations"][0]["registerOptions"]["section"], "tonfall");
}

#[tokio::test]
async fn a_change_on_the_disk_is_noticed_on_save_where_it_does_not() {
    let folder = Folder::new(&[("tonfall.yaml", "people: kunden.csv\n"), ("kunden.csv", "name\nMia\n")]);
    let mut editor = Editor::new(&[folder.path()]).await;
    let uri = folder.uri("a.md");
    assert!(rules(&editor.open(&uri, "markdown", BAD).await).contains(&"hotline-deflection"));
    folder.write("tonfall.yaml", "rules: {hotline-deflection: off}\npeople: kunden.csv\n");
    editor.notify("textDocument/didSave", json!({"textDocument": {"uri": uri}})).await;
    assert!(!rules(&editor.published(&uri, Some(1)).await).contains(&"hotline-deflection"));
}

#[tokio::test]
async fn the_workspace_can_be_pulled() {
    let folder = Folder::new(&[("a.md", BAD), ("b.md", GOOD)]);
    let mut editor = Editor::with(&[folder.path()], pulling(), Value::Null).await;
    editor.show(&folder.uri("b.md"), "markdown", BAD).await;
    let report = editor.request("workspace/diagnostic", json!({"previousResultIds": []})).await;
    let items = report["items"].as_array().unwrap().clone();
    let of = |items: &[Value], name: &str| items.iter().find(|item| item["uri"] == folder.uri(name)).unwrap().clone();
    assert!(rules(of(&items, "a.md")["items"].as_array().unwrap()).contains(&"hotline-deflection"));
    assert_eq!(of(&items, "a.md")["version"], Value::Null);
    assert_eq!(of(&items, "b.md")["version"], 1);
    let known: Vec<Value> = items.iter().map(|item| json!({"uri": item["uri"], "value": item["resultId"]})).collect();
    let again = editor.request("workspace/diagnostic", json!({"previousResultIds": known})).await;
    assert!(again["items"].as_array().unwrap().iter().all(|item| item["kind"] == "unchanged"), "{again}");
    std::fs::remove_file(folder.join("a.md")).unwrap();
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": folder.uri("a.md"), "type": 3}]})).await;
    let gone = editor.request("workspace/diagnostic", json!({"previousResultIds": known})).await;
    assert_eq!(of(gone["items"].as_array().unwrap(), "a.md")["items"], json!([]));
    // A config that changes has the client ask again.
    editor.show(&folder.uri("tonfall.yaml"), "yaml", "rules: {hotline-deflection: off}\n").await;
    editor.told("workspace/diagnostic/refresh", |_| true).await;
}

#[tokio::test]
async fn the_workspace_need_not_be_checked() {
    let folder = Folder::new(&[("a.md", BAD)]);
    let mut editor = Editor::with(&[folder.path()], capabilities(), json!({"checkWorkspace": false})).await;
    editor.open(&folder.uri("b.md"), "markdown", BAD).await;
    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
    editor
        .request("textDocument/hover", json!({"textDocument": {"uri": folder.uri("b.md")}, "position": {"line": 0, "character": 0}}))
        .await;
    assert!(!editor.told.iter().any(|message| message["params"]["uri"] == folder.uri("a.md")));
}

#[tokio::test]
async fn commands_check_and_explain() {
    let folder = Folder::new(&[("a.md", BAD), ("b.md", GOOD)]);
    let mut editor = Editor::new(&[folder.path()]).await;
    let command = |name: &str, arguments: Value| json!({"command": name, "arguments": arguments, "workDoneToken": "mine"});
    editor.show(&folder.uri("tonfall.yaml"), "yaml", "language: de\n").await;
    let sums = editor.request("workspace/executeCommand", command("tonfall.checkWorkspace", json!([]))).await;
    assert_eq!(sums["files"], 2);
    assert!(sums["errors"].as_u64().unwrap() + sums["warnings"].as_u64().unwrap() > 0, "{sums}");
    editor.told("$/progress", |params| params["token"] == "mine" && params["value"]["kind"] == "begin").await;
    editor.told("$/progress", |params| params["token"] == "mine" && params["value"]["kind"] == "end").await;
    let german = editor.request("workspace/executeCommand", command("tonfall.explainRule", json!(["vague-time", "de"]))).await;
    assert!(german.as_str().unwrap().starts_with("# vague-time\n") && german.as_str().unwrap().contains("Gilt für"), "{german}");
    let id = editor.ask("workspace/executeCommand", command("tonfall.explainRule", json!(["no-such-rule"]))).await;
    assert_eq!(editor.answer(id).await["error"]["code"], -32602);
}

async fn run(editor: &mut Editor, name: &str, arguments: Value) -> Value {
    editor.request("workspace/executeCommand", json!({"command": name, "arguments": arguments})).await
}

#[tokio::test]
async fn a_new_reply_is_a_draft_that_can_be_checked_at_once() {
    let folder = Folder::new(&[("replies/facebook/a.md", GOOD)]);
    let mut editor = Editor::new(&[folder.path()]).await;
    let wanted = json!({"kind": "reply", "channel": "facebook", "author": "Hannes Schleeh", "complaint": "Mein DSL ist weg.\r\nWann kommt der Techniker?"});
    let made = run(&mut editor, "tonfall.newDraft", json!([wanted])).await;
    let uri = made["uri"].as_str().unwrap();
    assert!(uri.starts_with(&folder.uri("replies/facebook/2")) && uri.ends_with("-hannes-schleeh.md"), "{uri}");
    let text = made["text"].as_str().unwrap();
    assert_eq!(made["position"], json!({"line": text.lines().count() - 1, "character": 0}), "{text}");
    let found = editor.open(uri, "markdown", &text.replace("\n---\n\n", "\n---\nHallo Herr Schlee, wir melden uns.\n")).await;
    assert!(rules(&found).contains(&"wrong-name"), "{found:?}");
    let id = editor.ask("workspace/executeCommand", json!({"command": "tonfall.newDraft", "arguments": [{"kind": "novel"}]})).await;
    assert_eq!(editor.answer(id).await["error"]["code"], -32602);
    assert_eq!(run(&mut Editor::new(&[]).await, "tonfall.newDraft", json!([])).await["uri"], Value::Null);
}

#[tokio::test]
async fn a_status_bar_has_what_it_needs() {
    let mut editor = Editor::new(&[]).await;
    let post = "---\nkind: post\nchannel: x\nlang: de\n---\nEs regnet 👍🏽.\n";
    editor.show("untitled:a", "markdown", post).await;
    let status = run(&mut editor, "tonfall.status", json!(["untitled:a"])).await;
    assert_eq!(
        status["length"],
        json!({"used": 13, "limit": 280, "short": "13/280", "sentence": "13 of 280 characters, as X counts them."})
    );
    editor.rewrite("untitled:a", 2, &BAD.replace("kind: reply", "kind: reply\nchannel: trustpilot")).await;
    let status = run(&mut editor, "tonfall.status", json!(["untitled:a"])).await;
    assert!(status["errors"].as_u64().unwrap() + status["warnings"].as_u64().unwrap() > 0, "{status}");
    editor.show("untitled:b", "markdown", "Some notes.").await;
    assert_eq!(run(&mut editor, "tonfall.status", json!(["untitled:b"])).await, Value::Null);
    assert_eq!(run(&mut editor, "tonfall.status", json!(["untitled:closed"])).await, Value::Null);
}

#[tokio::test]
async fn rules_and_channels_can_be_chosen_from() {
    let folder = Folder::new(&[("tonfall.yaml", "channels: {kundenforum: {extends: facebook, title: Unser Forum}}\n")]);
    let mut editor = Editor::new(&[folder.path()]).await;
    let channels = run(&mut editor, "tonfall.listChannels", json!([])).await;
    assert_eq!(channels[0], json!({"name": "kundenforum", "title": "Unser Forum"}));
    assert!(channels.as_array().unwrap().contains(&json!({"name": "linkedin", "title": "LinkedIn"})), "{channels}");
    let rules = run(&mut editor, "tonfall.listRules", json!([folder.uri("")])).await;
    let name = rules.as_array().unwrap().iter().find(|rule| rule["id"] == "wrong-name").unwrap();
    assert_eq!(name["summary"], "Calls the customer by a wrong or misspelt name.");
}

#[tokio::test]
async fn folders_come_and_go() {
    let (first, second) = (Folder::new(&[]), Folder::new(&[("a.md", BAD)]));
    let mut editor = Editor::new(&[first.path()]).await;
    let folder = json!({"uri": second.uri(""), "name": "second"});
    editor.notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": [folder], "removed": []}})).await;
    assert!(!editor.published(&second.uri("a.md"), None).await.is_empty());
    editor.notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": [], "removed": [folder]}})).await;
    assert!(editor.published(&second.uri("a.md"), None).await.is_empty());
}

#[tokio::test]
async fn logs_never_tell_what_a_draft_says() {
    let folder = Folder::new(&[("a.md", BAD)]);
    let mut editor = Editor::new(&[folder.path()]).await;
    editor.open(&folder.uri("b.md"), "markdown", BAD).await;
    editor
        .notify("textDocument/didChange", json!({"textDocument": {"uri": "untitled:x", "version": 2}, "contentChanges": [{"text": BAD}]}))
        .await;
    editor.told("window/logMessage", |params| params["message"].as_str().unwrap().contains("untitled:x")).await;
    editor.published(&folder.uri("a.md"), None).await;
    let logs = editor.told.iter().filter(|message| message["method"] == "window/logMessage");
    assert!(logs.map(|message| message["params"]["message"].as_str().unwrap()).all(|line| !line.contains("Hotline")));
}

/// Replies that say the same to different people.
fn copied(name: &str, complaint: &str) -> String {
    format!(
        "---\nkind: reply\nlang: de\ncomplaint: {{author: {name}, text: \"{complaint}\"}}\n---\n👩‍👩‍👧 vielen Dank für Ihre offenen Worte. Wir geben Ihre Kritik an die zuständige Abteilung weiter und wünschen Ihnen weiterhin alles Gute.\n"
    )
}

#[tokio::test]
async fn copies_in_other_files_are_named() {
    let (first, second) = (copied("Udo Frey", "Der Kaffee war kalt."), copied("Ines Roth", "Das Zimmer war laut."));
    let folder = Folder::new(&[("a/eins.md", &first), ("b/zwei.md", &second), ("c.md", GOOD)]);
    let (one, two) = (folder.uri("a/eins.md"), folder.uri("b/zwei.md"));
    let mut editor = Editor::new(&[folder.path()]).await;
    let found = editor.published(&two, None).await;
    let copy = found.iter().find(|found| found["code"] == "duplicate-reply").unwrap_or_else(|| panic!("{found:?}"));
    assert!(copy["message"].as_str().unwrap().contains("a/eins.md"), "{copy}");
    assert_eq!(copy["relatedInformation"][0]["location"]["uri"], one.as_str());
    // Open, it is the same; and when the text becomes another, it goes.
    assert!(rules(&editor.open(&two, "markdown", &second).await).contains(&"duplicate-reply"));
    editor.rewrite(&two, 2, GOOD).await;
    assert!(!rules(&editor.published(&two, Some(2)).await).contains(&"duplicate-reply"));
    // Closed, it is what stands on the disk again.
    editor.notify("textDocument/didClose", json!({"textDocument": {"uri": two}})).await;
    assert!(rules(&editor.published(&two, None).await).contains(&"duplicate-reply"));
}

#[tokio::test]
async fn copies_in_other_files_can_be_pulled() {
    let (first, second) = (copied("Udo Frey", "Der Kaffee war kalt."), copied("Ines Roth", "Das Zimmer war laut."));
    let folder = Folder::new(&[("a.md", &first), ("b.md", &second)]);
    let mut editor = Editor::with(&[folder.path()], pulling(), Value::Null).await;
    editor.show(&folder.uri("b.md"), "markdown", &second).await;
    let report = editor.request("workspace/diagnostic", json!({"previousResultIds": []})).await;
    let of = |name: &str| report["items"].as_array().unwrap().iter().find(|item| item["uri"] == folder.uri(name)).unwrap().clone();
    assert!(rules(of("b.md")["items"].as_array().unwrap()).contains(&"duplicate-reply"));
    assert!(!rules(of("a.md")["items"].as_array().unwrap()).contains(&"duplicate-reply"));
}
