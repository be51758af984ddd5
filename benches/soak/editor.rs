//! The editor's end of a session: messages out, and what came back.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, Command, Stdio},
    sync::{Arc, Condvar, Mutex},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use serde_json::{Value, json};

const DEADLINE: Duration = Duration::from_secs(60);

/// What the server has told so far.
#[derive(Default)]
struct Told {
    /// The newest list of every file, with the version it was made for.
    findings: BTreeMap<String, (Option<i64>, Value)>,
    answers: BTreeMap<i64, Value>,
    has_ended: bool,
}

pub(crate) struct Editor {
    child: Child,
    input: Arc<Mutex<ChildStdin>>,
    told: Arc<(Mutex<Told>, Condvar)>,
    log: Option<JoinHandle<String>>,
    next_id: i64,
}

impl Editor {
    /// A server in a process of its own, initialized for `folder`.
    pub(crate) fn start(folder: &str) -> Editor {
        let program = std::env::current_exe().expect("this program has a path");
        let mut child = Command::new(program)
            .arg("serve")
            // As `psl lsp` has them.
            .envs([
                ("MIMALLOC_ALLOW_THP", "0"),
                ("MIMALLOC_PURGE_DELAY", "0"),
                ("MIMALLOC_PAGE_FULL_RETAIN", "0"),
                ("MIMALLOC_PAGE_RECLAIM_ON_FREE", "-1"),
            ])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let input = Arc::new(Mutex::new(child.stdin.take().expect("a pipe")));
        let told = Arc::<(Mutex<Told>, Condvar)>::default();
        let output = BufReader::new(child.stdout.take().expect("a pipe"));
        let errors = BufReader::new(child.stderr.take().expect("a pipe"));
        thread::spawn({
            let (input, told) = (Arc::clone(&input), Arc::clone(&told));
            move || listen(output, &input, &told)
        });
        let log = thread::spawn(move || {
            let lines = errors.lines().map_while(Result::ok);
            // At once too: what follows from an error may end the run before the log is looked at.
            lines.inspect(|it| println!("{it}")).map(|it| it + "\n").collect()
        });
        let mut editor = Editor { child, input, told, log: Some(log), next_id: 1 };
        let watching = json!({ "didChangeWatchedFiles": { "dynamicRegistration": true } });
        let id = editor.request(
            "initialize",
            json!({
                "processId": std::process::id(),
                "workspaceFolders": [{ "uri": folder, "name": "soak" }],
                "capabilities": {
                    "general": { "positionEncodings": ["utf-8"] },
                    "workspace": watching,
                    "textDocument": { "publishDiagnostics": { "versionSupport": true } },
                },
            }),
        );
        editor.answer(id);
        editor.notify("initialized", json!({}));
        editor
    }

    pub(crate) fn notify(&self, method: &str, params: Value) {
        send(&self.input, &json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request and returns its id.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> i64 {
        let id = self.next_id;
        self.next_id += 1;
        send(&self.input, &json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    /// Waits for an answer. An error with the code of a failure inside the server ends the run.
    pub(crate) fn answer(&self, id: i64) -> Value {
        let answer = self.wait(&format!("the answer to request {id}"), |told| told.answers.remove(&id));
        assert_ne!(answer["error"]["code"], -32603, "{answer}");
        answer
    }

    /// Waits until the findings of a version of a file are there.
    pub(crate) fn wait_for_version(&self, uri: &str, version: i64) {
        self.wait(&format!("findings for version {version} of {uri}"), |told| {
            told.findings.get(uri).filter(|it| it.0 == Some(version)).map(|_| ())
        });
    }

    /// The findings of all files that have some.
    pub(crate) fn findings(&self) -> BTreeMap<String, Value> {
        let told = self.told.0.lock().expect("no panic");
        let lists = told.findings.iter().filter(|(_, it)| it.1.as_array().is_some_and(|it| !it.is_empty()));
        lists.map(|(uri, it)| (uri.clone(), it.1.clone())).collect()
    }

    fn wait<T>(&self, what: &str, mut found: impl FnMut(&mut Told) -> Option<T>) -> T {
        let deadline = Instant::now() + DEADLINE;
        let mut told = self.told.0.lock().expect("no panic");
        loop {
            if let Some(found) = found(&mut told) {
                return found;
            }
            assert!(!told.has_ended, "the server ended before {what}");
            assert!(Instant::now() < deadline, "{what} does not come");
            told = self.told.1.wait_timeout(told, Duration::from_secs(1)).expect("no panic").0;
        }
    }

    /// Resident memory in KiB.
    pub(crate) fn memory_kb(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("Linux");
        let line = status.lines().find_map(|it| it.strip_prefix("VmRSS:")).expect("a line");
        line.split_whitespace().next().and_then(|it| it.parse().ok()).expect("a number")
    }

    /// CPU time of all threads so far.
    pub(crate) fn cpu_ns(&self) -> u64 {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.child.id())).expect("Linux");
        let stats =
            tasks.flatten().filter_map(|it| std::fs::read_to_string(it.path().join("schedstat")).ok());
        stats.filter_map(|it| it.split(' ').next()?.parse::<u64>().ok()).sum()
    }

    /// Ends the session in order; returns the log.
    pub(crate) fn end(mut self) -> String {
        let id = self.request("shutdown", Value::Null);
        self.answer(id);
        self.notify("exit", Value::Null);
        assert!(self.child.wait().expect("it ends").success());
        self.log.take().map_or_else(String::new, |it| it.join().expect("no panic"))
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn send(input: &Mutex<ChildStdin>, message: &Value) {
    let body = message.to_string();
    let frame = format!("Content-Length: {}\r\n\r\n{body}", body.len());
    input.lock().expect("no panic").write_all(frame.as_bytes()).expect("the server reads");
}

fn listen(mut output: impl BufRead, input: &Mutex<ChildStdin>, told: &(Mutex<Told>, Condvar)) {
    while let Some(mut message) = frame(&mut output) {
        let mut state = told.0.lock().expect("no panic");
        if message["method"] == "textDocument/publishDiagnostics" {
            let params = message["params"].take();
            let uri = params["uri"].as_str().unwrap_or_default().to_owned();
            state.findings.insert(uri, (params["version"].as_i64(), params["diagnostics"].clone()));
        } else if message.get("method").is_some() {
            if let Some(id) = message.get("id") {
                send(input, &json!({ "jsonrpc": "2.0", "id": id, "result": null }));
            }
        } else if let Some(id) = message["id"].as_i64() {
            let is_first = state.answers.insert(id, message).is_none();
            assert!(is_first, "two answers to request {id}");
        }
        told.1.notify_all();
    }
    told.0.lock().expect("no panic").has_ended = true;
    told.1.notify_all();
}

fn frame(output: &mut impl BufRead) -> Option<Value> {
    let mut header = String::new();
    output.read_line(&mut header).ok().filter(|it| *it > 0)?;
    let length = header.trim().strip_prefix("Content-Length: ").and_then(|it| it.parse().ok());
    output.read_line(&mut String::new()).ok()?;
    let mut body = vec![0; length.expect("a header")];
    output.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("JSON"))
}
