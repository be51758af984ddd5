//! A session survives any input, keeps to the protocol, answers every request once, and logs no error.
//!
//! An input that starts with `{` is a list of messages, one a line, and gets its frames here; then an answer at the end
//! is waited for. Any other input is taken as it is, its first byte being the size of the pieces it arrives in.
#![no_main]

use std::{
    collections::BTreeMap,
    io::{Read, Write},
    sync::{
        Arc, Mutex, Once,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};

/// The ids of our own requests.
const FIRST: &str = "the first request";
const LAST: &str = "the last request";
const URI: &str = "untitled:start";

fuzz_target!(|data: &[u8]| {
    static LOG: Once = Once::new();
    LOG.call_once(|| drop(tracing::subscriber::set_global_default(ErrorsAbort)));
    let is_messages = data.first() == Some(&b'{');
    let mut input = start();
    let mut requests = BTreeMap::new();
    if is_messages {
        for line in data.split(|it| *it == b'\n') {
            if let Some(id) = request_id(line) {
                *requests.entry(id).or_insert(0) += 1;
            }
            input.extend(frame(line));
        }
        input.extend(frame(json!({ "jsonrpc": "2.0", "id": LAST, "method": "textDocument/documentSymbol", "params": { "textDocument": { "uri": URI } } }).to_string().as_bytes()));
    } else {
        input.extend(&data[data.len().min(1)..]);
    }
    let piece = data.first().map_or(1, |it| usize::from(*it)).max(1) * if is_messages { 512 } else { 1 };
    let output = Output::default();
    let has_ended = Arc::new(AtomicBool::new(false));
    let input = Input {
        rest: input,
        at: 0,
        piece,
        waits: is_messages,
        output: output.clone(),
        has_ended: Arc::clone(&has_ended),
    };
    lsp_server::serve(input, output.clone(), lsp_server::Options::default());
    has_ended.store(true, Ordering::Release);
    let messages = messages(&output.0.lock().unwrap());
    for message in &messages {
        assert_eq!(message["jsonrpc"], "2.0", "{message}");
        assert_ne!(message["error"]["code"], -32603, "{message}");
    }
    for (id, count) in requests {
        let is_answer = |it: &&Value| it.get("method").is_none() && it["id"].to_string() == id;
        let answers = messages.iter().filter(is_answer).count();
        assert!(answers <= count, "{answers} answers to {id}");
    }
});

/// A session that has begun, with a document.
fn start() -> Vec<u8> {
    let capabilities = json!({
        "general": { "positionEncodings": ["utf-8"] },
        "textDocument": { "publishDiagnostics": { "versionSupport": true } },
    });
    let text = "model A {\n  id Int @id\n  bs B[]\n}\n\nmodel B {\n  id Int @id\n  a A @relation(fields: [aId], references: [id])\n  aId Int\n}\n";
    let document = json!({ "uri": URI, "languageId": "prisma", "version": 1, "text": text });
    let messages = [
        json!({ "jsonrpc": "2.0", "id": FIRST, "method": "initialize", "params": { "capabilities": capabilities } }),
        json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }),
        json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "textDocument": document } }),
    ];
    messages.iter().flat_map(|it| frame(it.to_string().as_bytes())).collect()
}

fn frame(body: &[u8]) -> Vec<u8> {
    [format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat()
}

fn request_id(line: &[u8]) -> Option<String> {
    let message: Value = serde_json::from_slice(line).ok()?;
    message.get("id").map(Value::to_string)
}

/// Everything the server wrote, which is frames and nothing else.
fn messages(mut output: &[u8]) -> Vec<Value> {
    let mut messages = Vec::new();
    while !output.is_empty() {
        let end = output.windows(4).position(|it| it == b"\r\n\r\n").expect("a header");
        let header = std::str::from_utf8(&output[..end]).expect("a header of text");
        let length: usize =
            header.strip_prefix("Content-Length: ").expect("a length").parse().expect("a number");
        messages.push(serde_json::from_slice(&output[end + 4..end + 4 + length]).expect("JSON"));
        output = &output[end + 4 + length..];
    }
    messages
}

/// The editor's side: gives the input in pieces; at its end, waits for the last answer if there will be one.
struct Input {
    rest: Vec<u8>,
    at: usize,
    piece: usize,
    waits: bool,
    output: Output,
    has_ended: Arc<AtomicBool>,
}

impl Read for Input {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let piece = self.piece.min(buffer.len()).min(self.rest.len() - self.at);
        if piece > 0 {
            buffer[..piece].copy_from_slice(&self.rest[self.at..self.at + piece]);
            self.at += piece;
            return Ok(piece);
        }
        let started = Instant::now();
        while self.waits && !self.has_ended.load(Ordering::Acquire) && !self.output.contains(LAST) {
            assert!(started.elapsed() < Duration::from_secs(10), "no answer");
            std::thread::sleep(Duration::from_micros(200));
        }
        Ok(0)
    }
}

#[derive(Clone, Default)]
struct Output(Arc<Mutex<Vec<u8>>>);

impl Output {
    fn contains(&self, text: &str) -> bool {
        self.0.lock().unwrap().windows(text.len()).any(|it| it == text.as_bytes())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A log in which errors end the process: a panic that was caught shows there.
struct ErrorsAbort;

impl tracing::Subscriber for ErrorsAbort {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        *metadata.level() == tracing::Level::ERROR && metadata.target().starts_with("lsp_server")
    }

    fn event(&self, event: &tracing::Event<'_>) {
        eprintln!("error in the log: {event:?}");
        std::process::abort();
    }

    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        tracing::span::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}
    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}
    fn enter(&self, _: &tracing::span::Id) {}
    fn exit(&self, _: &tracing::span::Id) {}
}
