//! `path:line:col: error: message [code]`, one line for each finding.

use psl_validate::Diagnostic;

use crate::load::{LoadedProject, SchemaFile};

pub(crate) fn render(projects: &[LoadedProject]) -> String {
    let mut lines = String::new();
    for project in projects {
        for diagnostic in &project.diagnostics {
            lines.push_str(&line(&project.files[diagnostic.file.0 as usize], diagnostic, false));
        }
    }
    lines
}

/// One finding with its line break. Lines and columns count from 1, columns in characters.
pub(crate) fn line(file: &SchemaFile, diagnostic: &Diagnostic, color: bool) -> String {
    let at = file.lines().line_column_chars(diagnostic.range.start, file.text());
    let severity = diagnostic.severity.name();
    let (bold, plain) = if color { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
    format!(
        "{}:{}:{}: {bold}{severity}{plain}: {} [{}]\n",
        file.shown,
        at.line + 1,
        at.column + 1,
        diagnostic.message,
        diagnostic.code().0
    )
}
