//! SARIF 2.1.0, with columns in characters. Only rules that occur are described.

use psl_parser::TextRange;
use psl_validate::{Fix, Rule, Severity};
use serde_json::{Value, json};

use super::{
    finding::{Finding, findings, path_below, span_in_chars},
    fingerprint::Fingerprints,
    json::{HOME, page_url},
};
use crate::load::{LoadedProject, SchemaFile};

/// GitHub's code scanning takes paths from the root of the repository, wherever the job runs.
const SOURCE_ROOT: &str = "GITHUB_WORKSPACE";

pub(crate) fn render(projects: &[LoadedProject]) -> String {
    let mut rules: Vec<&'static Rule> = findings(projects).map(|it| it.diagnostic.rule).collect();
    rules.sort_unstable_by_key(|it| it.code.0);
    rules.dedup_by_key(|it| it.code.0);
    let mut fingerprints = Fingerprints::default();
    let results: Vec<Value> = findings(projects).map(|it| result(it, &rules, &mut fingerprints)).collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "psl",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": HOME,
                "rules": rules.iter().map(|it| descriptor(it)).collect::<Vec<Value>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{document:#}\n")
}

fn descriptor(rule: &Rule) -> Value {
    let code = rule.code.0;
    let summary = rule.summary().replace('\n', " ");
    let first = summary.split(". ").next().unwrap_or("").trim_end_matches('.');
    json!({
        "id": code,
        "name": name(code),
        "shortDescription": { "text": format!("{first}.") },
        "fullDescription": { "text": summary },
        "help": { "text": rule.page, "markdown": rule.page },
        "helpUri": page_url(code),
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

/// `TypeUnknown` for `type-unknown`, as the standard asks for names.
fn name(code: &str) -> String {
    let mut starts_word = true;
    let mut name = String::with_capacity(code.len());
    for char in code.chars() {
        match char {
            '-' => starts_word = true,
            _ if starts_word => {
                name.push(char.to_ascii_uppercase());
                starts_word = false;
            }
            _ => name.push(char),
        }
    }
    name
}

fn result(finding: Finding<'_>, rules: &[&Rule], fingerprints: &mut Fingerprints) -> Value {
    let diagnostic = finding.diagnostic;
    let code = finding.code();
    let mut result = json!({
        "ruleId": code,
        "ruleIndex": rules.iter().position(|it| it.code.0 == code),
        "level": level(diagnostic.severity),
        "message": { "text": diagnostic.message },
        "locations": [{ "physicalLocation": location(finding.file, diagnostic.range) }],
        "partialFingerprints": {
            "psl/v1": fingerprints.next(code, &path_below(SOURCE_ROOT, finding.file), &diagnostic.message),
        },
    });
    let related: Vec<Value> = diagnostic
        .labels
        .iter()
        .map(|label| {
            json!({
                "physicalLocation": location(finding.other_file(label.file), label.range),
                "message": { "text": label.message },
            })
        })
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = Value::Array(related);
    }
    let fixes: Vec<Value> = finding.safe_fixes().map(|it| fix_json(finding, it)).collect();
    if !fixes.is_empty() {
        result["fixes"] = Value::Array(fixes);
    }
    result
}

/// The edits of each file in one change.
fn fix_json(finding: Finding<'_>, fix: &Fix) -> Value {
    let mut changes: Vec<(u32, Vec<Value>)> = Vec::new();
    for edit in &fix.edits {
        let file = finding.other_file(edit.file);
        let replacement = json!({
            "deletedRegion": region(file, edit.edit.range),
            "insertedContent": { "text": edit.edit.new_text },
        });
        match changes.iter_mut().find(|it| it.0 == edit.file.0) {
            Some((_, replacements)) => replacements.push(replacement),
            None => changes.push((edit.file.0, vec![replacement])),
        }
    }
    let changes: Vec<Value> = changes
        .into_iter()
        .map(|(file, replacements)| {
            let file = &finding.project.files[file as usize];
            json!({ "artifactLocation": artifact(file), "replacements": replacements })
        })
        .collect();
    json!({ "description": { "text": fix.title }, "artifactChanges": changes })
}

fn location(file: &SchemaFile, range: TextRange) -> Value {
    json!({ "artifactLocation": artifact(file), "region": region(file, range) })
}

/// Files below the root of a checkout or the working directory are relative to it; others keep their whole path.
fn artifact(file: &SchemaFile) -> Value {
    let path = &path_below(SOURCE_ROOT, file);
    if path.starts_with('/') {
        return json!({ "uri": format!("file://{}", encoded(path)) });
    }
    if path.split('/').next().is_some_and(|it| it.ends_with(':')) {
        return json!({ "uri": format!("file:///{}", encoded(path)) });
    }
    json!({ "uri": encoded(path), "uriBaseId": "%SRCROOT%" })
}

fn region(file: &SchemaFile, range: TextRange) -> Value {
    let span = span_in_chars(file, range);
    json!({
        "startLine": span.start.line,
        "startColumn": span.start.column,
        "endLine": span.end.line,
        "endColumn": span.end.column,
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information => "note",
    }
}

/// A path with everything but letters, digits, `-._~` and `/` percent-encoded.
fn encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                encoded.push(byte as char);
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_what_a_uri_cannot_hold() {
        assert_eq!(encoded("a b/é%:#.prisma"), "a%20b/%C3%A9%25%3A%23.prisma");
    }

    #[test]
    fn names_are_in_one_word() {
        assert_eq!(name("type-unknown-case"), "TypeUnknownCase");
    }
}
