//! `// psl-allow: code` above what a warning is about.

use psl_parser::{LineIndex, SourceFile, TextEdit, TextRange, TextSize, ast};
use psl_validate::{Diagnostic, Severity};

use super::{ActionKind, CodeAction};
use crate::{Edits, Snapshot};

/// The finding about comments that allow nothing; a comment cannot hide it.
const ABOUT_COMMENTS: &str = "allow-unused";

pub(super) fn push(snapshot: &Snapshot, diagnostics: &[&Diagnostic], actions: &mut Vec<CodeAction>) {
    for diagnostic in diagnostics {
        let code = diagnostic.code().0;
        if diagnostic.severity == Severity::Error || code == ABOUT_COMMENTS {
            continue;
        }
        let (Some(file), Some(lines)) = (snapshot.file(diagnostic.file), snapshot.lines(diagnostic.file))
        else {
            continue;
        };
        let Some(edit) = edit(file, lines, diagnostic.range.start, code) else { continue };
        let edits = Edits::from([(diagnostic.file, vec![edit])]);
        if let Some(same) = actions.iter_mut().find(|it| it.edits == edits) {
            same.diagnostics.push((*diagnostic).clone());
            continue;
        }
        let scope = if edits_first_line(&edits) { "in this file" } else { "here" };
        let title = format!("Allow `{code}` {scope}");
        actions.push(CodeAction::new(ActionKind::QuickFix, title, vec![(*diagnostic).clone()], edits));
    }
}

/// The comment on the line above the one with `offset`, and above its doc comment. Above the first line of a file it
/// speaks of the whole file.
pub(super) fn edit(file: &SourceFile, lines: &LineIndex, offset: TextSize, code: &str) -> Option<TextEdit> {
    let text = file.text();
    let line = lines.line(offset);
    if !starts_something(file, lines, offset) {
        return None;
    }
    let content = |line: u32| lines.line_range(line, text).slice(text);
    let mut target = line;
    while target > 1 && content(target - 1).trim_start().starts_with("///") {
        target -= 1;
    }
    let first = content(target);
    let indent = first.get(..first.len() - first.trim_start_matches([' ', '\t']).len()).unwrap_or("");
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let comment = format!("{indent}// psl-allow: {code}{line_break}");
    Some(TextEdit::insert(lines.line_start(target), comment))
}

fn edits_first_line(edits: &Edits) -> bool {
    edits.values().flatten().any(|it| it.range.start == 0)
}

/// Whether a block or one of its members starts on the line of `offset`. In the middle of one no comment fits.
fn starts_something(file: &SourceFile, lines: &LineIndex, offset: TextSize) -> bool {
    let Some(placed) = file.segment_at(offset) else { return false };
    let line = lines.line(offset);
    let is_here = |range: TextRange| lines.line(placed.start + range.start) == line;
    match ast::Block::of(placed.segment) {
        Some(block) => {
            let header = block.keyword().map(|it| it.range());
            let mut members = block.members().map(|it| it.node().range());
            header.is_some_and(is_here) || members.any(is_here)
        }
        None => true,
    }
}
