//! What helps while writing: hover, completion, hints, lenses, the outline of a document.

use serde_json::{Value, json};

use super::editor::{Editor, Folder, capabilities, slice};

/// Opens a text with `¦` in it, and asks for what is there.
async fn at(editor: &mut Editor, uri: &str, language: &str, marked: &str, method: &str) -> Value {
    let offset = marked.find('¦').expect("there is a mark");
    let text = marked.replacen('¦', "", 1);
    let line = text[..offset].matches('\n').count();
    let column = text[..offset].rsplit('\n').next().unwrap().encode_utf16().count();
    editor.show(uri, language, &text).await;
    let params = json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": column}});
    let result = editor.request(method, params).await;
    editor.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}})).await;
    result
}

async fn hover(marked: &str) -> String {
    let mut editor = Editor::new(&[]).await;
    let hover = at(&mut editor, "untitled:a", "markdown", marked, "textDocument/hover").await;
    hover["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

async fn labels(editor: &mut Editor, uri: &str, language: &str, marked: &str) -> Vec<String> {
    let items = at(editor, uri, language, marked, "textDocument/completion").await;
    items.as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn hover_explains() {
    let text = "---\nkind: reply\nlang: de\n---\nBitte wenden Sie sich an unsere ¦Hotline.\n";
    let rule = hover(text).await;
    for part in ["hotline-deflection", "https://tonfall.dev/rules/hotline-deflection", "schickt weg", "have chosen their channel"] {
        assert!(rule.contains(part), "{part}: {rule}");
    }
    assert!(!rule.contains("tonfall.yaml"), "a hover covers the text: what can be set stands behind the link");
    assert!(hover("---\nki¦nd: reply\n---\nHallo!\n").await.starts_with("`kind`: What the draft is for"));
    assert!(
        hover("---\nkind: reply\ncomplaint:\n  rat¦ing: 1\n---\nHallo!\n").await.starts_with("`complaint.rating`: The customer's rating")
    );
    assert_eq!(hover("---\nkind: post\nchannel: x\n---\nEs regnet 👍🏽.¦\n").await, "13 of 280 characters, as X counts them.");
    assert_eq!(hover("---\nkind: post\n---\nEs reg¦net.\n").await, "");
    let config = "language: de\nru¦les: {}\n";
    let mut editor = Editor::new(&[]).await;
    let folder = Folder::new(&[("tonfall.yaml", "")]);
    let found = at(&mut editor, &folder.uri("tonfall.yaml"), "yaml", config, "textDocument/hover").await;
    assert!(found["contents"]["value"].as_str().unwrap().starts_with("`rules`: What each rule does"), "{found}");
}

#[tokio::test]
async fn front_matter_is_completed() {
    let mut editor = Editor::new(&[]).await;
    let editor = &mut editor;
    let keys = labels(editor, "untitled:a", "markdown", "---\nkind: reply\n¦\n---\n").await;
    assert!(keys.contains(&"channel".to_owned()) && !keys.contains(&"kind".to_owned()), "{keys:?}");
    assert_eq!(labels(editor, "untitled:a", "markdown", "---\nkind: ¦\n---\n").await, ["post", "reply"]);
    assert!(labels(editor, "untitled:a", "markdown", "---\nkind: post\nchannel: ¦\n---\n").await.contains(&"linkedin".to_owned()));
    let complaint = labels(editor, "untitled:a", "markdown", "---\nkind: reply\ncomplaint:\n  author: Mia\n  ¦\n---\n").await;
    assert!(complaint.contains(&"rating".to_owned()) && !complaint.contains(&"author".to_owned()), "{complaint:?}");
    let disable = labels(editor, "untitled:a", "markdown", "---\nkind: post\ntonfall: {disable: [¦]}\n---\n").await;
    assert!(disable.contains(&"vague-time".to_owned()), "{disable:?}");
    assert_eq!(labels(editor, "untitled:a", "markdown", "¦").await, ["reply", "post"]);
    assert!(labels(editor, "untitled:a", "markdown", "Some notes. ¦").await.is_empty());
}

#[tokio::test]
async fn a_greeting_is_completed_by_the_right_name() {
    let folder = Folder::new(&[("tonfall.yaml", "people: [{name: Hannes Schleeh, title: Herr, handle: schleeh}]\n")]);
    let mut editor = Editor::new(&[folder.path()]).await;
    let uri = folder.uri("a.md");
    let draft = |complaint: &str, body: &str| format!("---\nkind: reply\nlang: de\ncomplaint: {complaint}\n---\n{body}\n");
    let names = labels(&mut editor, &uri, "markdown", &draft("{author: Hannes Schleeh, text: Wo?}", "Hallo ¦")).await;
    assert_eq!(names, ["Herr Schleeh", "Hannes", "Hannes Schleeh"]);
    let names = labels(&mut editor, &uri, "markdown", &draft("{handle: \"@schleeh\", text: Wo?}", "Sehr geehrter Herr ¦")).await;
    assert_eq!(names, ["Schleeh", "Hannes"]);
    let names = labels(&mut editor, &uri, "markdown", &draft("{author: Elif Yıldız, text: Wo?}", "Liebe El¦")).await;
    assert_eq!(names, ["Elif", "Elif Yıldız"]);
    assert!(labels(&mut editor, &uri, "markdown", &draft("{author: Elif Yıldız, text: Wo?}", "Der Techniker ¦")).await.is_empty());
}

#[tokio::test]
async fn exceptions_are_completed() {
    let mut editor = Editor::new(&[]).await;
    let draft = |line: &str| format!("---\nkind: reply\nlang: de\n---\n{line}\nBitte wenden Sie sich an unsere Hotline.\n");
    let words = labels(&mut editor, "untitled:a", "markdown", &draft("<!-- ton¦")).await;
    assert!(words.contains(&"tonfall-disable-next-line".to_owned()), "{words:?}");
    let rules = at(&mut editor, "untitled:a", "markdown", &draft("<!-- tonfall-disable-next-line ¦ -->"), "textDocument/completion").await;
    let first = rules.as_array().unwrap().iter().min_by_key(|item| item["sortText"].as_str().unwrap().to_owned()).unwrap().clone();
    assert_eq!(first["label"], "hotline-deflection");
    assert!(
        labels(&mut editor, "untitled:a", "markdown", &draft("<!-- a note ¦ -->")).await.iter().all(|label| label.starts_with("tonfall-"))
    );
}

#[tokio::test]
async fn configs_and_rule_files_are_completed() {
    let folder = Folder::new(&[("tonfall.yaml", ""), (".tonfall/rules/own-rule.yaml", "")]);
    let mut editor = Editor::new(&[folder.path()]).await;
    let (config, rule) = (folder.uri("tonfall.yaml"), folder.uri(".tonfall/rules/own-rule.yaml"));
    assert!(labels(&mut editor, &config, "yaml", "¦").await.contains(&"brand".to_owned()));
    assert!(labels(&mut editor, &config, "yaml", "rules:\n  va¦").await.contains(&"vague-time".to_owned()));
    assert_eq!(labels(&mut editor, &config, "yaml", "rules:\n  vague-time: ¦").await, ["off", "info", "warning", "error"]);
    assert!(labels(&mut editor, &config, "yaml", "brand:\n  contacts:\n    ¦").await.contains(&"phones".to_owned()));
    assert!(labels(&mut editor, &rule, "yaml", "languages:\n  de:\n    ¦").await.contains(&"find".to_owned()));
    assert!(labels(&mut editor, &rule, "yaml", "sev¦").await.contains(&"severity".to_owned()));
    let items = at(&mut editor, &config, "yaml", "bra¦", "textDocument/completion").await;
    let brand = items.as_array().unwrap().iter().find(|item| item["label"] == "brand").unwrap().clone();
    assert_eq!(brand["textEdit"]["newText"], "brand:");
    assert_eq!(brand["textEdit"]["range"], json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 3}}));
    assert!(brand["documentation"]["value"].as_str().unwrap().contains("names"));
}

const POST: &str = "---\nkind: post\nchannel: x\nlang: de\n---\nEs regnet 👍🏽.\n<!-- tonfall-disable-line vague-time: x -->\n";

#[tokio::test]
async fn hints_tell_the_length_and_can_be_turned_off() {
    let mut editor = Editor::new(&[]).await;
    editor.show("untitled:a", "markdown", POST).await;
    let all = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let params = json!({"textDocument": {"uri": "untitled:a"}, "range": all});
    let hints = editor.request("textDocument/inlayHint", params.clone()).await;
    assert_eq!(hints[0]["label"], "13/280", "comments are for colleagues alone");
    let off = json!({"settings": {"tonfall": {"inlayHints": {"length": false}}}});
    editor.notify("workspace/didChangeConfiguration", off).await;
    assert_eq!(editor.request("textDocument/inlayHint", params).await, json!([]));
    assert!(editor.capabilities.get("codeLensProvider").is_none());
}

#[tokio::test]
async fn hints_tell_how_many_questions_are_answered() {
    let mut editor = Editor::new(&[]).await;
    let text = "---\nkind: reply\nlang: de\ncomplaint:\n  text: Wann kommt der Techniker? Was kostet mich das?\n---\nHallo, der Techniker kommt morgen um 9 Uhr.\n";
    editor.show("untitled:a", "markdown", text).await;
    let all = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let hints = editor.request("textDocument/inlayHint", json!({"textDocument": {"uri": "untitled:a"}, "range": all})).await;
    assert_eq!(hints[0]["label"], "answers 1 of 2 questions", "{hints}");
    assert_eq!(hints[0]["position"], json!({"line": 4, "character": 54}));
}

#[tokio::test]
async fn a_hint_stands_behind_the_cursor_of_who_types() {
    let mut editor = Editor::new(&[]).await;
    editor.show("untitled:a", "markdown", "---\nkind: post\nchannel: x\nlang: de\n---\nEs regnet, \n").await;
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let hints = editor.request("textDocument/inlayHint", json!({"textDocument": {"uri": "untitled:a"}, "range": range})).await;
    assert_eq!(hints[0]["position"], json!({"line": 5, "character": 11}));
}

#[tokio::test]
async fn a_single_question_is_not_counted() {
    let mut editor = Editor::new(&[]).await;
    let all = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    for (body, told) in
        [("Hallo, der Techniker kommt morgen um 9 Uhr.", "question answered"), ("Hallo, danke für Ihre Nachricht.", "question still open")]
    {
        let text = format!("---\nkind: reply\nlang: de\ncomplaint:\n  text: Wann kommt der Techniker?\n---\n{body}\n");
        editor.show(&format!("untitled:{}", told.replace(' ', "-")), "markdown", &text).await;
        let params = json!({"textDocument": {"uri": format!("untitled:{}", told.replace(' ', "-"))}, "range": all});
        let hints = editor.request("textDocument/inlayHint", params).await;
        assert_eq!(hints[0]["label"], told, "{hints}");
    }
}

#[tokio::test]
async fn lenses_stand_in_for_hints() {
    let mut capabilities = capabilities();
    capabilities["textDocument"].as_object_mut().unwrap().remove("inlayHint");
    let mut editor = Editor::with(&[], capabilities, Value::Null).await;
    assert!(editor.capabilities["codeLensProvider"].is_object());
    editor.show("untitled:a", "markdown", POST).await;
    let lenses = editor.request("textDocument/codeLens", json!({"textDocument": {"uri": "untitled:a"}})).await;
    assert_eq!(lenses[0]["command"]["title"], "13 of 280 characters, as X counts them");
    assert_eq!(lenses[0]["range"]["start"]["line"], 5);
}

#[tokio::test]
async fn a_document_has_an_outline() {
    let folder = Folder::new(&[("4711.txt", "Wo?"), ("bild.png", "")]);
    let mut editor = Editor::new(&[folder.path()]).await;
    let uri = folder.uri("a.md");
    let text = "---\nkind: reply\nchannel: facebook\nmedia:\n  - {file: bild.png, alt: x}\ncomplaint:\n  author: Mia\n  text: |\n    Wo bleibt er?\n    Wann kommt er?\n---\nHallo Mia,\n\ner kommt heute um 9 Uhr.\n";
    editor.show(&uri, "markdown", text).await;
    let params = json!({"textDocument": {"uri": uri}});
    let symbols = editor.request("textDocument/documentSymbol", params.clone()).await;
    let names =
        |symbols: &Value| symbols.as_array().unwrap().iter().map(|symbol| symbol["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(names(&symbols), ["Front matter", "Reply"]);
    assert_eq!(names(&symbols[0]["children"]), ["Complaint"]);
    assert_eq!(names(&symbols[1]["children"]), ["Hallo Mia,", "er kommt heute um 9 Uhr."]);
    assert_eq!(slice(text, &symbols[1]["range"], char::len_utf16), "Hallo Mia,\n\ner kommt heute um 9 Uhr.");
    let folds = editor.request("textDocument/foldingRange", params.clone()).await;
    let folds: Vec<(u64, u64)> =
        folds.as_array().unwrap().iter().map(|fold| (fold["startLine"].as_u64().unwrap(), fold["endLine"].as_u64().unwrap())).collect();
    assert_eq!(folds, [(0, 10), (8, 9)]);
    let links = editor.request("textDocument/documentLink", params).await;
    assert_eq!((slice(text, &links[0]["range"], char::len_utf16), &links[0]["target"]), ("bild.png", &json!(folder.uri("bild.png"))));
    let config = folder.uri("tonfall.yaml");
    editor.show(&config, "yaml", "people: 4711.txt\n").await;
    let links = editor.request("textDocument/documentLink", json!({"textDocument": {"uri": config}})).await;
    assert_eq!(links[0]["target"], folder.uri("4711.txt"), "{links}");
}
