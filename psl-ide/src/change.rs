//! Changes of several files at once: edits by file, with the blocks they touch laid out.

use std::collections::BTreeMap;

use psl_parser::{FileId, SourceFile, TextEdit, TextRange, TextSize, apply_edits};

/// Edits by file. Those of one file do not overlap.
pub type Edits = BTreeMap<FileId, Vec<TextEdit>>;

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
    let rows = ranges_after(edits, |it| layout(it) == Layout::Rows);
    let blocks = ranges_after(edits, |it| layout(it) == Layout::Block);
    if !rows.is_empty() || !blocks.is_empty() {
        let changed = SourceFile::parse(text.as_str());
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

/// Where those edits ended up in the new text that `is_wanted` accepts.
fn ranges_after(edits: &[TextEdit], is_wanted: impl Fn(&TextEdit) -> bool) -> Vec<TextRange> {
    let mut sorted: Vec<&TextEdit> = edits.iter().collect();
    sorted.sort_by_key(|it| (it.range.start, it.range.end));
    let mut shift: i64 = 0;
    let mut ranges = Vec::new();
    for edit in sorted {
        let start = (i64::from(edit.range.start) + shift).max(0) as TextSize;
        if is_wanted(edit) {
            ranges.push(TextRange::new(start, start + edit.new_text.len() as TextSize));
        }
        shift += edit.new_text.len() as i64 - i64::from(edit.range.len());
    }
    ranges
}

/// The edits that make `new` of `old`: line by line, and in a line from the first word that differs to the last.
pub(crate) fn difference(old: &str, new: &str) -> Vec<TextEdit> {
    let old_lines: Vec<&str> = old.split_inclusive('\n').collect();
    let new_lines: Vec<&str> = new.split_inclusive('\n').collect();
    let same = |(a, b): &(&&str, &&str)| a == b;
    let before = old_lines.iter().zip(&new_lines).take_while(same).count();
    let (old_rest, new_rest) = (&old_lines[before..], &new_lines[before..]);
    let behind = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(same).count();
    let (old_rest, new_rest) = (&old_rest[..old_rest.len() - behind], &new_rest[..new_rest.len() - behind]);
    let mut at = old_lines[..before].iter().map(|it| it.len() as TextSize).sum();
    let mut edits = Vec::new();
    for (old_part, new_part) in hunks(old_rest, new_rest) {
        let (old_text, new_text) = (old_part.concat(), new_part.concat());
        if old_part.len() == new_part.len() {
            let mut start = at;
            for (a, b) in old_part.iter().zip(new_part) {
                edits.extend(line_edit(start, a, b));
                start += a.len() as TextSize;
            }
        } else {
            edits.extend(line_edit(at, &old_text, &new_text));
        }
        at += old_text.len() as TextSize;
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

/// Two lists of lines cut into pairs of parts: equal ones, and ones of which one replaces the other.
fn hunks<'a>(old: &'a [&'a str], new: &'a [&'a str]) -> Vec<(&'a [&'a str], &'a [&'a str])> {
    const MOST_CELLS: usize = 4_000_000;
    if old.len().saturating_mul(new.len()) > MOST_CELLS {
        return vec![(old, new)];
    }
    // The length of the longest common part of what is behind each pair of places.
    let width = new.len() + 1;
    let mut longest = vec![0_u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            longest[i * width + j] = match old[i] == new[j] {
                true => longest[(i + 1) * width + j + 1] + 1,
                false => longest[(i + 1) * width + j].max(longest[i * width + j + 1]),
            };
        }
    }
    let mut parts = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        let (from_i, from_j) = (i, j);
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else {
            while (i < old.len() || j < new.len()) && !(i < old.len() && j < new.len() && old[i] == new[j]) {
                let is_removed = j == new.len()
                    || (i < old.len() && longest[(i + 1) * width + j] >= longest[i * width + j + 1]);
                if is_removed {
                    i += 1;
                } else {
                    j += 1;
                }
            }
        }
        parts.push((&old[from_i..i], &new[from_j..j]));
    }
    parts
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
