//! `// psl-allow: code` comments: which warnings they hide, and which of them hide nothing.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use psl_parser::{FileId, LineIndex, Segment, SyntaxKind, TextRange, TextSize};

use crate::{
    diagnostic::{Diagnostic, FileEdit, Fix, Severity},
    rules::{self, advice::allow_unused},
    schema::Schema,
};

/// A code in a comment, and the bytes of the file it speaks of.
struct Allowance {
    file: FileId,
    code: String,
    range: TextRange,
    covers: TextRange,
    is_used: bool,
}

/// Whether a comment of the segment may allow something.
pub(crate) fn may_allow(segment: &Segment) -> bool {
    static FINDER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(MARK));
    FINDER.find(segment.text().as_bytes()).is_some()
}

/// Takes out the findings that comments allow, and reports codes that allow nothing.
pub(crate) fn apply(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    let mut allowances: Vec<Allowance> = Vec::new();
    for (index, file) in schema.files().iter().enumerate() {
        if memchr::memmem::find(file.text().as_bytes(), MARK.as_bytes()).is_some() {
            collect(schema, FileId(index as u32), &mut allowances);
        }
    }
    if allowances.is_empty() {
        return;
    }
    diagnostics.retain(|diagnostic| {
        if diagnostic.severity == Severity::Error {
            return true;
        }
        let mut is_hidden = false;
        for allowance in &mut allowances {
            let covers =
                allowance.file == diagnostic.file && allowance.covers.touches(diagnostic.range.start);
            if covers && allowance.code == diagnostic.code().0 {
                allowance.is_used = true;
                is_hidden = true;
            }
        }
        !is_hidden
    });
    diagnostics.extend(allowances.into_iter().filter(|it| !it.is_used).map(unused));
}

const MARK: &str = "psl-allow:";

fn collect(schema: &Schema, file: FileId, allowances: &mut Vec<Allowance>) {
    let source = &schema.files()[file.0 as usize];
    let lines = LineIndex::new(source.text());
    for placed in source.segments().iter() {
        let comments = placed.segment.tree().tokens().filter(|it| it.kind() == SyntaxKind::LINE_COMMENT);
        for comment in comments {
            let Some(list) = comment.text().trim_start_matches('/').trim_start().strip_prefix(MARK) else {
                continue;
            };
            let start = placed.start + comment.range().start;
            let covers = scope(source, &lines, start);
            let list_start = start + (comment.text().len() - list.len()) as TextSize;
            for (at, code) in codes(list) {
                let at = list_start + at as TextSize;
                let range = TextRange::new(at, at + code.len() as TextSize);
                allowances.push(Allowance { file, code: code.to_owned(), range, covers, is_used: false });
            }
        }
    }
}

/// The codes of `a, b`, with their places.
fn codes(list: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    list.split(',').filter_map(move |part| {
        let start = at + (part.len() - part.trim_start().len());
        at += part.len() + 1;
        let code = part.trim();
        (!code.is_empty()).then_some((start, code))
    })
}

/// What a comment at `start` speaks of: its own line when something stands before it; the file on its first line; else
/// the next line that is no comment, and the whole block if that is a header.
fn scope(source: &psl_parser::SourceFile, lines: &LineIndex, start: TextSize) -> TextRange {
    let text = source.text();
    let line = lines.line(start);
    let whole = |line: u32| lines.line_range(line, text);
    let before = TextRange::new(lines.line_start(line), start).slice(text);
    if !before.trim().is_empty() {
        return whole(line);
    }
    if line == 0 {
        return TextRange::new(0, text.len() as TextSize);
    }
    let next =
        (line + 1..lines.line_count()).find(|it| !whole(*it).slice(text).trim_start().starts_with("//"));
    let Some(next) = next else { return whole(line) };
    let header = source.segments().iter().find(|it| it.segment.is_block() && lines.line(it.start) == next);
    header.map_or_else(|| whole(next), |it| it.range())
}

fn unused(allowance: Allowance) -> Diagnostic {
    let code = &allowance.code;
    let message = match rules::rule(code) {
        None => format!("there is no finding `{code}`"),
        Some(rule) if rule.severity == Severity::Error => {
            format!("`{code}` is an error and cannot be allowed")
        }
        Some(_) => format!("`{code}` is not found here, so there is nothing to allow"),
    };
    let edit = psl_parser::TextEdit::delete(allowance.range);
    let fix = Fix {
        title: format!("Remove `{code}`"),
        is_safe: true,
        edits: vec![FileEdit { file: allowance.file, edit }],
    };
    Diagnostic {
        rule: &allow_unused::RULE,
        severity: Severity::Warning,
        file: allowance.file,
        range: allowance.range,
        place: allowance.range,
        message,
        labels: Vec::new(),
        help: None,
        fixes: vec![fix],
    }
}
