//! The editor's side of a session.

use std::{
    collections::VecDeque,
    fs,
    io::{BufReader, Read, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    sync::{
        atomic::{AtomicU32, Ordering},
        mpsc::{self, Receiver},
    },
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

/// Nothing a test waits for takes this long.
pub(crate) const DEADLINE: Duration = Duration::from_secs(30);

/// A running server with the messages it has sent.
pub(crate) struct Editor {
    child: Child,
    input: Option<ChildStdin>,
    output: Receiver<Value>,
    /// Messages that arrived while something else was waited for.
    inbox: VecDeque<Value>,
    next_id: i64,
}

impl Editor {
    /// Starts the server and nothing else.
    pub(crate) fn start() -> Editor {
        Editor::start_with(&["--stdio"])
    }

    pub(crate) fn start_with(args: &[&str]) -> Editor {
        let mut child = Command::new(env!("CARGO_BIN_EXE_psl"))
            .arg("lsp")
            .args(args)
            .env_remove("PSL_LOG")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let output = child.stdout.take().expect("a pipe");
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read_frame(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let input = child.stdin.take();
        Editor { child, input, output: receiver, inbox: VecDeque::new(), next_id: 1 }
    }

    /// A session with a client that counts in UTF-8 and knows nothing else.
    pub(crate) fn open_session() -> Editor {
        let capabilities = json!({ "general": { "positionEncodings": ["utf-8", "utf-16"] } });
        Editor::initialized(&json!({ "capabilities": capabilities })).0
    }

    /// A session in a workspace folder.
    pub(crate) fn in_folder(folder: &Folder) -> Editor {
        Editor::initialized(&json!({
            "workspaceFolders": [{ "uri": folder.url(""), "name": "test" }],
            "capabilities": { "general": { "positionEncodings": ["utf-8"] } },
        }))
        .0
    }

    /// A session that was initialized with `params`, and the answer.
    pub(crate) fn initialized(params: &Value) -> (Editor, Value) {
        let mut editor = Editor::start();
        let answer = editor.ask("initialize", params.clone());
        editor.notify("initialized", json!({}));
        (editor, answer["result"].clone())
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("the input is open");
        input.write_all(bytes).and_then(|()| input.flush()).expect("the server reads");
    }

    pub(crate) fn close_input(&mut self) {
        self.input = None;
    }

    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.write(&frame(&json!({ "jsonrpc": "2.0", "method": method, "params": params })));
    }

    /// The next id, and the frame of a request with it.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> (i64, Vec<u8>) {
        let id = self.next_id;
        self.next_id += 1;
        (id, frame(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params })))
    }

    /// Sends a request and waits for its answer.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        let (id, request) = self.request(method, params);
        self.write(&request);
        self.answer(id)
    }

    pub(crate) fn answer(&mut self, id: i64) -> Value {
        self.wait_for(&format!("the answer {id}"), |it| it["id"] == id && it.get("method").is_none())
    }

    pub(crate) fn open(&mut self, uri: &str, text: &str) {
        self.write(&did_open(uri, 1, text));
    }

    /// Waits for the findings of a version of a document: lines like `2:5-2:9 error type-unknown`.
    pub(crate) fn findings(&mut self, uri: &str, version: i64) -> Vec<String> {
        let what = format!("the findings of {uri} at version {version}");
        let message = self.wait_for(&what, |it| is_publish(it, uri) && it["params"]["version"] == version);
        findings(&message["params"]["diagnostics"])
    }

    /// Waits until the findings of a file that is not open are those expected.
    pub(crate) fn expect_on_disk(&mut self, uri: &str, expected: &[&str]) {
        let what = format!("{expected:?} for {uri} on disk");
        self.wait_for(&what, |it| {
            is_publish(it, uri)
                && it["params"].get("version").is_none()
                && findings(&it["params"]["diagnostics"]) == expected
        });
    }

    /// The first message that `wanted` accepts; all others stay for later.
    pub(crate) fn wait_for(&mut self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(index) = self.inbox.iter().position(&wanted) {
            return self.inbox.remove(index).expect("it is there");
        }
        let deadline = Instant::now() + DEADLINE;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(message) if wanted(&message) => return message,
                Ok(message) => self.inbox.push_back(message),
                Err(error) => panic!("waiting for {what}: {error}; got {:#?}", self.inbox),
            }
        }
    }

    /// Everything that has arrived and was not waited for.
    pub(crate) fn unread(&mut self) -> Vec<Value> {
        self.inbox.extend(self.output.try_iter());
        self.inbox.drain(..).collect()
    }

    /// Waits for the end of the server; returns its exit code and what it wrote to standard error.
    pub(crate) fn exit_code(mut self) -> (i32, String) {
        let deadline = Instant::now() + DEADLINE;
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("the child can be asked") {
                break status;
            }
            assert!(Instant::now() < deadline, "the server does not end");
            thread::yield_now();
        };
        let mut errors = String::new();
        self.child.stderr.take().expect("a pipe").read_to_string(&mut errors).expect("text");
        (status.code().expect("a code"), errors)
    }

    /// Ends the session in order and checks that nothing was written to standard error.
    pub(crate) fn finish(mut self) {
        self.ask("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        assert_eq!(self.exit_code(), (0, String::new()));
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read_frame(output: &mut impl Read) -> Option<Value> {
    let mut header = Vec::new();
    while !header.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if output.read(&mut byte).ok()? == 0 {
            assert!(header.is_empty(), "the output ends inside a header");
            return None;
        }
        header.push(byte[0]);
    }
    let header = String::from_utf8(header).expect("a header is ASCII");
    let length = header.strip_prefix("Content-Length: ").and_then(|it| it.strip_suffix("\r\n\r\n"));
    let length = length.unwrap_or_else(|| panic!("no frame: {header:?}")).parse().expect("a number");
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("a body is JSON"))
}

pub(crate) fn frame(message: &Value) -> Vec<u8> {
    raw_frame(message.to_string().as_bytes())
}

pub(crate) fn raw_frame(body: &[u8]) -> Vec<u8> {
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend_from_slice(body);
    frame
}

pub(crate) fn document(uri: &str) -> Value {
    json!({ "textDocument": { "uri": uri } })
}

pub(crate) fn did_open(uri: &str, version: i64, text: &str) -> Vec<u8> {
    let item = json!({ "uri": uri, "languageId": "prisma", "version": version, "text": text });
    notification("textDocument/didOpen", json!({ "textDocument": item }))
}

pub(crate) fn did_close(uri: &str) -> Vec<u8> {
    notification("textDocument/didClose", document(uri))
}

/// A change of the part between two places, each a line and a column.
pub(crate) fn did_change(uri: &str, version: i64, from: (u32, u32), to: (u32, u32), text: &str) -> Vec<u8> {
    let range = json!({
        "start": { "line": from.0, "character": from.1 },
        "end": { "line": to.0, "character": to.1 },
    });
    let params = json!({
        "textDocument": { "uri": uri, "version": version },
        "contentChanges": [{ "range": range, "text": text }],
    });
    notification("textDocument/didChange", params)
}

pub(crate) fn did_replace(uri: &str, version: i64, text: &str) -> Vec<u8> {
    let params = json!({
        "textDocument": { "uri": uri, "version": version },
        "contentChanges": [{ "text": text }],
    });
    notification("textDocument/didChange", params)
}

pub(crate) fn notification(method: &str, params: Value) -> Vec<u8> {
    frame(&json!({ "jsonrpc": "2.0", "method": method, "params": params }))
}

pub(crate) fn is_publish(message: &Value, uri: &str) -> bool {
    message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri
}

/// Diagnostics as lines: `2:5-2:9 error type-unknown`.
pub(crate) fn findings(diagnostics: &Value) -> Vec<String> {
    let severity = |it: &Value| match it["severity"].as_i64() {
        Some(1) => "error",
        Some(2) => "warning",
        Some(3) => "information",
        _ => "hint",
    };
    let place = |it: &Value| format!("{}:{}", it["line"], it["character"]);
    let line = |it: &Value| {
        let (start, end) = (place(&it["range"]["start"]), place(&it["range"]["end"]));
        let code = it["code"].as_str().unwrap_or("-");
        format!("{start}-{end} {} {code}", severity(it))
    };
    diagnostics.as_array().expect("a list").iter().map(line).collect()
}

pub(crate) fn error_code(answer: &Value) -> i64 {
    answer["error"]["code"].as_i64().unwrap_or_else(|| panic!("no error: {answer}"))
}

/// A folder on disk that goes away with the test. It is the top of everything, as a repository would be.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(files: &[(&str, &str)]) -> Folder {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("psl-lsp-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let root = std::env::temp_dir().join(name);
        fs::create_dir_all(root.join(".git")).expect("the folder can be made");
        let folder = Folder(root.canonicalize().expect("it exists"));
        for (path, text) in files {
            folder.write(path, text);
        }
        folder
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        if path.is_empty() { self.0.clone() } else { self.0.join(path) }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("file://{}", self.path(path).display())
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("/"))).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).expect("the file is there");
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
