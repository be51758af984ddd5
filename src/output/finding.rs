//! A finding with the texts around it, and its place as consumers count it.

use std::path::Path;

use psl_parser::{FileId, LineColumn, TextRange};
use psl_validate::{Diagnostic, Fix};

use crate::load::{LoadedProject, SchemaFile};

#[derive(Clone, Copy)]
pub(crate) struct Finding<'a> {
    pub(crate) project: &'a LoadedProject,
    pub(crate) file: &'a SchemaFile,
    pub(crate) diagnostic: &'a Diagnostic,
}

/// All findings, in the order of files and places.
pub(crate) fn findings(projects: &[LoadedProject]) -> impl Iterator<Item = Finding<'_>> {
    projects.iter().flat_map(|project| {
        project.diagnostics.iter().map(move |diagnostic| Finding {
            project,
            file: &project.files[diagnostic.file.0 as usize],
            diagnostic,
        })
    })
}

impl<'a> Finding<'a> {
    pub(crate) fn code(self) -> &'static str {
        self.diagnostic.code().0
    }

    /// A file its labels and repairs speak of.
    pub(crate) fn other_file(self, id: FileId) -> &'a SchemaFile {
        &self.project.files[id.0 as usize]
    }

    pub(crate) fn safe_fixes(self) -> impl Iterator<Item = &'a Fix> {
        self.diagnostic.fixes.iter().filter(|it| it.is_safe)
    }
}

/// Where a range starts and ends; lines and columns from 1, the end behind the last character.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) start: LineColumn,
    pub(crate) end: LineColumn,
}

/// With columns in characters.
pub(crate) fn span_in_chars(file: &SchemaFile, range: TextRange) -> Span {
    let position = |offset| from_one(file.lines().line_column_chars(offset, file.text()));
    Span { start: position(range.start), end: position(range.end) }
}

/// With columns in UTF-8 bytes.
pub(crate) fn span_in_bytes(file: &SchemaFile, range: TextRange) -> Span {
    let position = |offset| from_one(file.lines().line_column(offset));
    Span { start: position(range.start), end: position(range.end) }
}

fn from_one(at: LineColumn) -> LineColumn {
    LineColumn { line: at.line + 1, column: at.column + 1 }
}

/// The path of a file below the folder that `variable` names, which is the root a service knows; without it, or
/// outside of it, the path below the working directory.
pub(crate) fn path_below(variable: &str, file: &SchemaFile) -> String {
    let Some(root) = std::env::var_os(variable).filter(|it| !it.is_empty()) else {
        return file.shown.clone();
    };
    let root = Path::new(&root);
    let real_root = root.canonicalize();
    let below = [Some(root), real_root.as_deref().ok()]
        .into_iter()
        .flatten()
        .find_map(|root| file.path.strip_prefix(root).ok());
    below.map_or_else(|| file.shown.clone(), |it| it.to_string_lossy().replace('\\', "/"))
}
