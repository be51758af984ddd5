//! Applies repairs: round after round until nothing changes, then lays out the blocks that were touched.

use psl_parser::{FileId, TextEdit, apply_edits, ranges_after};
use psl_validate::{
    Fix,
    repair::{MOST_ROUNDS, round},
};

use crate::load::{LoadedProject, SchemaFile};

/// Repairs a project with the fixes `is_wanted` accepts; `filter` decides which findings count.
pub(crate) fn apply(
    mut project: LoadedProject,
    is_wanted: impl Fn(&Fix) -> bool,
    filter: impl Fn(&mut LoadedProject),
) -> LoadedProject {
    for _ in 0..MOST_ROUNDS {
        let edits = round(&project.diagnostics, &is_wanted).0;
        if edits.is_empty() {
            break;
        }
        let files = std::mem::take(&mut project.files)
            .into_iter()
            .enumerate()
            .map(|(index, file)| match edits.get(&FileId(index as u32)) {
                Some(edits) => edited(file, edits),
                None => file,
            })
            .collect();
        project = project.updated(files);
        filter(&mut project);
    }
    project
}

/// The file with the edits made, and the blocks they touch laid out.
fn edited(file: SchemaFile, edits: &[TextEdit]) -> SchemaFile {
    let repaired = file.edited(apply_edits(file.text(), edits));
    let layout = psl_format::format_blocks(&repaired.source, &ranges_after(edits));
    if layout.is_empty() {
        return repaired;
    }
    repaired.edited(apply_edits(repaired.text(), &layout))
}
