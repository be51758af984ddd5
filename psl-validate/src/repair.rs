//! Many repairs at once.

use std::collections::BTreeMap;

use psl_parser::{FileId, TextEdit, TextRange};

use crate::{Diagnostic, Fix};

/// Edits by file. Those of one file do not overlap.
pub type Edits = BTreeMap<FileId, Vec<TextEdit>>;

/// After how many rounds repairing stops, should repairs undo each other. Repairs that insert at one place take a round
/// each.
pub const MOST_ROUNDS: usize = 100;

/// One round of repairs: the edits, and the findings they answer. For each finding that is the first fix `is_wanted`
/// accepts; of fixes that overlap or touch, the first wins, so the others need a round of their own.
pub fn round<'a>(
    findings: impl IntoIterator<Item = &'a Diagnostic>,
    is_wanted: impl Fn(&Fix) -> bool,
) -> (Edits, Vec<&'a Diagnostic>) {
    let mut edits = Edits::new();
    let mut answered = Vec::new();
    for finding in findings {
        let fix = finding.fixes.iter().find(|it| !it.edits.is_empty() && is_wanted(it));
        let Some(fix) = fix.filter(|it| !touches(it, &edits)) else { continue };
        for edit in &fix.edits {
            edits.entry(edit.file).or_default().push(edit.edit.clone());
        }
        answered.push(finding);
    }
    (edits, answered)
}

fn touches(fix: &Fix, edits: &Edits) -> bool {
    let touch = |a: TextRange, b: TextRange| a.start <= b.end && b.start <= a.end;
    fix.edits.iter().any(|it| {
        edits.get(&it.file).is_some_and(|others| others.iter().any(|other| touch(other.range, it.edit.range)))
    })
}
