//! The findings of `json`, one on each line.

use super::json;
use crate::load::LoadedProject;

pub(crate) fn render(projects: &[LoadedProject]) -> String {
    let mut lines = String::new();
    for project in projects {
        for diagnostic in &project.diagnostics {
            let entry = json::diagnostic_json(project, diagnostic);
            // The structs hold strings and numbers only, so this cannot fail.
            lines.push_str(&serde_json::to_string(&entry).unwrap_or_default());
            lines.push('\n');
        }
    }
    lines
}
