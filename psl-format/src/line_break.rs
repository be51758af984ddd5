//! Line breaks: which kind a file uses, and copying text so that it uses one kind only.
//!
//! LF, CR LF and CR are read; LF or CR LF is written.

use psl_parser::{SourceFile, SyntaxKind, TextSize};

use crate::units::{self, Unit};

/// The line break a formatted file is written with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineBreak {
    /// Line feed.
    Lf,
    /// Carriage return and line feed.
    CrLf,
}

impl LineBreak {
    /// The line break `file` is formatted with: the first one decides, unless it is one that formatting never changes.
    pub fn of(file: &SourceFile) -> LineBreak {
        let text: &str = file.text();
        let mut units = None;
        let mut pos = 0;
        while let Some(at) = text.get(pos..).and_then(|it| it.find(['\n', '\r'])) {
            let (before, rest) = text.split_at(pos + at);
            let len = break_len(rest);
            // Behind a backslash it may belong to a string or to broken text.
            let may_be_kept = before.ends_with('\\');
            if !may_be_kept || !is_kept(units.get_or_insert_with(|| units::units(file)), before.len()) {
                return if len == 2 { LineBreak::CrLf } else { LineBreak::Lf };
            }
            pos = before.len() + len;
        }
        LineBreak::Lf
    }

    /// The characters of the line break.
    pub fn as_str(self) -> &'static str {
        match self {
            LineBreak::Lf => "\n",
            LineBreak::CrLf => "\r\n",
        }
    }
}

/// Whether the line break at `pos`, which stands behind a backslash, is copied as it is.
fn is_kept(units: &[Unit<'_>], pos: usize) -> bool {
    let after = units.partition_point(|it| it.start() <= pos);
    let Some(unit) = after.checked_sub(1).and_then(|it| units.get(it)) else { return false };
    match unit {
        Unit::Text { range, .. } => pos < range.end,
        Unit::Block { placed, .. } => {
            let token = placed.segment.tree().token_at((pos as TextSize).saturating_sub(placed.start));
            token.is_some_and(|it| it.kind() == SyntaxKind::STRING)
        }
        Unit::Blank(_) | Unit::Comment { .. } => false,
    }
}

/// The length of the line break that `text` starts with, 0 when it starts with none.
pub(crate) fn break_len(text: &str) -> usize {
    match text.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\n' | b'\r', ..] => 1,
        _ => 0,
    }
}

/// The lines of `text`, each with its line break (empty for the last).
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(at) = text.find(['\n', '\r']) else {
            rest = None;
            return Some((text, ""));
        };
        let (line, tail) = text.split_at(at);
        let (line_break, tail) = tail.split_at(break_len(tail));
        rest = Some(tail);
        Some((line, line_break))
    })
}

/// Copies a comment.
pub(crate) fn push_comment_text(out: &mut String, text: &str, line_break: LineBreak) {
    if is_uniform(text, line_break) {
        out.push_str(text);
        return;
    }
    for (line, old_break) in lines(text) {
        out.push_str(line);
        if !old_break.is_empty() {
            out.push_str(line_break.as_str());
        }
    }
}

/// Copies text that does not fit. LF and CR LF behind a backslash are kept, because the text may be half a string, and
/// with the other of the two it could become a whole one.
pub(crate) fn push_broken_text(out: &mut String, text: &str, line_break: LineBreak) {
    if is_uniform(text, line_break) {
        out.push_str(text);
        return;
    }
    for (line, old_break) in lines(text) {
        out.push_str(line);
        if !old_break.is_empty() {
            out.push_str(if line.ends_with('\\') { kept_break(old_break) } else { line_break.as_str() });
        }
    }
}

/// What a line break behind a backslash becomes: CR alone is no line break.
pub(crate) fn kept_break(old: &str) -> &str {
    if old == "\r" { "\n" } else { old }
}

/// Whether `text` surely has no other line breaks than `line_break`.
fn is_uniform(text: &str, line_break: LineBreak) -> bool {
    !text.contains('\r') && (line_break == LineBreak::Lf || !text.contains('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_break_decides() {
        let check = |text: &str, expected: LineBreak| {
            assert_eq!(LineBreak::of(&SourceFile::parse(text)), expected, "{text:?}");
        };
        check("a\nb\r\n", LineBreak::Lf);
        check("a\r\nb\n", LineBreak::CrLf);
        check("a\rb\r\n", LineBreak::Lf);
        check("a", LineBreak::Lf);
        check("text \\\nb\r\n", LineBreak::CrLf);
        check("// text \\\nb\r\n", LineBreak::Lf);
    }

    #[test]
    fn splits_at_all_three_breaks() {
        let all: Vec<_> = lines("a\nb\r\n\rc").collect();
        assert_eq!(all, [("a", "\n"), ("b", "\r\n"), ("", "\r"), ("c", "")]);
    }

    #[test]
    fn keeps_the_break_behind_a_backslash_of_broken_text() {
        let mut out = String::new();
        push_broken_text(&mut out, "a\\\r\nb\r\nc", LineBreak::Lf);
        assert_eq!(out, "a\\\r\nb\nc");
    }
}
