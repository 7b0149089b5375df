//! What a writer waits for: from a keystroke to its diagnostics, and from the start of the server to the first ones, over its pipes. `cargo bench --bench lsp`
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

const URI: &str = "untitled:Untitled-1";

const FRONT: &str = "---\nkind: reply\nchannel: facebook\nlang: de\ncomplaint:\n  author: Mia Kaya\n  rating: 1\n  text: |\n    Seit Freitag ist mein Internet weg, und niemand sagt mir, woran es liegt. Wann kommt der Techniker?\n    Und bekomme ich für die Tage etwas gutgeschrieben? Vier Anrufe, drei Auskünfte, kein Ergebnis.\n---\nHallo Frau Kaya,\n\n";

const BODY: &str = "dass Sie seit Freitag ohne Internet sind, tut mir leid. Die Störung liegt an einem Verteiler in der Königstraße 12, den wir am Samstag getauscht haben. \
Ihr Anschluss wurde dabei übersehen: Das war unser Fehler. Der Techniker kommt morgen, am 24. November, zwischen 9 und 11 Uhr und ruft vorher an. 👍🏽 \
Für die fünf Tage schreiben wir Ihnen 8,50 € gut, Sie sehen das auf der nächsten Rechnung. Bitte haben Sie noch etwas Geduld, wir melden uns zeitnah. \
Wenn morgen etwas dazwischenkommt, schreiben Sie mir hier. Ich schaue um 12 Uhr noch einmal nach, ob alles läuft, und sage Ihnen Bescheid.\n\n";

fn main() {
    // Cargo passes its own flags to a benchmark; what is no flag is the number of edits.
    let edits = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(1000);
    for (name, bytes) in [("1 KB", 1_000), ("10 KB", 10_000), ("100 KB", 100_000)] {
        let times = edit(bytes, edits);
        report(&format!("an edit of {name} to its diagnostics"), times);
    }
    report("start to the first diagnostics", (0..20).map(|_| start()).collect());
    memory(50 * edits);
}

/// A draft of about so many bytes.
fn draft(bytes: usize) -> String {
    let mut text = FRONT.to_owned();
    while text.len() + BODY.len() <= bytes.max(FRONT.len() + BODY.len()) {
        text.push_str(BODY);
    }
    text
}

fn edit(bytes: usize, count: usize) -> Vec<Duration> {
    let mut server = Server::new();
    let text = draft(bytes);
    server.meet();
    server.open(&text);
    let line = text.lines().count() - 2;
    (0..count).map(|number| server.edit(line, number)).collect()
}

fn start() -> Duration {
    let begin = Instant::now();
    let mut server = Server::new();
    server.meet();
    server.open(&draft(1_000));
    begin.elapsed()
}

fn memory(count: usize) {
    let mut server = Server::new();
    let text = draft(1_000);
    server.meet();
    server.open(&text);
    let line = text.lines().count() - 2;
    let mut before = None;
    for number in 0..count {
        server.edit(line, number);
        if number == count / 10 {
            before = server.memory();
        }
    }
    println!("memory: {:?} KiB after {} edits, {:?} KiB after {count}", before, count / 10, server.memory());
}

fn report(name: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!("{name}: median {:.2?}, p99 {:.2?}, most {:.2?}", at(0.5), at(0.99), at(1.0));
}

struct Server {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    version: usize,
}

impl Server {
    fn new() -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tonfall"));
        let mut process = command.arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the binary was built");
        let (input, output) = (process.stdin.take().expect("it is piped"), process.stdout.take().expect("it is piped"));
        Self { process, input, output: BufReader::new(output), version: 1 }
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("the server reads");
        self.input.flush().expect("the server reads");
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.output.read_line(&mut line).expect("the server writes");
            match line.trim().split_once(": ") {
                Some((_, number)) => length = number.parse().expect("the length is a number"),
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).expect("the server writes");
        serde_json::from_slice(&body).expect("messages are JSON")
    }

    fn meet(&mut self) {
        let params = json!({"processId": null, "rootUri": null, "capabilities": {}});
        self.send(&json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params}));
        while self.receive().get("id").is_none() {}
        self.send(&json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}));
    }

    fn open(&mut self, text: &str) {
        let document = json!({"uri": URI, "languageId": "markdown", "version": 1, "text": text});
        self.send(&json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}));
        self.diagnostics();
    }

    /// Writes a letter, or takes it away again; how long the diagnostics take.
    fn edit(&mut self, line: usize, number: usize) -> Duration {
        self.version += 1;
        let end = number % 2;
        let range = json!({"start": {"line": line, "character": 0}, "end": {"line": line, "character": end}});
        let change = json!({"range": range, "text": if end == 0 { "x" } else { "" }});
        let params = json!({"textDocument": {"uri": URI, "version": self.version}, "contentChanges": [change]});
        let begin = Instant::now();
        self.send(&json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": params}));
        self.diagnostics();
        begin.elapsed()
    }

    fn diagnostics(&mut self) {
        loop {
            let message = self.receive();
            if message["method"] == "textDocument/publishDiagnostics" && message["params"]["version"] == self.version {
                return;
            }
        }
    }

    /// Resident memory, in KiB, where the system tells.
    fn memory(&self) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).ok()?;
        status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?.split_whitespace().next()?.parse().ok()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}
