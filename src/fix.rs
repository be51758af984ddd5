//! Applies repairs: round after round until nothing changes, then lays out the blocks that were touched.

use std::collections::BTreeMap;

use psl_parser::{FileId, TextEdit, TextRange, apply_edits};
use psl_validate::Fix;

use crate::load::{LoadedProject, SchemaFile};

/// Which repairs to apply.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kinds {
    Safe,
    All,
}

const MOST_ROUNDS: usize = 10;

/// Repairs a project. Of repairs that overlap the first wins a round; `filter` decides which findings count.
pub(crate) fn apply(
    mut project: LoadedProject,
    kinds: Kinds,
    filter: impl Fn(&mut LoadedProject),
) -> LoadedProject {
    for _ in 0..MOST_ROUNDS {
        let edits = round(&project, kinds);
        if edits.is_empty() {
            break;
        }
        let LoadedProject { project: discovered, files, is_incomplete, .. } = project;
        let files = files
            .into_iter()
            .enumerate()
            .map(|(index, file)| match edits.get(&FileId(index as u32)) {
                Some(edits) => edited(file, edits),
                None => file,
            })
            .collect();
        project = LoadedProject::resolve(discovered, files, is_incomplete);
        filter(&mut project);
    }
    project
}

/// The edits of one round, by file: at most one repair for each finding, none overlapping another.
fn round(project: &LoadedProject, kinds: Kinds) -> BTreeMap<FileId, Vec<TextEdit>> {
    let mut edits: BTreeMap<FileId, Vec<TextEdit>> = BTreeMap::new();
    for diagnostic in &project.diagnostics {
        let fix = match kinds {
            Kinds::Safe => diagnostic.fixes.iter().find(|it| it.is_safe),
            Kinds::All => diagnostic.fixes.first(),
        };
        let Some(fix) = fix.filter(|it| !it.edits.is_empty()) else { continue };
        if !overlaps(fix, &edits) {
            for edit in &fix.edits {
                edits.entry(edit.file).or_default().push(edit.edit.clone());
            }
        }
    }
    edits
}

fn overlaps(fix: &Fix, edits: &BTreeMap<FileId, Vec<TextEdit>>) -> bool {
    let touch = |a: TextRange, b: TextRange| a.start <= b.end && b.start <= a.end;
    fix.edits.iter().any(|it| {
        edits.get(&it.file).is_some_and(|others| others.iter().any(|other| touch(other.range, it.edit.range)))
    })
}

/// The file with the edits made, and the blocks they touch laid out.
fn edited(file: SchemaFile, edits: &[TextEdit]) -> SchemaFile {
    let text = apply_edits(file.text(), edits);
    let touched = ranges_after(edits);
    let repaired = SchemaFile::new(file.path, text);
    let layout = psl_format::format_blocks(&repaired.source, &touched);
    if layout.is_empty() {
        return repaired;
    }
    let text = apply_edits(repaired.text(), &layout);
    SchemaFile::new(repaired.path, text)
}

/// Where the edits ended up in the new text.
fn ranges_after(edits: &[TextEdit]) -> Vec<TextRange> {
    let mut sorted: Vec<&TextEdit> = edits.iter().collect();
    sorted.sort_by_key(|it| (it.range.start, it.range.end));
    let mut shift: i64 = 0;
    let mut ranges = Vec::new();
    for edit in sorted {
        let start = (i64::from(edit.range.start) + shift).max(0) as u32;
        ranges.push(TextRange::new(start, start + edit.new_text.len() as u32));
        shift += edit.new_text.len() as i64 - i64::from(edit.range.len());
    }
    ranges
}
