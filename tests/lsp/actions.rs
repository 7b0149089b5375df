//! Code actions: which are offered where, and what a document reads after them.

use serde_json::{Value, json};

use super::editor::{Editor, Folder, capabilities, edited};

const TEXT: &str = "---\nkind: reply\nlang: de\ncomplaint:\n  author: Mia Kaya\n  text: Wann kommt der Techniker?\n---\nHallo Frau Kaya,\n\n👍🏽 bitte wenden Sie sich an unsere Hotline.\n";

/// A draft that is open, and the actions at a word of it.
struct Desk {
    editor: Editor,
    uri: String,
    text: String,
}

impl Desk {
    async fn new(folder: &Folder, text: &str) -> Self {
        let mut editor = Editor::new(&[folder.path()]).await;
        let uri = folder.uri("a.md");
        editor.open(&uri, "markdown", text).await;
        Self { editor, uri, text: text.to_owned() }
    }

    async fn actions(&mut self, word: &str, only: Value) -> Vec<Value> {
        let at = self.text.find(word).unwrap();
        let line = self.text[..at].matches('\n').count();
        let column = self.text[..at].rsplit('\n').next().unwrap().encode_utf16().count();
        let place = json!({"line": line, "character": column});
        let context = if only.is_null() { json!({"diagnostics": []}) } else { json!({"diagnostics": [], "only": only}) };
        let params = json!({"textDocument": {"uri": self.uri}, "range": {"start": place, "end": place}, "context": context});
        self.editor.request("textDocument/codeAction", params).await.as_array().unwrap().clone()
    }

    /// The action with a title, resolved.
    async fn action(&mut self, word: &str, title: &str) -> Value {
        let actions = self.actions(word, Value::Null).await;
        let titles: Vec<&str> = actions.iter().map(|action| action["title"].as_str().unwrap()).collect();
        let at = titles.iter().position(|known| known.contains(title)).unwrap_or_else(|| panic!("{titles:?}"));
        assert!(actions[at].get("edit").is_none(), "edits are made when they are asked for");
        self.editor.request("codeAction/resolve", actions[at].clone()).await
    }

    /// The draft after an action.
    async fn after(&mut self, word: &str, title: &str) -> String {
        let action = self.action(word, title).await;
        let changes = &action["edit"]["documentChanges"];
        assert_eq!((&changes[0]["textDocument"]["uri"], &changes[0]["textDocument"]["version"]), (&json!(self.uri), &json!(1)));
        edited(&self.text, changes[0]["edits"].as_array().unwrap())
    }
}

#[tokio::test]
async fn a_fix_changes_what_was_found() {
    let mut desk = Desk::new(&Folder::new(&[]), TEXT).await;
    let actions = desk.actions("wenden", Value::Null).await;
    assert_eq!(actions[0]["kind"], "quickfix");
    let after = desk.after("wenden", "Ersetzen durch").await;
    assert!(after.starts_with(TEXT.split("👍🏽").next().unwrap()) && !after.contains("wenden Sie sich an unsere Hotline"), "{after}");
}

#[tokio::test]
async fn an_exception_is_written_above_with_the_cursor_on_its_reason() {
    let mut desk = Desk::new(&Folder::new(&[]), TEXT).await;
    let after = desk.after("wenden", "Allow hotline-deflection here").await;
    let line = "<!-- tonfall-disable-next-line hotline-deflection: reason -->";
    assert_eq!(after, TEXT.replace("👍🏽", &format!("{line}\n👍🏽")));
    let command = desk.action("wenden", "Allow hotline-deflection here").await["command"].clone();
    desk.editor.request("workspace/executeCommand", json!({"command": command["command"], "arguments": command["arguments"]})).await;
    let shown = desk.editor.told("window/showDocument", |_| true).await;
    let start = line.find("reason").unwrap();
    let expected = json!({"start": {"line": 9, "character": start}, "end": {"line": 9, "character": start + "reason".len()}});
    assert_eq!(shown["selection"], expected);
    let (editor, uri) = (&mut desk.editor, &desk.uri);
    editor.rewrite(uri, 2, &after).await;
    let found = editor.published(uri, Some(2)).await;
    assert!(!found.iter().any(|finding| finding["code"] == "hotline-deflection" || finding["code"] == "unused-suppression"), "{found:?}");
}

#[tokio::test]
async fn an_exception_for_the_front_matter_is_written_there() {
    let text = TEXT.replace("lang: de\n", "lang: de\nchanel: x\n");
    let mut desk = Desk::new(&Folder::new(&[]), &text).await;
    let after = desk.after("chanel", "Allow front-matter here").await;
    assert_eq!(after, text.replace("Techniker?\n---", "Techniker?\ntonfall:\n  disable:\n    - front-matter\n---"));
}

#[tokio::test]
async fn rules_words_and_people_go_into_the_config() {
    let config = "# ours\nlanguage: de\n";
    let folder = Folder::new(&[("tonfall.yaml", config)]);
    let mut desk = Desk::new(&folder, TEXT).await;
    for (word, title, expected) in [
        ("wenden", "Turn hotline-deflection off", "# ours\nlanguage: de\nrules:\n  hotline-deflection: off\n"),
        ("wenden", "Allow “wenden Sie sich an unsere Hotline”", "# ours\nlanguage: de\nallow:\n  - wenden Sie sich an unsere Hotline\n"),
        ("Mia Kaya", "Add “Mia Kaya”", "# ours\nlanguage: de\npeople:\n  - {name: Mia Kaya}\n"),
    ] {
        let action = desk.action(word, title).await;
        let change = &action["edit"]["documentChanges"][0];
        assert_eq!(
            (&change["textDocument"]["uri"], &change["textDocument"]["version"]),
            (&json!(folder.uri("tonfall.yaml")), &Value::Null)
        );
        assert_eq!(edited(config, change["edits"].as_array().unwrap()), expected);
    }
}

#[tokio::test]
async fn a_list_of_people_in_its_own_file_gets_a_line() {
    let folder = Folder::new(&[("tonfall.yaml", "people: kunden.csv\n"), ("kunden.csv", "Anrede;Name\nHerr;Jo Öz\n")]);
    let mut desk = Desk::new(&folder, TEXT).await;
    let action = desk.action("Mia Kaya", "Add “Mia Kaya”").await;
    let change = &action["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"]["uri"], folder.uri("kunden.csv"));
    assert_eq!(edited("Anrede;Name\nHerr;Jo Öz\n", change["edits"].as_array().unwrap()), "Anrede;Name\nHerr;Jo Öz\n;Mia Kaya\n");
}

#[tokio::test]
async fn a_config_is_made_where_there_is_none() {
    let folder = Folder::new(&[]);
    let mut desk = Desk::new(&folder, TEXT).await;
    let action = desk.action("wenden", "Turn hotline-deflection off").await;
    let changes = &action["edit"]["documentChanges"];
    assert_eq!((&changes[0]["kind"], &changes[0]["uri"]), (&json!("create"), &json!(folder.uri("tonfall.yaml"))));
    assert_eq!(changes[1]["edits"][0]["newText"], "rules:\n  hotline-deflection: off\n");
}

#[tokio::test]
async fn a_quotation_becomes_the_complaint() {
    let text = "---\nlang: de\n---\n> **Mia Kaya**:\n> Wann kommt er?\n\nHallo Frau Kaya, morgen um 9 Uhr.\n";
    let mut desk = Desk::new(&Folder::new(&[]), text).await;
    let after = desk.after("Wann", "Take the quoted text over").await;
    let expected = "---\nlang: de\ncomplaint:\n  author: Mia Kaya\n  text: |\n    Wann kommt er?\n---\nHallo Frau Kaya, morgen um 9 Uhr.\n";
    assert_eq!(after, expected);
}

#[tokio::test]
async fn every_certain_fix_at_once() {
    let text = "---\nkind: post\nlang: de\n---\n<!-- tonfall-disable-next-line vague-time: so -->\nEs regnet.\n\n<!-- tonfall-disable-line loud-pitch -->\n";
    let mut desk = Desk::new(&Folder::new(&[]), text).await;
    let actions = desk.actions("Es", json!(["source.fixAll"])).await;
    assert_eq!((actions.len(), &actions[0]["kind"]), (1, &json!("source.fixAll.tonfall")));
    let resolved = desk.editor.request("codeAction/resolve", actions[0].clone()).await;
    let after = edited(text, resolved["edit"]["documentChanges"][0]["edits"].as_array().unwrap());
    assert!(!after.contains("<!--"), "{after}");
    assert!(desk.actions("Es", json!(["refactor"])).await.is_empty());
    let count = desk.editor.request("workspace/executeCommand", json!({"command": "tonfall.applyFixes", "arguments": [desk.uri]})).await;
    assert_eq!(count, 2);
    desk.editor.told("workspace/applyEdit", |_| true).await;
    assert_eq!(edited(text, desk.editor.applied[0]["documentChanges"][0]["edits"].as_array().unwrap()), after);
}

#[tokio::test]
async fn the_only_certain_fix_is_preferred() {
    let text = "---\nkind: post\nlang: de\n---\n<!-- tonfall-disable-line vague-time -->\nEs regnet.\n";
    let mut desk = Desk::new(&Folder::new(&[]), text).await;
    let actions = desk.actions("tonfall", Value::Null).await;
    assert_eq!(actions.iter().filter(|action| action["isPreferred"] == true).count(), 1);
}

#[tokio::test]
async fn what_was_offered_for_another_version_is_not_done() {
    let mut desk = Desk::new(&Folder::new(&[]), TEXT).await;
    let action = desk.actions("wenden", Value::Null).await.remove(0);
    desk.editor.rewrite(&desk.uri, 2, &format!("{TEXT}\nNoch etwas.\n")).await;
    let id = desk.editor.ask("codeAction/resolve", action).await;
    assert_eq!(desk.editor.answer(id).await["error"]["code"], -32801);
}

#[tokio::test]
async fn a_client_that_cannot_resolve_gets_the_edits_at_once() {
    let mut capabilities = capabilities();
    capabilities["textDocument"]["codeAction"] = json!({});
    capabilities["workspace"]["workspaceEdit"] = json!({});
    let mut editor = Editor::with(&[], capabilities, Value::Null).await;
    editor.open("untitled:a", "markdown", TEXT).await;
    let place = json!({"line": 9, "character": 20});
    let params = json!({"textDocument": {"uri": "untitled:a"}, "range": {"start": place, "end": place}, "context": {"diagnostics": []}});
    let actions = editor.request("textDocument/codeAction", params).await;
    assert!(actions[0]["edit"]["changes"]["untitled:a"].is_array(), "{actions}");
}
