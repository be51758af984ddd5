//! What a `package.json` says about Prisma.

use serde_json::{Map, Value};

use crate::path::line_at;

/// The parts of a `package.json` that matter here.
#[derive(Debug, Clone, Default)]
pub(crate) struct Package {
    /// `prisma.schema`
    pub(crate) schema: Option<Entry>,
    /// The path every `--schema` of a `prisma` command in `scripts` agrees on, relative to the package.
    pub(crate) script_schema: Option<Entry>,
    /// Ranges of versions for `prisma` and `@prisma/client`, in the order in which they count.
    pub(crate) ranges: Vec<Entry>,
    /// The version of the package itself.
    pub(crate) version: Option<Entry>,
}

/// A value and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) value: String,
    pub(crate) line: u32,
    /// What to show people.
    pub(crate) text: String,
}

/// Reads a `package.json`; one that is broken says nothing.
pub(crate) fn read(bytes: &[u8]) -> Package {
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let Ok(Value::Object(root)) = serde_json::from_str(text) else { return Package::default() };
    Package {
        schema: prisma_schema(text, &root),
        script_schema: script_schema(text, &root),
        ranges: ranges(text, &root),
        version: root.get("version").and_then(Value::as_str).map(|it| Entry {
            value: it.to_owned(),
            line: line_of(text, &["version"]),
            text: it.to_owned(),
        }),
    }
}

/// The packages it depends on whose names say that they are generators, sorted.
pub(crate) fn generators(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let Ok(Value::Object(root)) = serde_json::from_str(text) else { return Vec::new() };
    let tables = ["dependencies", "devDependencies"].into_iter().filter_map(|it| root.get(it)?.as_object());
    let names = tables.flat_map(|it| it.keys()).filter(|it| it.starts_with("prisma-"));
    let mut names: Vec<String> = names.cloned().collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn prisma_schema(text: &str, root: &Map<String, Value>) -> Option<Entry> {
    let value = root.get("prisma")?.get("schema")?.as_str()?;
    let shown = format!("prisma.schema: \"{value}\"");
    Some(Entry { value: value.to_owned(), line: line_of(text, &["prisma", "schema"]), text: shown })
}

fn ranges(text: &str, root: &Map<String, Value>) -> Vec<Entry> {
    const TABLES: [&str; 4] = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"];
    let mut ranges = Vec::new();
    for name in ["prisma", "@prisma/client"] {
        for table in TABLES {
            let Some(value) = root.get(table).and_then(|it| it.get(name)).and_then(Value::as_str) else {
                continue;
            };
            let line = line_of(text, &[table, name]);
            ranges.push(Entry { value: value.to_owned(), line, text: format!("\"{name}\": \"{value}\"") });
        }
    }
    ranges
}

fn script_schema(text: &str, root: &Map<String, Value>) -> Option<Entry> {
    let scripts = root.get("scripts")?.as_object()?;
    let mut agreed: Option<Entry> = None;
    for (name, script) in scripts {
        for value in schema_flags(script.as_str().unwrap_or_default()) {
            let value = value?;
            match &agreed {
                Some(entry) if entry.value == value => {}
                Some(_) => return None,
                None => {
                    let line = line_of(text, &["scripts", name]);
                    let text = format!("scripts.{name}: --schema {value}");
                    agreed = Some(Entry { value, line, text });
                }
            }
        }
    }
    agreed
}

/// The value of each `--schema` that follows a word `prisma` in the same command; `None` for one that only a
/// shell could tell.
fn schema_flags(script: &str) -> Vec<Option<String>> {
    let mut flags = Vec::new();
    let mut after_prisma = false;
    let mut folder: Option<String> = None;
    let words = shell_words(script);
    let mut words = words.iter().map(String::as_str).peekable();
    while let Some(word) = words.next() {
        if matches!(word, "&&" | "||" | "|" | "&" | ";") {
            after_prisma = false;
        } else if word == "cd" {
            folder = words.peek().map(|it| (*it).to_owned());
        } else if is_prisma_command(word) {
            after_prisma = true;
        } else if after_prisma {
            let value = match word.strip_prefix("--schema") {
                Some("") => words.next(),
                Some(value) => value.strip_prefix('='),
                None => None,
            };
            let Some(value) = value else { continue };
            let path = match &folder {
                Some(folder) => format!("{folder}/{value}"),
                None => value.to_owned(),
            };
            let path = path.strip_prefix("./").unwrap_or(&path).to_owned();
            flags.push((!path.contains(['$', '`', '%'])).then_some(path));
        }
    }
    flags
}

/// `prisma`, `prisma@6`, `./node_modules/.bin/prisma`
fn is_prisma_command(word: &str) -> bool {
    word == "prisma" || word.starts_with("prisma@") || word.ends_with("/prisma")
}

/// Splits a script at blanks and command separators, minding quotes.
fn shell_words(script: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    let mut chars = script.chars().peekable();
    while let Some(next) = chars.next() {
        match (next, quote) {
            (it, Some(open)) if it == open => quote = None,
            (it, Some(_)) => word.push(it),
            ('"' | '\'', None) => quote = Some(next),
            (' ' | '\t' | '\n', None) => words.push(std::mem::take(&mut word)),
            (';' | '&' | '|', None) => {
                words.push(std::mem::take(&mut word));
                while chars.next_if_eq(&next).is_some() {}
                words.push(";".to_owned());
            }
            (it, None) => word.push(it),
        }
    }
    words.push(word);
    words.retain(|it| !it.is_empty());
    words
}

/// The line of a nested key, found by looking for each name in turn; the values were parsed properly, this is
/// for people only.
fn line_of(text: &str, keys: &[&str]) -> u32 {
    let mut at = 0;
    for key in keys {
        let quoted = Value::from(*key).to_string();
        let rest = text.get(at..).unwrap_or_default();
        let is_key =
            |it: &usize| rest.get(it + quoted.len()..).is_some_and(|it| it.trim_start().starts_with(':'));
        let found = rest.match_indices(&quoted).map(|(it, _)| it).find(is_key);
        at += found.unwrap_or(0);
    }
    line_at(text, at)
}
