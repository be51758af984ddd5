//! What the tests of several crates share: where the schemas are, and a seeded way to break them.

mod generate;

use std::path::{Path, PathBuf};

pub use generate::{generate, generate_large};

/// The root of the workspace.
pub fn workspace() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// The folder with the reference's recorded results and real schemas, which is no part of the project.
///
/// `PSL_REFERENCE` names it; without it, `shared` beside the checkout is taken when it is there.
pub fn reference_dir() -> Option<PathBuf> {
    let dir = match std::env::var_os("PSL_REFERENCE") {
        Some(dir) => PathBuf::from(dir),
        None => workspace().parent()?.join("shared"),
    };
    dir.join("corpus").is_dir().then_some(dir)
}

/// All `.prisma` files below `dir`, sorted.
pub fn prisma_files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    collect(dir, &mut files);
    files.sort();
    files
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(dir) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|it| it == "prisma") {
            files.push(path);
        }
    }
}

/// What turns one text into another: the bytes of `old` that go, and the text that comes instead.
pub fn difference<'n>(old: &str, new: &'n str) -> (std::ops::Range<usize>, &'n str) {
    let mut front = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    while !old.is_char_boundary(front) || !new.is_char_boundary(front) {
        front -= 1;
    }
    let rest = old.as_bytes()[front..].iter().rev().zip(new.as_bytes()[front..].iter().rev());
    let mut back = rest.take_while(|(a, b)| a == b).count();
    while !old.is_char_boundary(old.len() - back) || !new.is_char_boundary(new.len() - back) {
        back -= 1;
    }
    (front..old.len() - back, &new[front..new.len() - back])
}

/// Every schema text the tests know: examples, recorded cases, and the reference's corpus when it is there.
pub fn all_schemas() -> Vec<(PathBuf, String)> {
    let mut dirs =
        vec![workspace().join("examples"), workspace().join("tests"), workspace().join("psl-parser/tests")];
    dirs.extend(reference_dir().map(|it| it.join("corpus/real")));
    dirs.iter()
        .flat_map(|it| prisma_files(it))
        .filter_map(|path| Some((path.clone(), String::from_utf8(std::fs::read(&path).ok()?).ok()?)))
        .collect()
}

/// The real schemas, each with the names and texts of its files; none when the corpus is not here.
pub fn real_schemas() -> Vec<(String, Vec<(String, String)>)> {
    let Some(corpus) = reference_dir().map(|it| it.join("corpus/real")) else { return Vec::new() };
    let list = std::fs::read_to_string(corpus.join("MANIFEST.tsv")).unwrap_or_default();
    let names = list.lines().skip(1).filter_map(|it| it.split('\t').next());
    let schema = |name: &str| {
        let path = corpus.join(name);
        let files = if path.is_dir() { prisma_files(&path) } else { vec![path] };
        let read = |it: &PathBuf| {
            let text = String::from_utf8(std::fs::read(it).ok()?).ok()?;
            Some((it.strip_prefix(&corpus).ok()?.display().to_string(), text))
        };
        (name.to_owned(), files.iter().filter_map(read).collect())
    };
    names.map(schema).collect()
}

/// Checks of real schemas take a sample of them, with `PSL_WHOLE_CORPUS=1` all.
pub fn is_whole_corpus_wanted() -> bool {
    std::env::var_os("PSL_WHOLE_CORPUS").is_some()
}

/// A small seeded generator of numbers (splitmix64): the same seed gives the same run everywhere.
#[derive(Clone, Debug)]
pub struct Random(pub u64);

impl Random {
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `limit`; 0 when `limit` is 0.
    pub fn below(&mut self, limit: usize) -> usize {
        if limit == 0 { 0 } else { (self.number() % limit as u64) as usize }
    }

    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

/// Pieces that break or bend a schema when they are put somewhere.
const PIECES: &[&str] = &[
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "\"",
    "\\",
    "\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "\u{a0}",
    "\u{3000}",
    "@",
    "@@",
    ":",
    ",",
    ".",
    "?",
    "!",
    "=",
    "-",
    "_",
    "1",
    "-1.5",
    "/",
    "//",
    "///",
    "/*",
    "*/",
    "[]",
    "()",
    "{}",
    "model ",
    "model A {\n",
    "enum E {\n",
    "type T {\n",
    "@id",
    "@@index([a])",
    "@default(now())",
    "Unsupported(\"x\")",
    "é",
    "🧱",
    "\u{feff}",
    "env(\"X\")",
    "\\u12",
];

/// A copy of `text` with one to four small changes: pieces put in, parts taken out, doubled or swapped.
pub fn mutate(text: &str, random: &mut Random) -> String {
    let mut text = text.to_owned();
    for _ in 0..=random.below(4) {
        let at = char_border(&text, random.below(text.len() + 1));
        let len = random.below(12);
        let end = char_border(&text, (at + len).min(text.len()));
        match random.below(5) {
            0 | 1 => text.insert_str(at, random.pick::<&str>(PIECES)),
            2 => text.replace_range(at..end, ""),
            3 => {
                let part = text[at..end].to_owned();
                let to = char_border(&text, random.below(text.len() + 1));
                text.insert_str(to, &part);
            }
            _ => text.replace_range(at..end, random.pick::<&str>(PIECES)),
        }
    }
    text
}

/// The nearest character border at or before `at`.
pub fn char_border(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
