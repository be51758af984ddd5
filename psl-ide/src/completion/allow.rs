//! Codes in `// psl-allow: `: of the findings the comment speaks of, then of all warnings.

use psl_parser::{TextRange, TextSize};
use psl_validate::{RULES, Severity};

use super::{Completion, CompletionKind};
use crate::{FilePosition, FileRange, Snapshot};

const MARK: &str = "// psl-allow:";

/// The codes that can stand at a position; `None` when it is in no such comment.
pub(super) fn codes(snapshot: &Snapshot, at: FilePosition) -> Option<Vec<Completion>> {
    let (text, lines) = (snapshot.text(at.file), snapshot.lines(at.file)?);
    let line = lines.line(at.offset);
    let range = lines.line_range(line, text);
    let before = text.get(range.start as usize..at.offset as usize)?;
    let (code, written) = before.split_once(MARK)?;
    let is_code = |it: char| it.is_ascii_alphanumeric() || it == '-';
    let behind = text.get(at.offset as usize..)?;
    let start = at.offset - (written.len() - written.trim_end_matches(is_code).len()) as TextSize;
    let end = at.offset + (behind.len() - behind.trim_start_matches(is_code).len()) as TextSize;
    // It speaks of its own line, or of the next one when it stands alone.
    let is_alone = code.trim().is_empty();
    let mut target = line + u32::from(is_alone);
    while is_alone && lines.line_range(target, text).slice(text).trim_start().starts_with("//") {
        target += 1;
    }
    let here = crate::diagnostics(snapshot).iter().filter(|it| {
        it.file == at.file && it.severity != Severity::Error && lines.line(it.range.start) == target
    });
    let mut found: Vec<(u8, &str)> = here.map(|it| (0, it.code().0)).collect();
    found.extend(RULES.iter().filter(|it| it.severity == Severity::Warning).map(|it| (1, it.code.0)));
    let used: Vec<&str> = written.split(',').map(str::trim).collect();
    let mut items: Vec<Completion> = Vec::new();
    for (group, code) in found {
        if !used.contains(&code) && items.iter().all(|it| it.label != code) {
            let replaced = FileRange { file: at.file, range: TextRange::new(start, end) };
            items.push(Completion::new(group, CompletionKind::Constant, code, replaced));
        }
    }
    Some(items)
}
