//! Code actions: the repairs that findings carry, and comments that allow a warning.

mod allow_here;
mod fix_all;

use psl_parser::TextRange;
use psl_validate::{Diagnostic, Fix, Severity, repair::Edits};

use crate::{
    FileRange, Snapshot,
    change::{self, Layout},
};

/// What an action is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ActionKind {
    /// Answers findings.
    QuickFix,
    /// All safe repairs of a file at once.
    FixAll,
}

/// A change that is offered.
#[derive(Clone, Debug)]
pub struct CodeAction {
    pub title: String,
    pub kind: ActionKind,
    /// The findings it answers.
    pub diagnostics: Vec<Diagnostic>,
    /// The one that a key press without a choice may take.
    pub is_preferred: bool,
    pub edits: Edits,
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct ActionFilter<'a> {
    pub kinds: &'a [ActionKind],
    /// Codes of findings that nobody is shown, unless they are errors.
    pub hidden: &'a [String],
}

impl ActionFilter<'_> {
    fn shows(self, diagnostic: &Diagnostic) -> bool {
        diagnostic.severity == Severity::Error || !self.hidden.iter().any(|it| *it == diagnostic.code().0)
    }
}

/// The actions for a range of a file. Repairs come in the order of their findings, and before what only hides them.
pub fn code_actions(snapshot: &Snapshot, at: FileRange, filter: ActionFilter<'_>) -> Vec<CodeAction> {
    let mut actions = Vec::new();
    if filter.kinds.contains(&ActionKind::QuickFix) {
        let touches = |it: TextRange| it.start <= at.range.end && at.range.start <= it.end;
        let all = crate::diagnostics(snapshot).iter();
        let here: Vec<&Diagnostic> =
            all.filter(|it| it.file == at.file && touches(it.range)).filter(|it| filter.shows(it)).collect();
        quick_fixes(snapshot, &here, &mut actions);
        allow_here::push(snapshot, &here, &mut actions);
    }
    if filter.kinds.contains(&ActionKind::FixAll) {
        actions.extend(fix_all::action(snapshot, at.file, filter));
    }
    actions
}

fn quick_fixes(snapshot: &Snapshot, diagnostics: &[&Diagnostic], actions: &mut Vec<CodeAction>) {
    // One repair may answer several findings.
    let mut seen: Vec<(&Fix, usize)> = Vec::new();
    for diagnostic in diagnostics {
        for (index, fix) in diagnostic.fixes.iter().enumerate() {
            if let Some(action) =
                seen.iter().find(|it| it.0 == fix).and_then(|(_, action)| actions.get_mut(*action))
            {
                action.diagnostics.push((*diagnostic).clone());
                continue;
            }
            let edits = edits_of(snapshot, fix);
            if edits.is_empty() {
                continue;
            }
            seen.push((fix, actions.len()));
            actions.push(CodeAction {
                title: fix.title.clone(),
                kind: ActionKind::QuickFix,
                diagnostics: vec![(*diagnostic).clone()],
                is_preferred: index == 0 && fix.is_safe,
                edits,
            });
        }
    }
}

/// The edits of a repair, with the blocks they touch laid out.
fn edits_of(snapshot: &Snapshot, fix: &Fix) -> Edits {
    let mut raw: Edits = Edits::new();
    for edit in &fix.edits {
        raw.entry(edit.file).or_default().push(edit.edit.clone());
    }
    let mut edits = Edits::new();
    for (id, raw) in raw {
        let Some(file) = snapshot.file(id) else { continue };
        let difference = change::difference(file.text(), &change::laid_out(file, &raw, |_| Layout::Block));
        if !difference.is_empty() {
            edits.insert(id, difference);
        }
    }
    edits
}

#[cfg(test)]
mod tests;
