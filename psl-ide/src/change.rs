//! Changes of several files at once: edits by file, with the blocks they touch laid out.

use psl_parser::{SourceFile, TextEdit, TextRange, TextSize, apply_edits, fitting_edits, ranges_after};
use similar::{Algorithm, DiffTag, capture_diff_slices};

/// How much of the block an edit lies in is laid out afterwards.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Layout {
    Nothing,
    /// Blanks inside of lines: the columns of its rows.
    Rows,
    Block,
}

/// With more edits than this it is faster to read the whole text again.
const FEW_EDITS: usize = 16;

/// The smallest edits that make `edits`, which do not overlap, and lay out the blocks they touch.
///
/// Costs what the touched blocks and a copy of the text cost.
pub(crate) fn with_layout(
    file: &SourceFile,
    edits: &[TextEdit],
    layout: impl Fn(&TextEdit) -> Layout,
) -> Vec<TextEdit> {
    let edits: Vec<TextEdit> = fitting_edits(file.text(), edits).into_iter().cloned().collect();
    let after = ranges_after(&edits);
    let changed = match edits.len() {
        ..=FEW_EDITS => edits.iter().rev().fold(file.clone(), |file, it| file.edited_at(it)),
        _ => file.edited(apply_edits(file.text(), &edits)),
    };
    let text: &str = changed.text();
    let wanted = |kind: Layout| -> Vec<TextRange> {
        edits.iter().zip(&after).filter(|(it, _)| layout(it) == kind).map(|(_, range)| *range).collect()
    };
    let layout_edits = layout_edits(&changed, &wanted(Layout::Rows), &wanted(Layout::Block));
    let growth = |it: &TextEdit| it.new_text.len() as i64 - i64::from(it.range.len());
    let made = edits.iter().zip(&after).map(|(it, range)| (*range, growth(it)));
    let mut places: Vec<(TextRange, i64)> = made.chain(layout_edits.iter().map(|it| (it.range, 0))).collect();
    for place in &mut places {
        place.0 = whole_lines(text, place.0);
    }
    places.sort_unstable_by_key(|it| (it.0.start, it.0.end));
    places.dedup_by(|next, place| {
        let touch = next.0.start <= place.0.end;
        if touch {
            *place = (TextRange::new(place.0.start, place.0.end.max(next.0.end)), place.1 + next.1);
        }
        touch
    });
    let mut smallest = Vec::new();
    let mut shift = 0;
    for (range, growth) in places {
        let before = |offset: TextSize, shift: i64| (i64::from(offset) - shift) as TextSize;
        let old = TextRange::new(before(range.start, shift), before(range.end, shift + growth));
        shift += growth;
        let first = layout_edits.partition_point(|it| it.range.start < range.start);
        let own = layout_edits.iter().skip(first).take_while(|it| it.range.end <= range.end);
        let own: Vec<_> = own.map(|it| moved(it, |offset| offset - range.start)).collect();
        let found = difference(old.slice(file.text()), &apply_edits(range.slice(text), &own));
        smallest.extend(found.iter().map(|it| moved(it, |offset| offset + old.start)));
    }
    smallest
}

fn moved(edit: &TextEdit, offset: impl Fn(TextSize) -> TextSize) -> TextEdit {
    let range = TextRange::new(offset(edit.range.start), offset(edit.range.end));
    TextEdit::replace(range, edit.new_text.as_str())
}

/// `range` with the rest of the lines it starts and ends in.
fn whole_lines(text: &str, range: TextRange) -> TextRange {
    let before = text.get(..range.start as usize).unwrap_or("");
    let start = before.rfind('\n').map_or(0, |it| it as TextSize + 1);
    if !range.is_empty() && range.slice(text).ends_with('\n') {
        return TextRange::new(start, range.end);
    }
    let behind = text.get(range.end as usize..).unwrap_or("");
    let end = behind.find('\n').map_or(text.len() as TextSize, |it| range.end + it as TextSize + 1);
    TextRange::new(start, end)
}

/// The edits that lay out the rows or the blocks that the ranges touch, in text order.
fn layout_edits(file: &SourceFile, rows: &[TextRange], blocks: &[TextRange]) -> Vec<TextEdit> {
    if rows.is_empty() && blocks.is_empty() {
        return Vec::new();
    }
    let mut edits = psl_format::format_blocks(file, blocks);
    let is_other = |it: &TextEdit| {
        edits.iter().all(|other| other.range.end <= it.range.start || it.range.end <= other.range.start)
    };
    let rows: Vec<_> = rows_only(file, rows).into_iter().filter(is_other).collect();
    edits.extend(rows);
    edits.sort_by_key(|it| (it.range.start, it.range.end));
    edits
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
    fn blocks_that_edits_touch_are_laid_out_and_nothing_else_changes() {
        let block =
            |index: usize| format!("model M{index} {{\n  id Int @id\n  name   String?\n\n  other Int\n}}\n");
        for count in [3, 40] {
            let text: String = (0..count).map(|it| block(it) + "\n").collect();
            let file = SourceFile::parse(text.as_str());
            let mut edits = Vec::new();
            for segment in file.segments().iter().filter(|it| it.segment.is_block()).step_by(2) {
                let at = |word: &str| segment.start + segment.segment.text().find(word).unwrap() as TextSize;
                let id = TextRange::new(at("id"), at("Int"));
                edits.push(TextEdit::insert(at("id"), "first Int // 1\n  "));
                edits.push(TextEdit::replace(id, "number "));
                edits.push(TextEdit::delete(TextRange::new(at("  name"), at("\n\n") + 1)));
                edits.push(TextEdit::insert(at("  other"), "  more Bytes?\n"));
            }
            edits.push(TextEdit::insert(0, "// start\n"));
            let changed = SourceFile::parse(apply_edits(&text, &edits));
            let layout = psl_format::format_blocks(&changed, &ranges_after(&edits));
            let found = with_layout(&file, &edits, |_| Layout::Block);
            assert_eq!(apply_edits(&text, &found), apply_edits(changed.text(), &layout));
            assert!(found.iter().all(|it| it.new_text.lines().count() <= 4), "{found:#?}");
        }
    }

    #[test]
    fn words_change_as_a_whole() {
        let edits = difference("@@index([name, other])\n", "@@index([rename, other])\n");
        assert_eq!(edits, [TextEdit::replace(TextRange::new(9, 13), "rename")]);
    }
}
