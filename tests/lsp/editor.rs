//! An editor without a screen: speaks the protocol byte by byte, answers what it is asked, and remembers what it is told.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream, ReadHalf, WriteHalf, duplex, split};
use tokio::task::JoinHandle;

/// How long anything may take before a test fails: far more than it does, for machines that do other things too.
const PATIENCE: Duration = Duration::from_secs(60);

pub(super) struct Editor {
    output: WriteHalf<DuplexStream>,
    input: BufReader<ReadHalf<DuplexStream>>,
    server: JoinHandle<ExitCode>,
    next_id: i64,
    /// What the server said and nobody has asked for yet.
    pub(super) told: VecDeque<Value>,
    /// The edits that the server asked for.
    pub(super) applied: Vec<Value>,
    pub(super) capabilities: Value,
}

/// What most clients can do, except for pulling diagnostics.
pub(super) fn capabilities() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-16"]},
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": true, "tagSupport": {"valueSet": [1, 2]}, "codeDescriptionSupport": true, "dataSupport": true, "versionSupport": true},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "source"]}}, "resolveSupport": {"properties": ["edit"]}},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "completion": {"completionItem": {"snippetSupport": true}},
            "inlayHint": {}
        },
        "workspace": {"workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]}, "configuration": false},
        "window": {"workDoneProgress": true, "showDocument": {"support": true}}
    })
}

/// The same, for a client that pulls.
pub(super) fn pulling() -> Value {
    let mut capabilities = capabilities();
    capabilities["textDocument"]["diagnostic"] = json!({"relatedDocumentSupport": true});
    capabilities["workspace"]["diagnostics"] = json!({"refreshSupport": true});
    capabilities
}

impl Editor {
    /// A session in folders, with a client that can do what most can.
    pub(super) async fn new(folders: &[&Path]) -> Self {
        Self::with(folders, capabilities(), Value::Null).await
    }

    pub(super) async fn with(folders: &[&Path], capabilities: Value, options: Value) -> Self {
        let mut editor = Self::connected();
        let folders: Vec<Value> = folders.iter().map(|path| json!({"uri": uri(path), "name": "folder"})).collect();
        let params = json!({
            "processId": null, "capabilities": capabilities, "locale": "en", "rootUri": null,
            "workspaceFolders": if folders.is_empty() { Value::Null } else { folders.into() },
            "initializationOptions": options,
        });
        let result = editor.request("initialize", params).await;
        editor.capabilities = result["capabilities"].clone();
        editor.notify("initialized", json!({})).await;
        editor
    }

    /// A connection on which nothing has been said.
    pub(super) fn connected() -> Self {
        let (ours, theirs) = duplex(1 << 20);
        let (input, output) = split(theirs);
        let server = tokio::spawn(tonfall::lsp::serve(input, output));
        let (input, output) = split(ours);
        let (told, applied) = Default::default();
        Self { output, input: BufReader::new(input), server, next_id: 0, told, applied, capabilities: Value::Null }
    }

    pub(super) async fn raw(&mut self, bytes: &[u8]) {
        tokio::time::timeout(PATIENCE, self.output.write_all(bytes)).await.expect("the server reads").unwrap();
    }

    pub(super) async fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).await;
    }

    pub(super) async fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params})).await;
    }

    /// Asks without waiting for the answer.
    pub(super) async fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.next_id += 1;
        let id = self.next_id;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params})).await;
        id
    }

    /// The answer to a question, whole.
    pub(super) async fn answer(&mut self, id: i64) -> Value {
        if let Some(at) = self.told.iter().position(|message| message["id"] == id && message.get("method").is_none()) {
            return self.told.remove(at).unwrap();
        }
        loop {
            let message = self.receive().await;
            if message["id"] == id && message.get("method").is_none() {
                return message;
            }
            self.told.push_back(message);
        }
    }

    /// Asks, and expects an answer that is no error.
    pub(super) async fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params).await;
        let answer = self.answer(id).await;
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The next message of a method that fits, from those told already or yet to come.
    pub(super) async fn told(&mut self, method: &str, fits: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.told.iter().position(|message| message["method"] == method && fits(&message["params"])) {
            return self.told.remove(at).unwrap()["params"].clone();
        }
        loop {
            let message = self.receive().await;
            if message["method"] == method && fits(&message["params"]) {
                return message["params"].clone();
            }
            self.told.push_back(message);
        }
    }

    /// The diagnostics of a document at a version.
    pub(super) async fn published(&mut self, uri: &str, version: Option<i64>) -> Vec<Value> {
        let fits = |params: &Value| params["uri"] == uri && params["version"].as_i64() == version;
        self.told("textDocument/publishDiagnostics", fits).await["diagnostics"].as_array().unwrap().clone()
    }

    /// Opens a document, and waits for what is found in it.
    pub(super) async fn open(&mut self, uri: &str, language: &str, text: &str) -> Vec<Value> {
        self.show(uri, language, text).await;
        self.published(uri, Some(1)).await
    }

    /// Opens a document without waiting.
    pub(super) async fn show(&mut self, uri: &str, language: &str, text: &str) {
        self.notify("textDocument/didOpen", json!({"textDocument": {"uri": uri, "languageId": language, "version": 1, "text": text}}))
            .await;
    }

    /// Replaces a document's text.
    pub(super) async fn rewrite(&mut self, uri: &str, version: i64, text: &str) {
        let params = json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]});
        self.notify("textDocument/didChange", params).await;
    }

    /// A message of the server. What it asks for is done.
    async fn receive(&mut self) -> Value {
        let message = tokio::time::timeout(PATIENCE, self.read()).await.expect("the server speaks").expect("the server is there");
        let Some(id) = message.get("id").filter(|_| message.get("method").is_some()) else { return message };
        let result = match message["method"].as_str().unwrap() {
            "workspace/applyEdit" => {
                self.applied.push(message["params"]["edit"].clone());
                json!({"applied": true})
            }
            "window/showDocument" => json!({"success": true}),
            "workspace/configuration" => json!([null]),
            _ => Value::Null,
        };
        self.send(&json!({"jsonrpc": "2.0", "id": id, "result": result})).await;
        message
    }

    /// The next message; `None` at the end of the connection.
    pub(super) async fn read(&mut self) -> Option<Value> {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if self.input.read_line(&mut line).await.ok()? == 0 {
                return None;
            }
            if let Some(number) = line.strip_prefix("Content-Length: ") {
                length = number.trim().parse().unwrap();
            }
            if line.trim().is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.input.read_exact(&mut body).await.ok()?;
        Some(serde_json::from_slice(&body).unwrap())
    }

    /// Says goodbye as it should be said, and keeps holding the connection.
    pub(super) async fn leave(mut self) -> ExitCode {
        self.request("shutdown", Value::Null).await;
        self.notify("exit", Value::Null).await;
        self.ended().await
    }

    /// Waits for the server to end.
    pub(super) async fn ended(self) -> ExitCode {
        tokio::time::timeout(PATIENCE, self.server).await.expect("the server ends").unwrap()
    }

    /// Lets go of the connection.
    pub(super) async fn vanish(self) -> ExitCode {
        let Self { output, input, server, .. } = self;
        drop((output, input));
        tokio::time::timeout(PATIENCE, server).await.expect("the server ends").unwrap()
    }
}

/// The URI of a path.
pub(super) fn uri(path: &Path) -> String {
    let path: String = path.to_str().unwrap().chars().map(|c| if c == ' ' { "%20".to_owned() } else { c.to_string() }).collect();
    format!("file://{path}")
}

/// A folder with files.
pub(super) struct Folder(tempfile::TempDir);

impl Folder {
    pub(super) fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        files.iter().for_each(|(name, text)| folder.write(name, text));
        folder
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(super) fn join(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    pub(super) fn uri(&self, name: &str) -> String {
        uri(&self.join(name))
    }

    pub(super) fn write(&self, name: &str, text: &str) {
        let path = self.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

/// The rules of diagnostics.
pub(super) fn rules(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().map(|diagnostic| diagnostic["code"].as_str().unwrap()).collect()
}

/// The byte of a position, counted with no help of the server's: `unit` gives what a character counts.
pub(super) fn byte(text: &str, position: &Value, unit: fn(char) -> usize) -> usize {
    let (line, character) = (position["line"].as_u64().unwrap(), position["character"].as_u64().unwrap() as usize);
    let (mut at_line, mut column) = (0, 0);
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        if at_line == line && column >= character {
            return at;
        }
        let next = characters.peek().map(|(_, c)| *c);
        if c == '\n' || (c == '\r' && next != Some('\n')) {
            if at_line == line {
                return at;
            }
            (at_line, column) = (at_line + 1, 0);
        } else if c != '\r' {
            column += unit(c);
        }
    }
    text.len()
}

/// The text of a range.
pub(super) fn slice<'a>(text: &'a str, range: &Value, unit: fn(char) -> usize) -> &'a str {
    &text[byte(text, &range["start"], unit)..byte(text, &range["end"], unit)]
}

/// A text after edits as the protocol has them.
pub(super) fn edited(text: &str, edits: &[Value]) -> String {
    let mut edits: Vec<(usize, usize, &str)> = edits
        .iter()
        .map(|edit| {
            let at = |end: &str| byte(text, &edit["range"][end], char::len_utf16);
            (at("start"), at("end"), edit["newText"].as_str().unwrap())
        })
        .collect();
    edits.sort_by_key(|edit| edit.0);
    let mut text = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        text.replace_range(start..end, new);
    }
    text
}
