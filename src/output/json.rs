//! One document with projects, findings and their repairs. Stable: within a major version fields are only added.

use psl_parser::{FileId, TextRange};
use psl_validate::{Diagnostic, Fix, Severity};
use serde::Serialize;

use crate::load::{LoadedProject, SchemaFile};

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    psl: &'static str,
    projects: Vec<ProjectJson<'a>>,
    diagnostics: Vec<DiagnosticJson<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ProjectJson<'a> {
    root: &'a str,
    rule_set: &'static str,
    provider: Option<&'static str>,
    files: Vec<&'a str>,
}

#[derive(Serialize)]
pub(super) struct DiagnosticJson<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    file: &'a str,
    project: &'a str,
    range: Range,
    place: Range,
    labels: Vec<LabelJson<'a>>,
    help: Option<&'a str>,
    url: String,
    fixes: Vec<FixJson<'a>>,
}

/// Lines and columns from 1, columns in characters; offsets in bytes.
#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
    offset: u32,
}

#[derive(Serialize)]
struct LabelJson<'a> {
    file: &'a str,
    range: Range,
    message: &'a str,
}

#[derive(Serialize)]
struct FixJson<'a> {
    title: &'a str,
    safe: bool,
    preferred: bool,
    edits: Vec<EditJson<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EditJson<'a> {
    file: &'a str,
    range: Range,
    new_text: &'a str,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    fixable: usize,
    files: usize,
}

/// Where the project is at home.
pub(super) const HOME: &str = "https://psl.dev";

/// Where the page of a rule can be read.
pub(super) fn page_url(code: &str) -> String {
    format!("{HOME}/rules/{code}")
}

pub(crate) fn render(projects: &[LoadedProject]) -> String {
    let all = || projects.iter().flat_map(|it| &it.diagnostics);
    let count = |severity: Severity| all().filter(|it| it.severity == severity).count();
    let document = Document {
        version: 1,
        psl: env!("CARGO_PKG_VERSION"),
        projects: projects.iter().map(project_json).collect(),
        diagnostics: projects
            .iter()
            .flat_map(|project| project.diagnostics.iter().map(move |it| diagnostic_json(project, it)))
            .collect(),
        summary: Summary {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            fixable: all().filter(|it| it.fixes.iter().any(|fix| fix.is_safe)).count(),
            files: projects.iter().map(|it| it.files.len()).sum(),
        },
    };
    // The structs hold strings and numbers only, so this cannot fail.
    serde_json::to_string_pretty(&document).map(|it| it + "\n").unwrap_or_default()
}

fn project_json(project: &LoadedProject) -> ProjectJson<'_> {
    ProjectJson {
        root: &project.root,
        rule_set: project.schema.rules().name(),
        provider: project.schema.connector().map(|it| it.name),
        files: project.files.iter().map(|it| it.shown.as_str()).collect(),
    }
}

pub(super) fn diagnostic_json<'a>(
    project: &'a LoadedProject,
    diagnostic: &'a Diagnostic,
) -> DiagnosticJson<'a> {
    let file = file(project, diagnostic.file);
    DiagnosticJson {
        code: diagnostic.code().0,
        severity: diagnostic.severity.name(),
        message: &diagnostic.message,
        file: &file.shown,
        project: &project.root,
        range: range(file, diagnostic.range),
        place: range(file, diagnostic.place),
        labels: diagnostic
            .labels
            .iter()
            .map(|label| {
                let file = self::file(project, label.file);
                LabelJson { file: &file.shown, range: range(file, label.range), message: &label.message }
            })
            .collect(),
        help: diagnostic.help.as_deref(),
        url: page_url(diagnostic.code().0),
        fixes: diagnostic
            .fixes
            .iter()
            .enumerate()
            .map(|(index, it)| fix_json(project, it, index == 0))
            .collect(),
    }
}

fn fix_json<'a>(project: &'a LoadedProject, fix: &'a Fix, is_first: bool) -> FixJson<'a> {
    let edits = fix.edits.iter().map(|edit| {
        let file = file(project, edit.file);
        EditJson { file: &file.shown, range: range(file, edit.edit.range), new_text: &edit.edit.new_text }
    });
    FixJson { title: &fix.title, safe: fix.is_safe, preferred: is_first, edits: edits.collect() }
}

fn file(project: &LoadedProject, id: FileId) -> &SchemaFile {
    &project.files[id.0 as usize]
}

fn range(file: &SchemaFile, range: TextRange) -> Range {
    let position = |offset: u32| {
        let at = file.lines().line_column_chars(offset, file.text());
        Position { line: at.line + 1, column: at.column + 1, offset }
    };
    Range { start: position(range.start), end: position(range.end) }
}
