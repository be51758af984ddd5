//! What happens in the session: files on disk, those that are open, and one random step after the other.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use test_support::{Random, char_border, generate, generate_large, mutate, prisma_files, workspace};

use super::editor::Editor;

const QUESTIONS: &[&str] = &[
    "textDocument/hover",
    "textDocument/completion",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/documentHighlight",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/formatting",
    "textDocument/prepareRename",
    "textDocument/rename",
    "textDocument/codeAction",
    "psl/syntaxTree",
    "psl/project",
    "psl/diagram",
];

/// A file, with its text in the editor while it is open.
struct File {
    path: PathBuf,
    /// Its text at the start, which comes back now and then: the files of a long session are as large, and have as many
    /// mistakes, as those of a short one.
    original: String,
    on_disk: String,
    open: Option<Open>,
}

struct Open {
    text: String,
    version: i64,
}

impl File {
    fn uri(&self) -> String {
        format!("file://{}", self.path.display())
    }
}

pub(crate) struct Session {
    root: PathBuf,
    editor: Editor,
    files: Vec<File>,
    random: Random,
    /// Requests that were not waited for.
    asked: Vec<i64>,
    renames: usize,
    pub(crate) edits: usize,
    pub(crate) requests: usize,
    pub(crate) moves: usize,
}

impl Session {
    pub(crate) fn new(seed: u64) -> Session {
        let root = std::env::temp_dir().join(format!("psl-soak-{}", std::process::id()));
        fs::create_dir_all(root.join(".git")).expect("a folder");
        let root = root.canonicalize().expect("it exists");
        let examples = workspace().join("examples");
        let mut texts: Vec<(PathBuf, String)> = prisma_files(&examples)
            .into_iter()
            .map(|path| {
                let text = fs::read_to_string(&path).expect("an example");
                (path.strip_prefix(&examples).expect("below").to_path_buf(), text)
            })
            .collect();
        texts.push(("large/schema.prisma".into(), generate_large(200, seed, "postgresql")));
        texts.push(("mongo/schema.prisma".into(), generate(30, seed, "mongodb")));
        let many = generate(24, seed, "mysql");
        for (index, part) in many.split_inclusive("\n}\n").enumerate() {
            texts.push((format!("many/prisma/part{index:02}.prisma").into(), part.to_owned()));
        }
        let files = texts.into_iter().map(|(path, text)| {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap_or(&root)).expect("a folder");
            fs::write(&path, &text).expect("a file");
            File { path, original: text.clone(), on_disk: text, open: None }
        });
        let files = files.collect();
        let package = "{ \"prisma\": { \"schema\": \"prisma\" } }\n";
        fs::write(root.join("many/package.json"), package).expect("a file");
        let editor = Editor::start(&uri(&root));
        Session {
            root,
            editor,
            files,
            random: Random(seed),
            asked: Vec::new(),
            renames: 0,
            edits: 0,
            requests: 0,
            moves: 0,
        }
    }

    pub(crate) fn step(&mut self) {
        let file = self.random.below(self.files.len());
        match self.random.below(100) {
            0..60 => self.edit(file),
            60..90 => self.ask(file),
            90..94 => self.open(file),
            94..98 => self.close(file),
            98 => self.rename_file(file),
            _ => self.save(file),
        }
        if self.asked.len() > 24 {
            self.wait_for_answers();
        }
    }

    fn open(&mut self, index: usize) {
        let file = &mut self.files[index];
        if file.open.is_some() {
            return;
        }
        let item = json!({ "uri": file.uri(), "languageId": "prisma", "version": 1, "text": file.on_disk });
        file.open = Some(Open { text: file.on_disk.clone(), version: 1 });
        self.editor.notify("textDocument/didOpen", json!({ "textDocument": item }));
        self.moves += 1;
    }

    fn close(&mut self, index: usize) {
        let file = &mut self.files[index];
        if file.open.take().is_some() {
            self.editor.notify("textDocument/didClose", json!({ "textDocument": { "uri": file.uri() } }));
            self.moves += 1;
        }
    }

    /// The editor's text goes to the disk.
    fn save(&mut self, index: usize) {
        let file = &mut self.files[index];
        let Some(open) = &file.open else { return };
        file.on_disk.clone_from(&open.text);
        fs::write(&file.path, &file.on_disk).expect("a file");
        let uri = file.uri();
        self.editor.notify("textDocument/didSave", json!({ "textDocument": { "uri": uri } }));
        self.changed_on_disk(&[(uri, 2)]);
    }

    fn rename_file(&mut self, index: usize) {
        self.close(index);
        let file = &mut self.files[index];
        // The main file of a folder keeps its name.
        if !file.path.to_string_lossy().contains("/part") {
            return;
        }
        self.renames += 1;
        let old = file.uri();
        let path = file.path.with_file_name(format!("part-{}.prisma", self.renames));
        fs::rename(&file.path, &path).expect("a file");
        file.path = path;
        let new = file.uri();
        self.moves += 1;
        self.changed_on_disk(&[(old, 3), (new, 1)]);
    }

    fn changed_on_disk(&self, changes: &[(String, u8)]) {
        let changes: Vec<Value> =
            changes.iter().map(|(uri, kind)| json!({ "uri": uri, "type": kind })).collect();
        self.editor.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    }

    /// One to eight edits in a row, mostly small ones; now and then the text from the disk or from the start is back.
    fn edit(&mut self, index: usize) {
        self.open(index);
        for _ in 0..=self.random.below(8) {
            let file = &mut self.files[index];
            let uri = file.uri();
            let Some(open) = &mut file.open else { return };
            let new = match self.random.below(24) {
                0 => file.on_disk.clone(),
                1 => file.original.clone(),
                2..10 => mutate(&open.text, &mut self.random),
                _ => typed(&open.text, &mut self.random),
            };
            let new = if new.len() > 2 * file.original.len() + 200 { file.original.clone() } else { new };
            open.version += 1;
            let change = match self.random.below(20) {
                0 => json!({ "text": new }),
                _ => difference(&open.text, &new),
            };
            open.text = new;
            let document = json!({ "uri": uri, "version": open.version });
            let params = json!({ "textDocument": document, "contentChanges": [change] });
            self.editor.notify("textDocument/didChange", params);
            self.edits += 1;
        }
    }

    fn ask(&mut self, index: usize) {
        let file = &self.files[index];
        let text = file.open.as_ref().map_or(&file.on_disk, |it| &it.text);
        let place = place(text, char_border(text, self.random.below(text.len() + 1)));
        let method = *self.random.pick(QUESTIONS);
        let params = json!({
            "textDocument": { "uri": file.uri() },
            "position": place,
            "range": { "start": place, "end": place },
            "context": { "includeDeclaration": true, "diagnostics": [] },
            "options": { "tabSize": 2, "insertSpaces": true },
            "newName": "Renamed",
            "format": "mermaid",
        });
        let id = self.editor.request(method, params);
        self.asked.push(id);
        self.requests += 1;
        if self.random.below(10) == 0 {
            self.editor.notify("$/cancelRequest", json!({ "id": id }));
        }
    }

    fn wait_for_answers(&mut self) {
        for id in self.asked.drain(..) {
            self.editor.answer(id);
        }
    }

    /// What the editor was told is what a server tells that sees the files for the first time.
    pub(crate) fn compare_with_fresh_server(&mut self) {
        self.wait_for_answers();
        let fresh = Editor::start(&uri(&self.root));
        for file in &self.files {
            let Some(open) = &file.open else { continue };
            self.editor.wait_for_version(&file.uri(), open.version);
            let item = json!({ "uri": file.uri(), "languageId": "prisma", "version": open.version, "text": open.text });
            fresh.notify("textDocument/didOpen", json!({ "textDocument": item }));
            fresh.wait_for_version(&file.uri(), open.version);
        }
        // Files that were renamed or closed are read by a thread of their own.
        let deadline = Instant::now() + Duration::from_secs(20);
        while self.editor.findings() != fresh.findings() {
            if Instant::now() > deadline {
                let (ours, fresh) = (self.editor.findings(), fresh.findings());
                let differ = ours.keys().chain(fresh.keys()).find(|it| ours.get(*it) != fresh.get(*it));
                let name = differ.cloned().unwrap_or_default();
                panic!(
                    "findings differ\n{name}\nkept: {:#?}\nfresh: {:#?}",
                    ours.get(&name),
                    fresh.get(&name)
                );
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let log = fresh.end();
        assert!(log.is_empty(), "{log}");
    }

    /// Memory with all files closed.
    pub(crate) fn memory_kb(&mut self) -> u64 {
        self.wait_for_answers();
        for index in 0..self.files.len() {
            self.close(index);
        }
        let id = self.editor.request("no/such", Value::Null);
        self.editor.answer(id);
        std::thread::sleep(Duration::from_millis(500));
        self.editor.memory_kb()
    }

    /// Bytes of all files as they are on the disk.
    pub(crate) fn text_bytes(&self) -> usize {
        self.files.iter().map(|it| it.on_disk.len()).sum()
    }

    /// CPU time the server uses while nobody asks.
    pub(crate) fn idle_ns(&self, time: Duration) -> u64 {
        std::thread::sleep(Duration::from_secs(1));
        let before = self.editor.cpu_ns();
        std::thread::sleep(time);
        self.editor.cpu_ns() - before
    }

    /// Ends the server; returns its log.
    pub(crate) fn end(self) -> String {
        let log = self.editor.end();
        fs::remove_dir_all(&self.root).expect("the folder is ours");
        log
    }
}

fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// `text` with a letter more, or one less.
fn typed(text: &str, random: &mut Random) -> String {
    let mut text = text.to_owned();
    let at = char_border(&text, random.below(text.len() + 1));
    match text[at..].chars().next() {
        Some(char) if char.is_alphanumeric() && random.below(2) == 0 => {
            text.remove(at);
        }
        _ => text.insert_str(at, random.pick::<&str>(&["x", "1", "_", " ", "?", "@", "\n"])),
    }
    text
}

/// The change from one text to the other, as an editor sends it.
fn difference(old: &str, new: &str) -> Value {
    let same = |(old, new): &(u8, u8)| old == new;
    let start = char_border(old, old.bytes().zip(new.bytes()).take_while(same).count());
    let rest = old.len().min(new.len()) - start;
    let mut tail = old.bytes().rev().zip(new.bytes().rev()).take_while(same).take(rest).count();
    while !old.is_char_boundary(old.len() - tail) || !new.is_char_boundary(new.len() - tail) {
        tail -= 1;
    }
    // A position between the two characters of a line break would be that before both.
    let inside_break = |at: usize| 0 < at && at < old.len() && &old.as_bytes()[at - 1..=at] == b"\r\n";
    let start = if inside_break(start) { start - 1 } else { start };
    if inside_break(old.len() - tail) {
        tail -= 1;
    }
    let range = json!({ "start": place(old, start), "end": place(old, old.len() - tail) });
    json!({ "range": range, "text": new[start..new.len() - tail] })
}

/// Line and byte in it.
fn place(text: &str, at: usize) -> Value {
    let bytes = text.as_bytes();
    let is_end = |it: &usize| match bytes[*it] {
        b'\n' => true,
        b'\r' => bytes.get(*it + 1) != Some(&b'\n'),
        _ => false,
    };
    let ends: Vec<usize> = (0..at).filter(is_end).collect();
    json!({ "line": ends.len(), "character": at - ends.last().map_or(0, |it| it + 1) })
}
