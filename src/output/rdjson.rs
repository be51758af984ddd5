//! The document reviewdog reads. Its columns count UTF-8 bytes.

use psl_parser::TextRange;
use psl_validate::{Fix, Severity};
use serde::Serialize;

use super::{
    finding::{Finding, findings, span_in_bytes},
    json::{HOME, page_url},
};
use crate::load::{LoadedProject, SchemaFile};

#[derive(Serialize)]
struct Document<'a> {
    source: Source,
    diagnostics: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
    url: &'static str,
}

#[derive(Serialize)]
struct Entry<'a> {
    message: &'a str,
    location: Location<'a>,
    severity: &'static str,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
    url: String,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    location: Location<'a>,
}

pub(crate) fn render(projects: &[LoadedProject]) -> String {
    let document = Document {
        source: Source { name: "psl", url: HOME },
        diagnostics: findings(projects).map(entry).collect(),
    };
    // The structs hold strings and numbers only, so this cannot fail.
    serde_json::to_string_pretty(&document).map(|it| it + "\n").unwrap_or_default()
}

fn entry(finding: Finding<'_>) -> Entry<'_> {
    let diagnostic = finding.diagnostic;
    let related = diagnostic.labels.iter().map(|label| Related {
        message: &label.message,
        location: location(finding.other_file(label.file), label.range),
    });
    Entry {
        message: &diagnostic.message,
        location: location(finding.file, diagnostic.range),
        severity: severity(diagnostic.severity),
        code: Code { value: finding.code(), url: page_url(finding.code()) },
        suggestions: finding.safe_fixes().filter_map(|fix| suggestion(finding, fix)).collect(),
        related_locations: related.collect(),
    }
}

/// A repair of one edit. A suggestion is accepted alone, so half of a larger repair would do harm; and it has no
/// path, so it belongs to the file of the finding.
fn suggestion<'a>(finding: Finding<'a>, fix: &'a Fix) -> Option<Suggestion<'a>> {
    let [edit] = fix.edits.as_slice() else { return None };
    (edit.file == finding.diagnostic.file)
        .then(|| Suggestion { range: range(finding.file, edit.edit.range), text: &edit.edit.new_text })
}

fn location(file: &SchemaFile, at: TextRange) -> Location<'_> {
    Location { path: &file.shown, range: range(file, at) }
}

fn range(file: &SchemaFile, range: TextRange) -> Range {
    let span = span_in_bytes(file, range);
    Range {
        start: Position { line: span.start.line, column: span.start.column },
        end: Position { line: span.end.line, column: span.end.column },
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Information => "INFO",
    }
}
