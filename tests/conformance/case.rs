//! The recorded cases: schemas, and what the reference says of them.

use std::{fs, path::Path};

use psl_validate::RuleSet;
use serde_json::Value;

/// A schema under one rule set, and the findings of the reference.
pub struct Case {
    /// Suite, file and rule set: `core/type-unknown.prisma 6`.
    pub name: String,
    /// The code the case is about; empty in the corpus and in cases that combine many.
    pub code: String,
    /// A schema from the corpus: findings of ours that the reference does not have are listed too.
    pub is_real: bool,
    /// Both engines crash on it; ours reports `code`.
    pub crashes_the_reference: bool,
    pub rules: RuleSet,
    /// The case is written for these rules; for others it is only compared.
    pub is_meant_for_rules: bool,
    /// File names and texts, in order.
    pub files: Vec<(String, String)>,
    pub is_valid: bool,
    pub expected: Vec<Expected>,
}

/// A finding of the reference.
#[derive(Clone, Debug)]
pub struct Expected {
    pub file: usize,
    pub start: usize,
    pub end: usize,
    pub is_error: bool,
    pub code: String,
}

/// The cases of a folder of `tests/cases`, once for each rule set.
pub fn recorded(suite: &str) -> Vec<Case> {
    let dir = test_support::workspace().join("tests/cases");
    let lines = fs::read_to_string(dir.join(format!("{suite}.expected.jsonl"))).unwrap();
    let mut cases = Vec::new();
    for line in lines.lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        let file = record["file"].as_str().unwrap();
        for rules in RuleSet::ALL {
            let mut files = read_schema(&dir.join(suite).join(file));
            if suite != "core" && rules == RuleSet::V6 {
                for (_, text) in &mut files {
                    *text = text.replacen("// url = env(", "   url = env(", 1);
                }
            }
            let kind = record["kind"].as_str().unwrap();
            let result = &record[rules.name()];
            cases.push(Case {
                name: format!("{suite}/{file} {}", rules.name()),
                code: if matches!(kind, "trigger" | "ok" | "panic")
                    && !file.starts_with("multi-")
                    && !file.starts_with("stage-")
                {
                    record["code"].as_str().unwrap_or("").to_owned()
                } else {
                    String::new()
                },
                is_real: false,
                crashes_the_reference: kind == "panic",
                rules,
                is_meant_for_rules: record["rules"].to_string().contains(rules.name()),
                is_valid: result["verdict"] == "valid",
                expected: expected(result, &files),
                files,
            });
        }
    }
    cases
}

/// The real schemas, with the results recorded under `record` (`6`, `7`, `7-blanked`).
pub fn corpus(reference: &Path, record: &str, rules: RuleSet) -> Vec<Case> {
    let dir = reference.join("corpus");
    let lines = fs::read_to_string(dir.join(format!("real.expected.{record}.jsonl"))).unwrap();
    let mut cases = Vec::new();
    for line in lines.lines() {
        let result: Value = serde_json::from_str(line).unwrap();
        let path = result["path"].as_str().unwrap();
        let mut files = read_schema(&reference.join(path));
        if record == "7-blanked" {
            for (_, text) in &mut files {
                *text = blank_addresses(text);
            }
        }
        cases.push(Case {
            name: format!("{path} {record}"),
            code: String::new(),
            is_real: true,
            crashes_the_reference: false,
            rules,
            is_meant_for_rules: true,
            is_valid: result["verdict"] == "valid",
            expected: expected(&result, &files),
            files,
        });
    }
    cases
}

fn read_schema(path: &Path) -> Vec<(String, String)> {
    let paths = if path.is_dir() { test_support::prisma_files(path) } else { vec![path.to_owned()] };
    paths
        .into_iter()
        .map(|it| {
            let name = it.strip_prefix(path).ok().filter(|it| !it.as_os_str().is_empty());
            let name = name.or_else(|| it.file_name().map(Path::new)).unwrap().to_string_lossy().into_owned();
            (name, String::from_utf8(fs::read(&it).unwrap()).unwrap())
        })
        .collect()
}

fn expected(result: &Value, files: &[(String, String)]) -> Vec<Expected> {
    let diagnostics = result["diagnostics"].as_array().map_or(&[][..], Vec::as_slice);
    diagnostics
        .iter()
        .map(|it| {
            let file = it["file"]
                .as_str()
                .and_then(|name| files.iter().position(|file| file.0 == name))
                .unwrap_or(0);
            Expected {
                file,
                start: it["start"].as_u64().unwrap() as usize,
                end: it["end"].as_u64().unwrap() as usize,
                is_error: it["severity"] == "error",
                code: it["code"].as_str().unwrap_or("").to_owned(),
            }
        })
        .collect()
}

/// Overwrites the connection properties of datasources with blanks, so that offsets hold.
fn blank_addresses(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_datasource = false;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_start();
        if trimmed.starts_with("datasource ") {
            in_datasource = true;
        } else if trimmed.starts_with('}') {
            in_datasource = false;
        }
        let key = trimmed.split(|it: char| !it.is_alphanumeric()).next().unwrap_or("");
        if in_datasource && matches!(key, "url" | "directUrl" | "shadowDatabaseUrl") {
            out.extend(line.chars().flat_map(|it| {
                let (blank, len) = if matches!(it, '\n' | '\r') { (it, 1) } else { (' ', it.len_utf8()) };
                std::iter::repeat_n(blank, len)
            }));
        } else {
            out.push_str(line);
        }
    }
    out
}
