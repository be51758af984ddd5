//! All safe repairs of a file: round after round until nothing changes.

use std::{collections::BTreeMap, sync::Arc};

use psl_parser::{FileId, SourceFile, TextEdit, TextRange};
use psl_validate::{Diagnostic, Fix};

use super::{ActionFilter, ActionKind, CodeAction};
use crate::{
    Snapshot,
    change::{self, Edits, Layout},
};

const MOST_ROUNDS: usize = 10;

/// One change for all findings of `file` that have a safe repair; `None` when there are none.
pub(super) fn action(snapshot: &Snapshot, file: FileId, filter: ActionFilter<'_>) -> Option<CodeAction> {
    let mut current = snapshot.clone();
    let mut answered: Vec<Diagnostic> = Vec::new();
    for round_number in 0..MOST_ROUNDS {
        let findings = crate::diagnostics(&current).iter().filter(|it| it.file == file && filter.shows(it));
        let (edits, repaired) = round(findings);
        if edits.is_empty() {
            break;
        }
        if round_number == 0 {
            answered = repaired;
        }
        current = after(&current, &edits);
    }
    let mut edits = Edits::new();
    for id in snapshot.file_ids() {
        let difference = change::difference(snapshot.text(id), current.text(id));
        if !difference.is_empty() {
            edits.insert(id, difference);
        }
    }
    (!edits.is_empty()).then(|| CodeAction {
        title: "Apply all safe fixes".to_owned(),
        kind: ActionKind::FixAll,
        diagnostics: answered,
        is_preferred: false,
        edits,
    })
}

/// The edits of one round and the findings they answer: of repairs that overlap the first wins.
fn round<'a>(findings: impl Iterator<Item = &'a Diagnostic>) -> (Edits, Vec<Diagnostic>) {
    let mut edits: Edits = BTreeMap::new();
    let mut answered = Vec::new();
    for diagnostic in findings {
        let fix = diagnostic.fixes.iter().find(|it| it.is_safe && !it.edits.is_empty());
        let Some(fix) = fix.filter(|it| !overlaps(it, &edits)) else { continue };
        for edit in &fix.edits {
            edits.entry(edit.file).or_default().push(edit.edit.clone());
        }
        answered.push(diagnostic.clone());
    }
    (edits, answered)
}

fn overlaps(fix: &Fix, edits: &Edits) -> bool {
    let touch = |a: TextRange, b: TextRange| a.start <= b.end && b.start <= a.end;
    let overlaps_one = |others: &Vec<TextEdit>, own: TextRange| others.iter().any(|it| touch(it.range, own));
    fix.edits.iter().any(|it| edits.get(&it.file).is_some_and(|others| overlaps_one(others, it.edit.range)))
}

fn after(snapshot: &Snapshot, edits: &Edits) -> Snapshot {
    let file = |(index, file): (usize, &Arc<SourceFile>)| match edits.get(&FileId(index as u32)) {
        Some(edits) => Arc::new(SourceFile::parse(change::laid_out(file, edits, |_| Layout::Block))),
        None => Arc::clone(file),
    };
    let files: Vec<_> = snapshot.files().iter().enumerate().map(file).collect();
    Snapshot::new(&files, snapshot.rules())
}
