//! Bytes become messages, in order, and answers become bytes. Knows framing and the life of a connection, no method but `exit`.
//!
//! Each message is handed to its handler, and the handler is run up to its first pause, before the next message is read: whatever a handler
//! does before it first waits happens in the order of the messages. A message that cannot be understood is answered with an error, and the
//! connection goes on. It ends with `exit`, with the input, or with an output that nobody reads any more.

use std::io;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::future::poll_fn;
use futures_util::{FutureExt, SinkExt, StreamExt};
use serde::Serialize;
use serde_json::Value;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::sync::{mpsc, oneshot};
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_lsp::{ClientSocket, LanguageServer, LspService};
use tower_service::Service;

/// The largest message that is read, in bytes: several times the largest file that anybody checks, escaped.
const MAX_MESSAGE: u64 = 256 << 20;
/// The longest header line.
const MAX_HEADER: u64 = 8 << 10;
/// How many messages of our own may wait for the client to read.
const PUSHES: usize = 16;
/// How long answers may take to be read once the connection is over.
const FAREWELL: Duration = Duration::from_secs(2);

/// How a connection came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The client said `exit`, after `shutdown` or without it.
    Exit { in_order: bool },
    /// The client is gone: nothing more comes, or nobody reads.
    Gone,
}

/// Serves one client until the connection ends.
pub(super) async fn serve<S: LanguageServer>(
    input: impl AsyncRead + Unpin,
    output: impl AsyncWrite + Unpin + Send + 'static,
    mut service: LspService<S>,
    socket: ClientSocket,
) -> End {
    let (requests, mut client_responses) = socket.split();
    let (answers, answers_due) = mpsc::unbounded_channel();
    let (pushes, pushes_due) = mpsc::channel(PUSHES);
    let (close, closing) = oneshot::channel();
    let mut writer = tokio::spawn(write(output, answers_due, pushes_due, closing));
    let forwarder = tokio::spawn(forward(requests, pushes));
    let mut input = BufReader::with_capacity(64 << 10, input);
    let mut in_order = false;
    let end = loop {
        let received = tokio::select! {
            frame = read(&mut input) => frame,
            _ = &mut writer => break End::Gone,
        };
        let message = match received {
            Ok(Some(frame)) => frame.and_then(|bytes| understand(&bytes)),
            Ok(None) | Err(_) => break End::Gone,
        };
        match message {
            Ok(Message::Request(request)) if request.method() == "exit" => break End::Exit { in_order },
            Ok(Message::Request(request)) => {
                in_order |= request.method() == "shutdown";
                answer(&mut service, request, &answers).await;
            }
            // An answer to a question that nobody asked is dropped.
            Ok(Message::Response(response)) => drop(client_responses.send(response).await),
            Err(error) => drop(answers.send(frame(&Response::from_error(Id::Null, error)))),
        }
    };
    forwarder.abort();
    if let End::Exit { .. } = end {
        let _ = close.send(());
    }
    // Without `exit`, what is still being worked on may be answered; then the last sender is gone, and the writer ends.
    drop(answers);
    if !writer.is_finished() {
        drop(tokio::time::timeout(FAREWELL, writer).await);
    }
    end
}

/// Runs a handler up to its first pause, and the rest of it beside the reading.
async fn answer<S: LanguageServer>(service: &mut LspService<S>, request: Request, answers: &mpsc::UnboundedSender<Vec<u8>>) {
    if poll_fn(|context| service.poll_ready(context)).await.is_err() {
        return;
    }
    let id = request.id().cloned();
    let mut handler = AssertUnwindSafe(service.call(request)).catch_unwind();
    let respond = move |outcome: Result<Result<Option<Response>, _>, _>| match outcome {
        Ok(Ok(response)) => response,
        // After `exit` nothing is answered any more.
        Ok(Err(tower_lsp::ExitedError { .. })) => None,
        Err(_panic) => id.map(|id| Response::from_error(id, Error::internal_error())),
    };
    let answers = answers.clone();
    match (&mut handler).now_or_never() {
        Some(outcome) => drop(respond(outcome).map(|response| answers.send(frame(&response)))),
        None => drop(tokio::spawn(async move { respond(handler.await).map(|response| answers.send(frame(&response))) })),
    }
}

enum Message {
    Request(Request),
    Response(Response),
}

fn understand(bytes: &[u8]) -> Result<Message, Error> {
    let mut value: Value = serde_json::from_slice(bytes).map_err(|_| Error::parse_error())?;
    let message = if let Some(method) = value.get("method").and_then(Value::as_str).map(str::to_owned) {
        straighten(&method, &mut value);
        serde_json::from_value(value).map(Message::Request)
    } else {
        serde_json::from_value(value).map(Message::Response)
    };
    message.map_err(|_| Error::invalid_request())
}

/// Bends what clients say to what the types expect.
fn straighten(method: &str, message: &mut Value) {
    // Clients differ in how they write that there is nothing to say.
    if matches!(method, "shutdown" | "exit") || message.get("params").is_some_and(Value::is_null) {
        message.as_object_mut().map(|message| message.remove("params"));
    }
    // The protocol calls it `diagnostics`; the types miss the last letter.
    if method == "initialize"
        && let Some(workspace) = message.pointer_mut("/params/capabilities/workspace").and_then(Value::as_object_mut)
        && let Some(diagnostics) = workspace.get("diagnostics").cloned()
    {
        workspace.insert("diagnostic".to_owned(), diagnostics);
    }
}

/// The next message's bytes; `None` at the end of the input. What cannot be read as a message is skipped up to where one may begin.
async fn read(input: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Option<Result<Vec<u8>, Error>>> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if (&mut *input).take(MAX_HEADER).read_until(b'\n', &mut line).await? == 0 {
            return Ok(None);
        }
        let header = String::from_utf8_lossy(&line).to_ascii_lowercase();
        // A message that was longer than it said leaves its rest in front of the next header.
        if let Some(at) = header.find("content-length:") {
            length = header[at + "content-length:".len()..].trim().parse::<u64>().ok();
            if length.is_none() {
                return Ok(Some(Err(Error::parse_error())));
            }
        }
        if let Some(length) = length.filter(|_| header.trim().is_empty()) {
            return body(input, length).await;
        }
    }
}

async fn body(input: &mut (impl AsyncBufRead + Unpin), length: u64) -> io::Result<Option<Result<Vec<u8>, Error>>> {
    let mut rest = input.take(length);
    if length > MAX_MESSAGE {
        tokio::io::copy(&mut rest, &mut tokio::io::sink()).await?;
        return Ok(Some(Err(Error::invalid_request())));
    }
    let mut bytes = Vec::new();
    let read = rest.read_to_end(&mut bytes).await?;
    Ok((read as u64 == length).then_some(Ok(bytes)))
}

/// A message as it goes over the wire.
fn frame(message: &impl Serialize) -> Vec<u8> {
    let body = serde_json::to_vec(message).expect("messages have texts for keys");
    let mut bytes = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    bytes.extend(body);
    bytes
}

/// Hands our own messages to the writer.
async fn forward(mut requests: impl StreamExt<Item = Request> + Unpin, pushes: mpsc::Sender<Vec<u8>>) {
    while let Some(request) = requests.next().await {
        if pushes.send(frame(&request)).await.is_err() {
            return;
        }
    }
}

/// Writes until nobody has anything to say, the connection closes, or the output breaks.
async fn write(
    mut output: impl AsyncWrite + Unpin,
    mut answers: mpsc::UnboundedReceiver<Vec<u8>>,
    mut pushes: mpsc::Receiver<Vec<u8>>,
    mut closing: oneshot::Receiver<()>,
) -> io::Result<()> {
    loop {
        let bytes = tokio::select! {
            biased;
            answer = answers.recv() => answer,
            Some(push) = pushes.recv() => Some(push),
            Ok(()) = &mut closing => None,
        };
        let Some(bytes) = bytes else { return output.shutdown().await };
        output.write_all(&bytes).await?;
        output.flush().await?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn bodies(input: &str) -> Vec<Result<String, Error>> {
        let mut input = BufReader::new(input.as_bytes());
        let mut found = Vec::new();
        while let Some(frame) = read(&mut input).await.unwrap() {
            found.push(frame.map(|bytes| String::from_utf8(bytes).unwrap()));
        }
        found
    }

    #[tokio::test]
    async fn messages_are_found_behind_what_is_none() {
        let text = "noise\r\n\r\nContent-Type: x\r\ncontent-length: 2\r\n\r\n{}Content-Length: 4\n\n[\"ü\"]Content-Length: 2\r\n\r\n{}";
        let found: Vec<String> = bodies(text).await.into_iter().map(Result::unwrap).collect();
        assert_eq!(found[0], "{}");
        assert_eq!(found.last().unwrap(), "{}", "the rest of a message that was too short is skipped");
    }

    #[tokio::test]
    async fn a_length_that_is_none_is_an_error() {
        let found = bodies("Content-Length: many\r\n\r\nContent-Length: 1\r\n\r\n7").await;
        assert!(found[0].is_err());
        assert_eq!(found[1], Ok("7".to_owned()));
        assert_eq!(bodies("Content-Length: 9\r\n\r\n{}").await, [], "the input ended inside of a message");
    }

    #[test]
    fn what_is_no_message_is_an_error() {
        for text in
            ["{", "7", "[]", "{}", r#"{"jsonrpc":"2.0","method":7}"#, r#"{"jsonrpc":"1.0","method":"a"}"#, r#"{"jsonrpc":"2.0","id":[]}"#]
        {
            assert!(understand(text.as_bytes()).is_err(), "{text}");
        }
        assert!(understand(br#"{"jsonrpc":"2.0","method":"a","params":{}}"#).is_ok());
        assert!(understand(br#"{"jsonrpc":"2.0","id":1,"result":null}"#).is_ok());
    }
}
