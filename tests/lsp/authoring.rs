//! Writing rules in the editor: mistakes at their places as they are typed, examples that run, completion and hover for what a rule may say.

use serde_json::{Value, json};

use super::editor::{Editor, Folder, rules, slice};

const RULE: &str = ".tonfall/rules/our-words.yaml";

/// A rule with parts that a test may replace.
fn rule(find: &str) -> String {
    format!(
        "id: our-words\nsummary: x\nwhy: y\nsource: z\nchannels: [x]\nlanguages:\n  en:\n    message: Say it otherwise.\n    words:\n      \
         line: [hotline, helpline]\n    find:\n{find}examples:\n  - {{lang: en, flag: \"Call the [[hotline]].\"}}\n  - {{lang: en, allow: \"We call you at nine.\"}}\n"
    )
}

/// What the editor shows of a text: code, severity, the text of the place, the message.
async fn shown(editor: &mut Editor, uri: &str, version: i64, text: &str) -> Vec<(String, u64, String, String)> {
    if version == 1 {
        editor.show(uri, "yaml", text).await;
    } else {
        editor.rewrite(uri, version, text).await;
    }
    let diagnostics = editor.published(uri, Some(version)).await;
    let text_of = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    diagnostics
        .iter()
        .map(|diagnostic| {
            let place = slice(text, &diagnostic["range"], char::len_utf16).to_owned();
            (text_of(&diagnostic["code"]), diagnostic["severity"].as_u64().unwrap(), place, text_of(&diagnostic["message"]))
        })
        .collect()
}

#[tokio::test]
async fn mistakes_stand_at_their_places() {
    let folder = Folder::new(&[(RULE, ""), ("tonfall.yaml", "")]);
    let mut editor = Editor::new(&[folder.path()]).await;
    let uri = folder.uri(RULE);
    let sound = rule("      - \"{line}\"\n");
    assert_eq!(shown(&mut editor, &uri, 1, &sound).await, []);
    for (version, (from, to, place, words)) in (2..).zip([
        ("source: z", "sauce: z", "sauce", "did you mean `source`?"),
        ("channels: [x]", "channels: [y]", "y", "there is no channel `y`"),
        ("channels: [x]", "when-complaint: {mentions: delivry}", "delivry", "did you mean `delivery`?"),
        ("\"{line}\"", "\"(hotline\"", "e", "is never closed: add `)`"),
        ("\"{line}\"", "\"{lines}\"", "{lines}", "names no list"),
        ("\"{line}\"", "\"hotline at <tiem>\"", "<tiem>", "is not known here"),
        ("\"{line}\"", "{regex: '(hot(line'}", "(", "in the regex"),
        ("\"{line}\"", "{phrase: hotline, mesage: m}", "mesage", "did you mean `message`?"),
        ("id: our-words", "id: our-word", "our-word", "the file is called"),
        ("allow: \"We", "alow: \"We", "alow", "did you mean `allow`?"),
    ]) {
        let text = sound.replacen(from, to, 1);
        assert_ne!(text, sound);
        let found = shown(&mut editor, &uri, version, &text).await;
        assert!(found.iter().any(|(_, _, at, message)| at == place && message.contains(words)), "{to}: {found:?}");
    }
}

#[tokio::test]
async fn what_is_weak_is_a_warning() {
    let folder = Folder::new(&[(RULE, ""), ("tonfall.yaml", "")]);
    let mut editor = Editor::new(&[folder.path()]).await;
    let uri = folder.uri(RULE);
    let text = rule("      - hotline\n      - call the hotline\n      - \"@brand helps\"\n");
    let found = shown(&mut editor, &uri, 1, &text).await;
    let weak: Vec<(&str, u64)> =
        found.iter().filter(|(code, ..)| code == "rule-lint").map(|(_, severity, place, _)| (place.as_str(), *severity)).collect();
    assert_eq!(weak, [("call the hotline", 2), ("\"@brand helps\"", 2)], "{found:?}");
    let loud = text.replace("Say it otherwise.", "\"Don't!\"").replace("      - call the hotline\n      - \"@brand helps\"\n", "");
    let found = shown(&mut editor, &uri, 2, &loud).await;
    assert!(found.len() == 1 && found[0].3.contains("exclamation mark"), "{found:?}");
}

#[tokio::test]
async fn examples_run_as_they_are_typed() {
    let folder = Folder::new(&[(RULE, ""), ("tonfall.yaml", "")]);
    let mut editor = Editor::new(&[folder.path()]).await;
    let uri = folder.uri(RULE);
    let sound = rule("      - \"{line}\"\n");
    assert_eq!(shown(&mut editor, &uri, 1, &sound).await, []);
    let broken = sound.replace("Call the [[hotline]].", "Call the [[desk]].").replace("We call you at nine.", "The helpline calls.");
    let found = shown(&mut editor, &uri, 2, &broken).await;
    let places: Vec<(&str, &str)> = found.iter().map(|(code, _, place, _)| (code.as_str(), place.as_str())).collect();
    assert_eq!(places, [("example", "\"Call the [[desk]].\""), ("example", "\"The helpline calls.\"")], "{found:?}");
    let without = sound.split("  - {lang: en, allow").next().unwrap().to_owned();
    let found = shown(&mut editor, &uri, 3, &without).await;
    assert!(found.len() == 1 && found[0].3.contains("no `allow` example"), "{found:?}");
    assert_eq!(shown(&mut editor, &uri, 4, &sound).await, []);
}

#[tokio::test]
async fn a_rule_that_changes_changes_what_is_found_in_open_drafts() {
    let folder = Folder::new(&[(RULE, &rule("      - \"{line}\"\n")), ("tonfall.yaml", "")]);
    let mut editor = Editor::new(&[folder.path()]).await;
    let draft = folder.uri("a.md");
    let text = "---\nkind: post\nchannel: x\nlang: en\n---\nThe desk and the hotline are open.\n";
    assert_eq!(rules(&editor.open(&draft, "markdown", text).await), ["our-words"]);
    let uri = folder.uri(RULE);
    editor.show(&uri, "yaml", &rule("      - \"{line}\"\n")).await;
    editor.rewrite(&uri, 2, &rule("      - \"{line}\"\n      - desk\n")).await;
    loop {
        let found = editor.published(&draft, Some(1)).await;
        if rules(&found) == ["our-words", "our-words"] {
            break;
        }
    }
}

#[tokio::test]
async fn packs_and_changes_in_the_config_are_checked_too() {
    let folder = Folder::new(&[
        ("tonfall.yaml", "packs: [bank]\n"),
        ("bank/pack.yaml", "name: bank\nversion: 1.0.0\n"),
        ("bank/our-words.yaml", &rule("      - \"{line}\"\n")),
    ]);
    let mut editor = Editor::new(&[folder.path()]).await;
    let pack = folder.uri("bank/pack.yaml");
    let found = shown(&mut editor, &pack, 1, "name: bank\nverson: 1.0.0\n").await;
    assert!(found.iter().any(|(code, _, place, message)| code == "pack" && place == "verson" && message.contains("version")), "{found:?}");
    assert_eq!(shown(&mut editor, &pack, 2, "name: bank\nversion: 1.0.0\nlicence: CC0\n").await, []);
    let config = folder.uri("tonfall.yaml");
    let text = "packs: [bank]\nrules:\n  our-words:\n    languages:\n      en: {find: {add: [\"(desk\"], remove: [\"{lines}\"]}}\n";
    let found = shown(&mut editor, &config, 1, text).await;
    assert!(found.iter().any(|(_, _, place, message)| place == "k" && message.contains("never closed")), "{found:?}");
    assert!(found.iter().any(|(_, _, place, message)| place == "\"{lines}\"" && message.contains("did you mean `{line}`?")), "{found:?}");
}

/// Opens a text with `¦` in it, and asks for what is there.
async fn at(editor: &mut Editor, uri: &str, marked: &str, method: &str) -> Value {
    let offset = marked.find('¦').expect("there is a mark");
    let text = marked.replacen('¦', "", 1);
    let line = text[..offset].matches('\n').count();
    let column = text[..offset].rsplit('\n').next().unwrap().encode_utf16().count();
    editor.show(uri, "yaml", &text).await;
    let params = json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": column}});
    let result = editor.request(method, params).await;
    editor.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}})).await;
    result
}

async fn labels(editor: &mut Editor, uri: &str, marked: &str) -> Vec<String> {
    let items = at(editor, uri, marked, "textDocument/completion").await;
    items.as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
}

async fn hover(editor: &mut Editor, uri: &str, marked: &str) -> String {
    at(editor, uri, marked, "textDocument/hover").await["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_rule_is_completed() {
    let folder = Folder::new(&[(RULE, ""), ("tonfall.yaml", ""), ("bank/pack.yaml", "name: a\nversion: 1\n")]);
    let mut editor = Editor::new(&[folder.path()]).await;
    let uri = folder.uri(RULE);
    let keys = labels(&mut editor, &uri, "id: our-words\n¦\n").await;
    assert!(["severity", "languages", "examples"].iter().all(|key| keys.iter().any(|known| known == key)), "{keys:?}");
    assert!(labels(&mut editor, &uri, "channels: [¦]\n").await.contains(&"bluesky".to_owned()));
    assert!(labels(&mut editor, &uri, "when-complaint:\n  mentions: ¦\n").await.contains(&"delivery".to_owned()));
    assert_eq!(labels(&mut editor, &uri, "severity: ¦\n").await, ["off", "info", "warning", "error"]);
    let phrases = "languages:\n  en:\n    words:\n      line: [hotline]\n    find:\n      - ";
    let recognisers = labels(&mut editor, &uri, &format!("{phrases}at <¦\n")).await;
    assert!(recognisers.contains(&"time".to_owned()) && recognisers.contains(&"amount".to_owned()), "{recognisers:?}");
    assert_eq!(labels(&mut editor, &uri, &format!("{phrases}\"call the {{¦\"\n")).await, ["line"]);
    let inserted = at(&mut editor, &uri, &format!("{phrases}at <ti¦\n"), "textDocument/completion").await;
    assert!(inserted.as_array().unwrap().iter().any(|item| item["textEdit"]["newText"] == "time>"), "{inserted}");
    let config = folder.uri("tonfall.yaml");
    let keys = labels(&mut editor, &config, "rules:\n  vague-time:\n    languages:\n      de:\n        ¦\n").await;
    assert!(keys.contains(&"find".to_owned()) && keys.contains(&"message".to_owned()), "{keys:?}");
}

#[tokio::test]
async fn a_rule_is_explained() {
    let folder = Folder::new(&[(RULE, ""), ("tonfall.yaml", "")]);
    let mut editor = Editor::new(&[folder.path()]).await;
    let uri = folder.uri(RULE);
    assert!(hover(&mut editor, &uri, "look-¦in: [quotes]\n").await.starts_with("`look-in`: Where the rule looks"));
    assert!(hover(&mut editor, &uri, "severity: err¦or\n").await.contains("Must not go out"));
    let phrases = "languages:\n  en:\n    words:\n      line: [hotline]\n    find:\n      - ";
    assert!(hover(&mut editor, &uri, &format!("{phrases}at <ti¦me>\n")).await.starts_with("`time`: Any point in time"));
    assert_eq!(hover(&mut editor, &uri, &format!("{phrases}\"the {{li¦ne}}\"\n")).await, "`line`: [hotline]");
    let config = folder.uri("tonfall.yaml");
    let text = "rules:\n  vague-time:\n    languages:\n      de:\n        mess¦age: m\n";
    assert!(hover(&mut editor, &config, text).await.contains("What the writer reads"));
}
