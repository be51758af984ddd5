//! All safe repairs of a file: round after round until nothing changes.

use std::sync::Arc;

use psl_parser::{FileId, SourceFile, apply_edits};
use psl_validate::{
    Diagnostic,
    repair::{Edits, MOST_ROUNDS, round},
};

use super::{ActionFilter, ActionKind, CodeAction};
use crate::{
    Snapshot,
    change::{self, Layout},
};

/// One change for all findings of `file` that have a safe repair; `None` when there are none.
pub(super) fn action(snapshot: &Snapshot, file: FileId, filter: ActionFilter<'_>) -> Option<CodeAction> {
    let mut current = snapshot.clone();
    let mut answered: Vec<Diagnostic> = Vec::new();
    for round_number in 0..MOST_ROUNDS {
        let findings = crate::diagnostics(&current).iter().filter(|it| it.file == file && filter.shows(it));
        let (edits, repaired) = round(findings, |it| it.is_safe);
        if edits.is_empty() {
            break;
        }
        if round_number == 0 {
            answered = repaired.into_iter().cloned().collect();
        }
        current = after(&current, &edits);
    }
    if answered.is_empty() {
        return None;
    }
    let mut edits = Edits::new();
    for id in snapshot.file_ids() {
        let difference = change::difference(snapshot.text(id), current.text(id));
        if !difference.is_empty() {
            edits.insert(id, difference);
        }
    }
    let title = "Apply all safe fixes".to_owned();
    (!edits.is_empty()).then(|| CodeAction::new(ActionKind::FixAll, title, answered, edits))
}

fn after(snapshot: &Snapshot, edits: &Edits) -> Snapshot {
    let file = |(index, file): (usize, &Arc<SourceFile>)| match edits.get(&FileId(index as u32)) {
        Some(edits) => {
            let edits = change::with_layout(file, edits, |_| Layout::Block);
            Arc::new(file.edited(apply_edits(file.text(), &edits)))
        }
        None => Arc::clone(file),
    };
    let files: Vec<_> = snapshot.files().iter().enumerate().map(file).collect();
    snapshot.with_files(&files)
}
