//! Answers measurements over standard input and output, one JSON object a line, so that a driver can run ours and the
//! reference side by side. Each run starts from the text with nothing kept; `edit_lint` alone may use what is kept.

#[path = "clock.rs"]
mod clock;

use std::{
    io::{BufRead, Write, stdin, stdout},
    sync::Arc,
    time::Instant,
};

use psl_ide::{ActionFilter, ActionKind, FilePosition, FileRange, Snapshot};
use psl_parser::{FileId, SourceFile, TextEdit, TextRange, TextSize};
use psl_validate::{RuleSet, Schema, validate};
use serde_json::{Value, json};

/// The allocator of the binary.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const OPS: [&str; 9] =
    ["parse", "lint", "validate", "format", "edit_lint", "completion", "hover", "references", "code_actions"];

struct Worker {
    uris: Vec<String>,
    texts: Vec<Arc<str>>,
    /// Cursor positions by op.
    sites: Value,
    /// What `edit_lint` keeps between runs.
    kept: Vec<Arc<SourceFile>>,
    kept_schema: Option<Schema>,
    edits: usize,
    rules: RuleSet,
}

/// Addresses in the schema are Prisma 6's.
fn rules_of(texts: &[Arc<str>]) -> RuleSet {
    let is_address =
        |it: &str| it.trim_start().strip_prefix("url").is_some_and(|it| it.trim_start().starts_with('='));
    if texts.iter().any(|it| it.lines().any(is_address)) { RuleSet::V6 } else { RuleSet::V7 }
}

/// Small pages, as the server has them. Unlike the server it is one thread, and keeps what is freed for the next run.
fn keep_memory_small() {
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::process::CommandExt;
        const SETTING: &str = "MIMALLOC_ALLOW_THP";
        if std::env::var_os(SETTING).is_none()
            && let Ok(program) = std::env::current_exe()
        {
            // Comes back only when it is refused; then the worker takes more memory.
            let _ = std::process::Command::new(program).env(SETTING, "0").exec();
        }
    }
}

fn main() {
    keep_memory_small();
    let mut worker = Worker::new(Vec::new(), Vec::new(), Value::Null);
    let mut stdout = stdout().lock();
    for line in stdin().lock().lines().map_while(Result::ok) {
        let request: Value = serde_json::from_str(&line).unwrap_or_default();
        let answer = match request["cmd"].as_str() {
            Some("hello") => json!({ "name": "psl", "version": env!("CARGO_PKG_VERSION"), "ops": OPS }),
            Some("load") => worker.load(&request),
            Some("run") => worker.run(&request),
            Some("generate") => generate(&request),
            Some("mem") => {
                let (now, highest) = clock::memory_kb();
                json!({ "rss_kb": now, "hwm_kb": highest })
            }
            Some("exit") => return,
            _ => json!({ "error": "cmd is one of hello, load, run, generate, mem, exit" }),
        };
        if writeln!(stdout, "{answer}").and_then(|()| stdout.flush()).is_err() {
            return;
        }
    }
}

/// A seeded schema of large models, for drivers in other languages.
fn generate(request: &Value) -> Value {
    let models = request["models"].as_u64().unwrap_or(1) as usize;
    let provider = request["provider"].as_str().unwrap_or("postgresql");
    json!({ "text": test_support::generate_large(models, request["seed"].as_u64().unwrap_or(7), provider) })
}

impl Worker {
    fn new(uris: Vec<String>, texts: Vec<Arc<str>>, sites: Value) -> Worker {
        let rules = rules_of(&texts);
        Worker { uris, texts, sites, kept: Vec::new(), kept_schema: None, edits: 0, rules }
    }

    fn load(&mut self, request: &Value) -> Value {
        let (mut uris, mut texts) = (Vec::new(), Vec::new());
        for file in request["files"].as_array().map_or(&[][..], Vec::as_slice) {
            let path = file["path"].as_str().unwrap_or("");
            uris.push(file["uri"].as_str().unwrap_or(path).to_owned());
            match std::fs::read_to_string(path) {
                Ok(text) => texts.push(Arc::from(text)),
                Err(error) => {
                    return json!({ "ok": false, "error": format!("cannot read `{path}`: {error}") });
                }
            }
        }
        *self = Worker::new(uris, texts, request["sites"].clone());
        json!({ "ok": true })
    }

    fn parsed(&self) -> Vec<Arc<SourceFile>> {
        self.texts.iter().map(|it| Arc::new(SourceFile::parse(it.clone()))).collect()
    }

    fn run(&mut self, request: &Value) -> Value {
        let op = request["op"].as_str().unwrap_or("").to_owned();
        if op == "edit_lint" {
            self.keep();
        } else {
            (self.kept, self.kept_schema) = (Vec::new(), None);
        }
        if !OPS.contains(&op.as_str()) {
            return json!({ "error": format!("there is no op `{op}`") });
        }
        let (mut wall, mut cpu, mut size) = (Vec::new(), Vec::new(), 0);
        for index in 0..request["n"].as_u64().unwrap_or(1) {
            let (wall_start, cpu_start) = (Instant::now(), clock::cpu_ns());
            size = self.once(&op, index as usize);
            cpu.push(clock::cpu_ns() - cpu_start);
            wall.push(wall_start.elapsed().as_nanos() as u64);
        }
        json!({ "wall_ns": wall, "cpu_ns": cpu, "size": size })
    }

    /// What `edit_lint` starts from; other ops start from the text, so nothing is kept for them.
    fn keep(&mut self) {
        if self.kept_schema.is_none() {
            self.kept = self.parsed();
            let schema = Schema::resolve(&self.kept, self.rules);
            drop(validate(&schema));
            self.kept_schema = Some(schema);
        }
    }

    /// Runs an op once; the size of its result keeps it from being optimised away.
    fn once(&mut self, op: &str, index: usize) -> usize {
        let rules = self.rules;
        match op {
            "parse" => {
                let nodes = |it: &Arc<SourceFile>| {
                    it.segments().iter().map(|it| it.segment.tree().node_count()).sum::<u32>()
                };
                self.parsed().iter().map(nodes).sum::<u32>() as usize
            }
            "lint" => validate(&Schema::resolve(&self.parsed(), rules)).len(),
            "validate" => usize::from(
                validate(&Schema::resolve(&self.parsed(), rules))
                    .iter()
                    .any(psl_validate::Diagnostic::is_error),
            ),
            "format" => self.parsed().iter().map(|it| psl_format::format_text(it).len()).sum(),
            "edit_lint" => self.edit_lint(rules),
            _ => self.at_site(op, index, rules),
        }
    }

    /// An op at a cursor position.
    fn at_site(&self, op: &str, index: usize, rules: RuleSet) -> usize {
        let Some((at, removed)) = self.site(op, index) else { return 0 };
        let file = |(index, text): (usize, &Arc<str>)| {
            let file = SourceFile::parse(text.clone());
            let is_edited = index == at.file.0 as usize && !removed.is_empty();
            Arc::new(if is_edited { file.edited_at(&TextEdit::delete(removed)) } else { file })
        };
        let files: Vec<_> = self.texts.iter().enumerate().map(file).collect();
        let snapshot = Snapshot::new(&files, rules);
        match op {
            "completion" => psl_ide::completion(&snapshot, at).len(),
            "hover" => psl_ide::hover(&snapshot, at).map_or(0, |it| it.facts.len()),
            "references" => psl_ide::references(&snapshot, at).len(),
            _ => {
                let filter = ActionFilter { kinds: &[ActionKind::QuickFix, ActionKind::FixAll], hidden: &[] };
                let at = FileRange { file: at.file, range: TextRange::empty(at.offset) };
                psl_ide::code_actions(&snapshot, at, filter).len()
            }
        }
    }

    /// Types a letter into a comment-free line in the middle of the first file, and asks for all findings.
    fn edit_lint(&mut self, rules: RuleSet) -> usize {
        self.edits += 1;
        let Some(text) = self.texts.first() else { return 0 };
        let at = text[text.len() / 2..].find(" String").map_or(0, |it| it + text.len() / 2);
        let letter = if self.edits.is_multiple_of(2) { "x" } else { "y" };
        // From the second time on, the letter takes the place of the one before.
        let before = self.kept[0].len() - text.len() as TextSize;
        let range = TextRange::new(at as TextSize, at as TextSize + before);
        self.kept[0] = Arc::new(self.kept[0].edited_at(&TextEdit::replace(range, letter)));
        let schema = match self.kept_schema.take() {
            Some(kept) => kept.updated(&self.kept),
            None => Schema::resolve(&self.kept, rules),
        };
        let size = validate(&schema).len();
        self.kept_schema = Some(schema);
        size
    }

    /// The position of a site (zero-based line, UTF-16 character), and what is deleted there first.
    fn site(&self, op: &str, index: usize) -> Option<(FilePosition, TextRange)> {
        let sites = self.sites[op].as_array().filter(|it| !it.is_empty())?;
        let site = &sites[index % sites.len()];
        let uri = site["uri"].as_str();
        let file = uri.and_then(|uri| self.uris.iter().position(|it| it == uri)).unwrap_or(0) as u32;
        let text = self.texts.get(file as usize)?;
        let line_start = match site["line"].as_u64()? as usize {
            0 => 0,
            line => memchr::memchr_iter(b'\n', text.as_bytes()).nth(line - 1)? + 1,
        };
        let line = text[line_start..].lines().next().unwrap_or("");
        let offset = |units: usize| line_start as TextSize + bytes(line, units) as TextSize;
        let units = site["character"].as_u64()? as usize;
        let removed = site["remove"].as_u64().unwrap_or(0) as usize;
        let range = TextRange::new(offset(units), offset(units + removed));
        Some((FilePosition { file: FileId(file), offset: range.start }, range))
    }
}

/// How many bytes the first `units` UTF-16 units of a line take; at most all.
fn bytes(line: &str, units: usize) -> usize {
    let mut left = units;
    let mut count = 0;
    for char in line.chars() {
        if left == 0 {
            break;
        }
        left = left.saturating_sub(char.len_utf16());
        count += char.len_utf8();
    }
    count
}
