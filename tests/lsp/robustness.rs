//! What goes wrong: clients that vanish, messages that are none, files that are too large. The server answers all along, and ends when it should.

use std::process::ExitCode;

use serde_json::{Value, json};

use super::editor::{Editor, Folder, rules};

#[tokio::test]
async fn exit_ends_it_although_the_pipe_is_held_open() {
    assert_eq!(Editor::new(&[]).await.leave().await, ExitCode::SUCCESS);
    let mut editor = Editor::new(&[]).await;
    editor.notify("exit", Value::Null).await;
    assert_eq!(editor.ended().await, ExitCode::FAILURE, "exit without shutdown");
}

#[tokio::test]
async fn a_client_that_vanishes_is_not_waited_for() {
    let mut editor = Editor::new(&[]).await;
    editor.show("untitled:a", "markdown", "---\nkind: post\n---\nHallo!\n").await;
    assert_eq!(editor.vanish().await, ExitCode::FAILURE);
    assert_eq!(Editor::connected().vanish().await, ExitCode::FAILURE);
}

#[tokio::test]
async fn messages_that_are_none_are_answered_and_passed_over() {
    let mut editor = Editor::new(&[]).await;
    for bytes in [
        "Content-Length: 5\r\n\r\n{\"a\":".as_bytes(),
        b"Content-Length: 2\r\n\r\n[]",
        b"Content-Length: 4\r\n\r\n\xff\xfe\xfd\xfc",
        b"Content-Length: zwei\r\n\r\n",
    ] {
        editor.raw(bytes).await;
        let error = editor.read_until_error().await;
        assert!(error["error"]["code"].as_i64().unwrap() < 0, "{error}");
    }
    let id = editor.ask("textDocument/hover", json!({"position": "here"})).await;
    assert_eq!(editor.answer(id).await["error"]["code"], -32602);
    let id = editor.ask("no/such/method", json!({})).await;
    assert_eq!(editor.answer(id).await["error"]["code"], -32601);
    editor.notify("textDocument/didChange", json!({"textDocument": {"uri": "untitled:none", "version": 1}, "contentChanges": []})).await;
    editor.notify("textDocument/didOpen", json!({"no": "document"})).await;
    assert_eq!(editor.leave().await, ExitCode::SUCCESS);
}

#[tokio::test]
async fn nothing_is_answered_before_the_meeting() {
    let mut editor = Editor::connected();
    let id =
        editor.ask("textDocument/hover", json!({"textDocument": {"uri": "untitled:a"}, "position": {"line": 0, "character": 0}})).await;
    assert_eq!(editor.answer(id).await["error"]["code"], -32002);
}

#[tokio::test(flavor = "multi_thread")]
async fn while_five_megabytes_are_checked_the_server_answers() {
    let mut editor = Editor::new(&[]).await;
    let large = "---\nkind: post\nlang: de\n---\n".to_owned() + &"Ein Satz, der nichts verspricht. ".repeat(160_000);
    editor.show("untitled:large", "markdown", &large).await;
    let small = "---\nkind: reply\nlang: de\n---\nBitte wenden Sie sich an unsere Hotline.\n";
    assert!(rules(&editor.open("untitled:small", "markdown", small).await).contains(&"hotline-deflection"));
    editor.rewrite("untitled:large", 2, "---\nkind: post\n---\nKurz.\n").await;
    editor.published("untitled:large", Some(2)).await;
    let stale = |message: &Value| message["params"]["uri"] == "untitled:large" && message["params"]["version"] == 1;
    assert!(!editor.told.iter().any(stale), "nothing of an older version is published");
    assert_eq!(editor.leave().await, ExitCode::SUCCESS);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_file_may_change_while_drafts_are_checked() {
    let rule = |word: &str| {
        format!(
            "id: own-rule\nsummary: x\nwhy: y\nseverity: error\nlanguages:\n  en:\n    message: \"{{match}}\"\n    find: [{word}]\nexamples:\n  - {{lang: en, flag: \"A [[{word}]].\"}}\n  - {{lang: en, allow: Good.}}\n"
        )
    };
    let folder = Folder::new(&[("tonfall.yaml", ""), (".tonfall/rules/own-rule.yaml", &rule("word0"))]);
    let (draft, file) = (folder.uri("a.md"), folder.uri(".tonfall/rules/own-rule.yaml"));
    let mut editor = Editor::new(&[folder.path()]).await;
    editor.show(&file, "yaml", &rule("word0")).await;
    editor.show(&draft, "markdown", "---\nkind: post\nlang: en\n---\nHere is word9 and word0.\n").await;
    for number in 1..10 {
        editor.rewrite(&file, number + 1, &rule(&format!("word{number}"))).await;
        editor.rewrite(&draft, number + 1, &format!("---\nkind: post\nlang: en\n---\n{number}: Here is word9 and word0.\n")).await;
    }
    loop {
        let found = editor.published(&draft, Some(10)).await;
        let own: Vec<&Value> = found.iter().filter(|diagnostic| diagnostic["code"] == "own-rule").collect();
        if own.len() == 1 && own[0]["message"] == "word9" {
            break;
        }
    }
    assert_eq!(editor.leave().await, ExitCode::SUCCESS);
}

impl Editor {
    /// The next answer that belongs to no question.
    async fn read_until_error(&mut self) -> Value {
        loop {
            let message = self.read().await.expect("the server is there");
            if message.get("error").is_some() && message["id"].is_null() {
                return message;
            }
        }
    }
}
