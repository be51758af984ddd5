//! Changes of several files at once: edits by file, with the blocks they touch laid out.

use psl_parser::{SourceFile, TextEdit, TextRange, TextSize, apply_edits, ranges_after};
use similar::{Algorithm, DiffTag, capture_diff_slices};

/// How much of the block an edit lies in is laid out afterwards.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Layout {
    Nothing,
    /// Blanks inside of lines: the columns of its rows.
    Rows,
    Block,
}

/// The text of `file` after `edits`, with the blocks laid out that they touch.
pub(crate) fn laid_out(
    file: &SourceFile,
    edits: &[TextEdit],
    layout: impl Fn(&TextEdit) -> Layout,
) -> String {
    let mut text = apply_edits(file.text(), edits);
    let after = ranges_after(edits);
    let wanted = |kind: Layout| -> Vec<TextRange> {
        edits.iter().zip(&after).filter(|(it, _)| layout(it) == kind).map(|(_, range)| *range).collect()
    };
    let (rows, blocks) = (wanted(Layout::Rows), wanted(Layout::Block));
    if !rows.is_empty() || !blocks.is_empty() {
        let changed = file.edited(text.as_str());
        let mut edits = psl_format::format_blocks(&changed, &blocks);
        let is_other = |it: &TextEdit| {
            edits.iter().all(|other| other.range.end <= it.range.start || it.range.end <= other.range.start)
        };
        let rows: Vec<_> = rows_only(&changed, &rows).into_iter().filter(is_other).collect();
        edits.extend(rows);
        text = apply_edits(changed.text(), &edits);
    }
    text
}

/// Of the edits that lay out blocks those that only change blanks inside of lines.
fn rows_only(file: &SourceFile, ranges: &[TextRange]) -> Vec<TextEdit> {
    let content = |line: &str| line.split_whitespace().collect::<String>();
    let mut rows = Vec::new();
    for edit in psl_format::format_blocks(file, ranges) {
        let mut start = edit.range.start;
        for line in edit.range.slice(file.text()).split_inclusive('\n') {
            let same = |it: &&str| !line.trim().is_empty() && content(it) == content(line);
            if let Some(row) = edit.new_text.split_inclusive('\n').find(same) {
                rows.extend(line_edit(start, line, row));
            }
            start += line.len() as TextSize;
        }
    }
    rows
}

/// The edits that make `new` of `old`: line by line, and in a line from the first word that differs to the last.
pub(crate) fn difference(old: &str, new: &str) -> Vec<TextEdit> {
    let old_lines: Vec<&str> = old.split_inclusive('\n').collect();
    let new_lines: Vec<&str> = new.split_inclusive('\n').collect();
    let starts: Vec<TextSize> = old_lines
        .iter()
        .scan(0, |at, it| Some(std::mem::replace(at, *at + it.len() as TextSize)))
        .chain([old.len() as TextSize])
        .collect();
    let mut edits = Vec::new();
    for hunk in capture_diff_slices(Algorithm::Myers, &old_lines, &new_lines) {
        let (old_range, new_range) = (hunk.old_range(), hunk.new_range());
        let (old_part, new_part) = (&old_lines[old_range.clone()], &new_lines[new_range]);
        let starts = &starts[old_range.start..];
        if hunk.tag() == DiffTag::Equal {
            continue;
        }
        if old_part.len() == new_part.len() {
            let lines = old_part.iter().zip(new_part).zip(starts);
            edits.extend(lines.filter_map(|((old, new), start)| line_edit(*start, old, new)));
        } else {
            edits.extend(line_edit(starts[0], &old_part.concat(), &new_part.concat()));
        }
    }
    edits
}

/// The edit of one part, without what is the same at its start and at its end.
fn line_edit(start: TextSize, old: &str, new: &str) -> Option<TextEdit> {
    if old == new {
        return None;
    }
    let same = |(a, b): &(char, char)| a == b;
    let is_word = |it: char| it.is_alphanumeric() || it == '_';
    let len = |it: &[(char, char)]| it.iter().map(|it| it.0.len_utf8()).sum::<usize>();
    let mut before: Vec<_> = old.chars().zip(new.chars()).take_while(same).collect();
    // A word changes as a whole.
    while before.last().is_some_and(|it| is_word(it.0)) {
        before.pop();
    }
    let before = len(&before);
    let (old, new) = (old.get(before..)?, new.get(before..)?);
    let mut behind: Vec<_> = old.chars().rev().zip(new.chars().rev()).take_while(same).collect();
    while behind.last().is_some_and(|it| is_word(it.0)) {
        behind.pop();
    }
    let behind = len(&behind);
    let start = start + before as TextSize;
    let range = TextRange::new(start, start + (old.len() - behind) as TextSize);
    Some(TextEdit::replace(range, new.get(..new.len() - behind)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &str, new: &str, edits: usize) {
        let found = difference(old, new);
        assert_eq!(apply_edits(old, &found), new);
        assert_eq!(found.len(), edits, "{found:?}");
    }

    #[test]
    fn edits_are_small_and_lead_to_the_new_text() {
        check("a\nb\nc\n", "a\nb\nc\n", 0);
        check("a\nb\nc\nd\ne\n", "a\nx\nc\ny\ne\n", 2);
        check("a\nb\n", "a\nx\nb\n", 1);
        check("a\nx\nb", "a\nb", 1);
        check("", "a\n", 1);
        check("é x\n", "è x\n", 1);
    }

    #[test]
    fn words_change_as_a_whole() {
        let edits = difference("@@index([name, other])\n", "@@index([rename, other])\n");
        assert_eq!(edits, [TextEdit::replace(TextRange::new(9, 13), "rename")]);
    }
}
