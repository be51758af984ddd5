//! From a keystroke to findings: how long a session takes on a big schema, and how much of it is the server itself.
//!
//! `cargo run --release -p lsp-server --example keystroke [models]`. Wall time on a shared machine varies; look at minima.

#![allow(clippy::expect_used, clippy::print_stdout)]

use std::{
    fmt::Write as _,
    io::{PipeReader, PipeWriter, Read, Write},
    sync::Arc,
    time::{Duration, Instant},
};

use psl_parser::{SourceFile, TextEdit, TextSize};
use psl_validate::{RuleSet, Schema};
use serde_json::{Value, json};

const URI: &str = "untitled:big";
const EDITS: usize = 200;

fn main() {
    let models = std::env::args().nth(1).and_then(|it| it.parse().ok()).unwrap_or(1_000);
    let text = schema(models);
    println!("{models} models, {} bytes", text.len());
    without_server(&text);
    with_server(&text);
}

fn schema(models: usize) -> String {
    let mut text = "datasource db {\n  provider = \"postgresql\"\n}\n\n".to_owned();
    for model in 0..models {
        let _ = writeln!(text, "/// What is known about thing number {model}.\nmodel Thing{model} {{");
        let _ = writeln!(text, "  id        Int      @id @default(autoincrement())");
        let _ = writeln!(text, "  createdAt DateTime @default(now())");
        for field in 0..14 {
            let (ty, rest) = match field % 4 {
                0 => ("String  ", "@db.VarChar(200)"),
                1 => ("Int?    ", "@map(\"number_in_the_old_table\")"),
                2 => ("Boolean ", "@default(false)"),
                _ => ("DateTime", "@default(now()) // when it was seen"),
            };
            let rest = rest.replace("_in_", &format!("{field}_in_"));
            let _ = writeln!(text, "  field{field:<4} {ty} {rest}");
        }
        let next = (model + 1) % models;
        let _ = writeln!(text, "  nextId    Int");
        let _ = writeln!(
            text,
            "  next      Thing{next} @relation(\"n{model}\", fields: [nextId], references: [id], onDelete: Restrict, onUpdate: Restrict)"
        );
        let previous = (model + models - 1) % models;
        let _ = writeln!(text, "  previous  Thing{previous}[] @relation(\"n{previous}\")");
        let _ = writeln!(text, "\n  @@index([field0, createdAt(sort: Desc)])\n}}\n");
    }
    text
}

/// The same work by calls: what no server could save.
fn without_server(text: &str) {
    let first = Instant::now();
    let mut file = Arc::new(SourceFile::parse(text));
    let parsed = first.elapsed();
    let mut schema = Schema::resolve(&[Arc::clone(&file)], RuleSet::V7);
    let count = psl_validate::validate(&schema).len();
    println!("calls: parse {}, all of it cold {}, {count} findings", ms(parsed), ms(first.elapsed()));
    let at = text.len() / 2 + text[text.len() / 2..].find("field0 ").expect("a field");
    let edit = TextEdit::insert(at as TextSize, "x");
    let mut times = [Vec::new(), Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..EDITS {
        let start = Instant::now();
        file = Arc::new(file.edited_at(&edit));
        times[0].push(start.elapsed());
        let then = Instant::now();
        schema = schema.updated(&[Arc::clone(&file)]);
        times[1].push(then.elapsed());
        let then = Instant::now();
        std::hint::black_box(psl_validate::validate(&schema));
        times[2].push(then.elapsed());
        times[3].push(start.elapsed());
    }
    for (name, times) in ["reparse", "update", "validate", "keystroke by calls"].iter().zip(times) {
        println!("calls: {name:<24} {}", show(times));
    }
}

fn with_server(text: &str) {
    let (server_input, input) = std::io::pipe().expect("a pipe");
    let (output, server_output) = std::io::pipe().expect("a pipe");
    let started = Instant::now();
    std::thread::spawn(move || {
        lsp_server::serve(server_input, server_output, lsp_server::Options::default())
    });
    let mut editor = Editor { input, output, id: 0 };
    let capabilities = json!({ "general": { "positionEncodings": ["utf-16"] } });
    editor.ask("initialize", json!({ "capabilities": capabilities }));
    println!("server: initialize answered after {}", ms(started.elapsed()));
    editor.notify("initialized", json!({}));
    let opened = Instant::now();
    let item = json!({ "uri": URI, "languageId": "prisma", "version": 1, "text": text });
    editor.notify("textDocument/didOpen", json!({ "textDocument": item }));
    editor.wait_for_version(1);
    println!("server: open to findings {}", ms(opened.elapsed()));

    let at = text.len() / 2 + text[text.len() / 2..].find("field0 ").expect("a field");
    let line = text[..at].matches('\n').count();
    let change = |version: usize, character: usize| {
        let place = json!({ "line": line, "character": character });
        json!({
            "textDocument": { "uri": URI, "version": version },
            "contentChanges": [{ "range": { "start": place, "end": place }, "text": "x" }],
        })
    };
    let mut times = Vec::new();
    for edit in 0..EDITS {
        let start = Instant::now();
        editor.notify("textDocument/didChange", change(edit + 2, 2));
        editor.wait_for_version(edit + 2);
        times.push(start.elapsed());
    }
    println!("server: {:<23} {}", "keystroke to findings", show(times));

    let document = json!({ "textDocument": { "uri": URI } });
    let options = json!({ "tabSize": 2, "insertSpaces": true });
    let place = json!({ "line": line, "character": 3 });
    let at = json!({ "textDocument": { "uri": URI }, "position": place });
    let requests = [
        ("textDocument/foldingRange", document.clone()),
        ("textDocument/documentSymbol", document.clone()),
        ("textDocument/formatting", json!({ "textDocument": { "uri": URI }, "options": options })),
        ("textDocument/hover", at.clone()),
        ("textDocument/definition", at.clone()),
        ("textDocument/references", {
            let mut params = at.clone();
            params["context"] = json!({ "includeDeclaration": true });
            params
        }),
        ("textDocument/completion", at),
    ];
    for (method, params) in requests {
        let mut times = Vec::new();
        for _ in 0..20 {
            let start = Instant::now();
            editor.ask(method, params.clone());
            times.push(start.elapsed());
        }
        println!("server: {method:<28} {}", show(times));
    }
    let start = Instant::now();
    for edit in 0..30 {
        editor.notify("textDocument/didChange", change(EDITS + 2 + edit, 2));
    }
    editor.ask("textDocument/foldingRange", document);
    println!("server: 30 edits, then an answer {}", ms(start.elapsed()));
}

struct Editor {
    input: PipeWriter,
    output: PipeReader,
    id: u64,
}

impl Editor {
    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        let frame = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        self.input.write_all(frame.as_bytes()).expect("the server reads");
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn ask(&mut self, method: &str, params: Value) -> Vec<u8> {
        self.id += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.id, "method": method, "params": params }));
        let end = format!("\"id\":{}}}", self.id);
        self.wait_for(|it| it.ends_with(end.as_bytes()))
    }

    fn wait_for_version(&mut self, version: usize) {
        let end = format!("\"version\":{version}}}}}");
        self.wait_for(|it| it.ends_with(end.as_bytes()));
    }

    fn wait_for(&mut self, wanted: impl Fn(&[u8]) -> bool) -> Vec<u8> {
        loop {
            let body = self.frame();
            if wanted(&body) {
                return body;
            }
        }
    }

    fn frame(&mut self) -> Vec<u8> {
        let mut header = Vec::new();
        while !header.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            self.output.read_exact(&mut byte).expect("the server writes");
            header.push(byte[0]);
        }
        let header = String::from_utf8_lossy(&header).into_owned();
        let length: usize = header.trim().trim_start_matches("Content-Length: ").parse().expect("a length");
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).expect("the server writes");
        body
    }
}

fn ms(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

fn show(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at = |part: usize| times.get(times.len() * part / 100).copied().unwrap_or_default();
    format!("min {}, median {}, 95 % {}", ms(at(0)), ms(at(50)), ms(at(95)))
}
