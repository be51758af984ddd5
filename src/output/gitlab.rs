//! A code quality report of GitLab: an array without columns, in which fingerprints tell findings apart.

use psl_validate::Severity;
use serde::Serialize;

use super::{
    finding::{findings, path_below, span_in_chars},
    fingerprint::Fingerprints,
};
use crate::load::LoadedProject;

#[derive(Serialize)]
struct Entry {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

pub(crate) fn render(projects: &[LoadedProject]) -> String {
    let mut fingerprints = Fingerprints::default();
    let entries: Vec<Entry> = findings(projects)
        .map(|finding| {
            let (code, message) = (finding.code(), &finding.diagnostic.message);
            let path = path_below("CI_PROJECT_DIR", finding.file);
            let span = span_in_chars(finding.file, finding.diagnostic.range);
            Entry {
                description: format!("{code}: {message}"),
                check_name: code,
                fingerprint: fingerprints.next(code, &path, message),
                severity: severity(finding.diagnostic.severity),
                location: Location { path, lines: Lines { begin: span.start.line, end: span.end.line } },
            }
        })
        .collect();
    // The structs hold strings and numbers only, so this cannot fail.
    serde_json::to_string_pretty(&entries).map(|it| it + "\n").unwrap_or_default()
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Information => "info",
    }
}
