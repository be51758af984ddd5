//! Many repairs at once.

use std::collections::BTreeMap;

use psl_parser::{FileId, TextEdit, TextRange};

use crate::{Diagnostic, Fix, Severity};

/// Edits by file. Those of one file do not overlap.
pub type Edits = BTreeMap<FileId, Vec<TextEdit>>;

/// After how many rounds repairing stops, should repairs undo each other. Repairs that insert at one place take a round
/// each.
pub const MOST_ROUNDS: usize = 1_000;

/// One round of repairs: the edits, and the findings they answer. For each finding that is the first fix `is_wanted`
/// accepts; of fixes that overlap or touch, the first wins, so the others need a round of their own.
///
/// Fixes that are not safe wait until every part of the schema is understood, as those of `prisma format` do; for advice
/// they are never made at once.
pub fn round<'a>(
    findings: impl IntoIterator<Item = &'a Diagnostic>,
    is_wanted: impl Fn(&Fix) -> bool,
) -> (Edits, Vec<&'a Diagnostic>) {
    let findings: Vec<&Diagnostic> = findings.into_iter().collect();
    let is_understood = !findings.iter().any(|it| it.is_error() && it.rule.is_about_reading());
    let mut edits = Edits::new();
    let mut answered = Vec::new();
    for finding in findings {
        let takes_unsafe =
            finding.severity != Severity::Information && (is_understood || finding.rule.is_about_reading());
        let is_made = |it: &&Fix| !it.edits.is_empty() && (it.is_safe || takes_unsafe) && is_wanted(it);
        let fix = finding.fixes.iter().find(is_made);
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
