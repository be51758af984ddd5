//! Code actions: the repairs that findings carry, comments that allow a warning, and refactorings.

mod alias_written_out;
mod allow_here;
mod fix_all;
mod refactoring;
mod rename_here;

use psl_parser::{FileId, TextRange};
use psl_validate::{Diagnostic, FileEdit, Fix, Severity, repair::Edits};

use crate::{
    FileRange, Snapshot,
    change::{self, Layout},
};

/// What an action is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ActionKind {
    /// Answers findings.
    QuickFix,
    /// Makes a block of its own of something.
    Extract,
    /// Puts something in the place of its name.
    Inline,
    /// Says the same, or nearly the same, in another way.
    Rewrite,
    /// All safe repairs of a file at once.
    FixAll,
}

impl ActionKind {
    pub const ALL: [ActionKind; 5] = [
        ActionKind::QuickFix,
        ActionKind::Extract,
        ActionKind::Inline,
        ActionKind::Rewrite,
        ActionKind::FixAll,
    ];

    /// Those that need no finding.
    pub const REFACTORINGS: [ActionKind; 3] = [ActionKind::Extract, ActionKind::Inline, ActionKind::Rewrite];
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
    /// Why it cannot be done here; then there are no edits.
    pub disabled: Option<String>,
    /// Where it moves something to. The title ends before the name of the file.
    pub destination: Option<Destination>,
    /// Before anything is laid out.
    edits: Edits,
    /// Makes the edits when they are wanted, because they are many.
    whole: Option<fn(&Snapshot) -> Edits>,
    layout: Layout,
}

/// A file that something is moved to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Destination {
    /// One of the schema; the edits change it.
    File(FileId),
    /// One to be made beside the present file.
    NewFile { name: String, text: String },
}

impl CodeAction {
    /// One that can be done and moves nothing.
    fn new(kind: ActionKind, title: String, diagnostics: Vec<Diagnostic>, edits: Edits) -> CodeAction {
        CodeAction {
            title,
            kind,
            diagnostics,
            is_preferred: false,
            disabled: None,
            destination: None,
            edits,
            whole: None,
            layout: Layout::Nothing,
        }
    }

    /// Whether making the edits looks at the whole schema, which takes a while.
    pub fn is_slow(&self) -> bool {
        self.whole.is_some()
    }

    /// The edits, with the blocks laid out that they touch.
    pub fn edits(&self, snapshot: &Snapshot) -> Edits {
        let raw = self.whole.map_or_else(|| self.edits.clone(), |it| it(snapshot));
        if self.layout == Layout::Nothing {
            return raw;
        }
        let mut edits = Edits::new();
        for (id, raw) in &raw {
            let Some(file) = snapshot.file(*id) else { continue };
            let smallest = change::with_layout(file, raw, |_| self.layout);
            if !smallest.is_empty() {
                edits.insert(*id, smallest);
            }
        }
        edits
    }
}

fn by_file(edits: impl IntoIterator<Item = FileEdit>) -> Edits {
    let mut by_file = Edits::new();
    for FileEdit { file, edit } in edits {
        by_file.entry(file).or_default().push(edit);
    }
    by_file
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
        quick_fixes(&here, &mut actions);
        rename_here::push(snapshot, &here, &mut actions);
        alias_written_out::push(snapshot, &here, &mut actions);
        allow_here::push(snapshot, &here, &mut actions);
    }
    if filter.kinds.iter().any(|it| ActionKind::REFACTORINGS.contains(it)) {
        let refactorings = refactoring::all(snapshot, at).into_iter();
        actions.extend(refactorings.filter(|it| filter.kinds.contains(&it.kind)));
    }
    if filter.kinds.contains(&ActionKind::FixAll) {
        actions.extend(fix_all::action(snapshot, at.file, filter));
    }
    actions
}

fn quick_fixes(diagnostics: &[&Diagnostic], actions: &mut Vec<CodeAction>) {
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
            if fix.edits.is_empty() {
                continue;
            }
            seen.push((fix, actions.len()));
            let edits = by_file(fix.edits.iter().cloned());
            let answered = vec![(*diagnostic).clone()];
            actions.push(CodeAction {
                is_preferred: index == 0 && fix.is_safe,
                layout: Layout::Block,
                ..CodeAction::new(ActionKind::QuickFix, fix.title.clone(), answered, edits)
            });
        }
    }
}

#[cfg(test)]
mod tests;
