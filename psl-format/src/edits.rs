//! Old and new text → the smallest edits of whole lines.
//!
//! Formatting changes blanks and moves few lines, so lines that are equal but for their blanks are paired first; only
//! what is left between two pairs needs a general comparison, which is short then.

use std::{borrow::Cow, ops::Range};

use psl_parser::{Segment, TextRange, TextSize};

use crate::{
    laid_out,
    line_break::{LineBreak, break_len, lines},
};

/// A part of the old text and what replaces it.
pub(crate) struct Change<'a> {
    pub(crate) old: Range<usize>,
    pub(crate) new: Cow<'a, str>,
}

/// The edits of a block that stands on lines of its own, relative to it; the last one may reach over the line break
/// behind it.
pub(crate) struct BlockEdits {
    line_break: LineBreak,
    /// What is replaced, and where the text for it ends among all of these.
    edits: Box<[(TextRange, TextSize)]>,
    new_texts: Box<str>,
}

impl BlockEdits {
    pub(crate) fn iter(&self) -> impl Iterator<Item = (TextRange, &str)> {
        let mut start = 0;
        self.edits.iter().map(move |(range, end)| {
            let new = TextRange::new(std::mem::replace(&mut start, *end), *end);
            (*range, new.slice(&self.new_texts))
        })
    }
}

/// The edits that format a block which is followed by `line_break`, remembered with it. `None` when it has line breaks of
/// another kind.
pub(crate) fn of_block(segment: &Segment, line_break: LineBreak) -> Option<&BlockEdits> {
    let remembered = segment.memo(|segment| {
        let line_break = if segment.text().contains('\r') { LineBreak::CrLf } else { LineBreak::Lf };
        let old = format!("{}{}", segment.text(), line_break.as_str());
        let new = laid_out(segment, line_break) + line_break.as_str();
        let (mut edits, mut new_texts) = (Vec::new(), String::new());
        line_edits(
            &old,
            [Change { old: 0..old.len(), new: Cow::Owned(new) }],
            &mut |range, new_text: &str| {
                new_texts.push_str(new_text);
                edits.push((range, new_texts.len() as TextSize));
            },
        );
        BlockEdits { line_break, edits: edits.into(), new_texts: new_texts.into() }
    });
    (remembered.line_break == line_break).then_some(remembered)
}

/// Tells the edits that apply `changes`, which lie in text order and do not overlap.
pub(crate) fn line_edits<'a>(
    text: &str,
    changes: impl IntoIterator<Item = Change<'a>>,
    tell: &mut impl FnMut(TextRange, &str),
) {
    let mut hunk: Option<(Range<usize>, String)> = None;
    for change in changes {
        let Some(old) = text.get(change.old.clone()) else { continue };
        if old == change.new {
            continue;
        }
        if let Some((old, new)) = &mut hunk
            && line_start(text, change.old.start) <= line_end(text, old.end)
        {
            new.push_str(text.get(old.end..change.old.start).unwrap_or(""));
            new.push_str(&change.new);
            old.end = change.old.end;
            continue;
        }
        tell_hunk(text, hunk.take(), tell);
        let start = line_start(text, change.old.start);
        let mut new = text.get(start..change.old.start).unwrap_or("").to_owned();
        new.push_str(&change.new);
        hunk = Some((start..change.old.end, new));
    }
    tell_hunk(text, hunk, tell);
}

fn line_start(text: &str, pos: usize) -> usize {
    text.get(..pos).and_then(|it| it.rfind(['\n', '\r'])).map_or(0, |it| it + 1)
}

/// The end of the line of `pos`, line break included.
fn line_end(text: &str, pos: usize) -> usize {
    let rest = text.get(pos..).unwrap_or("");
    rest.find(['\n', '\r']).map_or(text.len(), |it| pos + it + break_len(&rest[it..]))
}

fn tell_hunk(text: &str, hunk: Option<(Range<usize>, String)>, tell: &mut impl FnMut(TextRange, &str)) {
    let Some((old, mut new)) = hunk else { return };
    let end = line_end(text, old.end);
    new.push_str(text.get(old.end..end).unwrap_or(""));
    let old_lines = Lines::new(text.get(old.start..end).unwrap_or(""));
    let new_lines = Lines::new(&new);
    let mut done = (0, 0);
    for (old_line, new_line) in kept_lines(&old_lines, &new_lines) {
        tell_edit(old.start, &old_lines, done.0..old_line, &new_lines, done.1..new_line, tell);
        done = (old_line + 1, new_line + 1);
    }
    tell_edit(old.start, &old_lines, done.0..old_lines.len(), &new_lines, done.1..new_lines.len(), tell);
}

fn tell_edit(
    base: usize,
    old_lines: &Lines<'_>,
    old: Range<usize>,
    new_lines: &Lines<'_>,
    new: Range<usize>,
    tell: &mut impl FnMut(TextRange, &str),
) {
    let (range, old_text) = old_lines.slice(old);
    let (_, new_text) = new_lines.slice(new);
    if old_text == new_text {
        return;
    }
    // A missing last line break is put in; the line before it stays.
    let (start, new_text) = match new_text.strip_prefix(old_text) {
        Some(rest) => (range.end, rest),
        None => (range.start, new_text),
    };
    let range = TextRange::new((base + start) as TextSize, (base + range.end) as TextSize);
    tell(range, new_text);
}

/// A text and where its lines start. Lines include their line breaks.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Lines<'a> {
        let mut starts = Vec::with_capacity(text.len() / 24 + 1);
        let mut pos = 0;
        for (line, line_break) in lines(text) {
            if pos < text.len() {
                starts.push(pos);
            }
            pos += line.len() + line_break.len();
        }
        Lines { text, starts }
    }

    fn len(&self) -> usize {
        self.starts.len()
    }

    fn start(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(self.text.len())
    }

    fn slice(&self, lines: Range<usize>) -> (Range<usize>, &'a str) {
        let range = self.start(lines.start)..self.start(lines.end);
        (range.clone(), self.text.get(range).unwrap_or(""))
    }

    fn line(&self, line: usize) -> &'a str {
        self.slice(line..line + 1).1
    }

    /// The lines of `range` by a hash of what is no blank, those that occur once only, sorted by it.
    fn unique_keys(&self, range: Range<usize>) -> Vec<(u64, usize)> {
        let mut keys: Vec<(u64, usize)> = range.map(|line| (key(self.line(line)), line)).collect();
        keys.sort_unstable();
        let groups = keys.chunk_by(|a, b| a.0 == b.0);
        groups.filter_map(|it| if let [only] = it { Some(*only) } else { None }).collect()
    }
}

/// A hash (FNV-1a) of the bytes that are no white space.
fn key(line: &str) -> u64 {
    let bytes = line.bytes().filter(|it| !it.is_ascii_whitespace());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The equal lines, when each line of the old text is the one of the same number in the new text, blanks aside: mostly
/// nothing but the columns changed.
fn kept_in_place(old: &Lines<'_>, new: &Lines<'_>) -> Option<Vec<(usize, usize)>> {
    if old.len() != new.len() {
        return None;
    }
    let mut kept = Vec::new();
    for line in 0..old.len() {
        let (old_line, new_line) = (old.line(line), new.line(line));
        if old_line == new_line {
            kept.push((line, line));
        } else if !is_equal_but_for_blanks(old_line, new_line) {
            return None;
        }
    }
    Some(kept)
}

fn is_equal_but_for_blanks(a: &str, b: &str) -> bool {
    let is_mark = |it: &u8| !it.is_ascii_whitespace();
    a.bytes().filter(is_mark).eq(b.bytes().filter(is_mark))
}

/// Pairs of equal lines, rising in both texts.
fn kept_lines(old: &Lines<'_>, new: &Lines<'_>) -> Vec<(usize, usize)> {
    if let Some(kept) = kept_in_place(old, new) {
        return kept;
    }
    let mut kept = Vec::new();
    let (mut old_at, mut new_at) = (0, 0);
    let anchors = anchors(old, new);
    for (old_line, new_line) in anchors.into_iter().chain([(old.len(), new.len())]) {
        push_equal_lines(old, old_at..old_line, new, new_at..new_line, &mut kept);
        if old_line < old.len() && old.line(old_line) == new.line(new_line) {
            kept.push((old_line, new_line));
        }
        (old_at, new_at) = (old_line + 1, new_line + 1);
    }
    kept
}

/// Lines that occur once in both texts, blanks aside: the longest run that rises in both.
fn anchors(old: &Lines<'_>, new: &Lines<'_>) -> Vec<(usize, usize)> {
    let new_keys = new.unique_keys(0..new.len());
    let mut pairs: Vec<(usize, usize)> = old
        .unique_keys(0..old.len())
        .into_iter()
        .filter_map(|(key, line)| {
            let found = new_keys.binary_search_by_key(&key, |it| it.0).ok()?;
            Some((line, new_keys[found].1))
        })
        .collect();
    pairs.sort_unstable();
    // The best run that ends at each length so far, and for each pair the one before it in its run.
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for index in 0..pairs.len() {
        let length = tails.partition_point(|it| pairs[*it].1 < pairs[index].1);
        before[index] = length.checked_sub(1).map(|it| tails[it]);
        if length < tails.len() {
            tails[length] = index;
        } else {
            tails.push(index);
        }
    }
    let last = tails.last().copied();
    let mut run: Vec<_> = std::iter::successors(last, |it| before[*it]).map(|it| pairs[it]).collect();
    run.reverse();
    run
}

/// How many pairs of lines are compared between two anchors. Beyond it, only the ends are.
const MAX_COMPARISONS: usize = 4096;

/// The longest common run of lines, rising in both.
fn push_equal_lines(
    old: &Lines<'_>,
    old_range: Range<usize>,
    new: &Lines<'_>,
    new_range: Range<usize>,
    kept: &mut Vec<(usize, usize)>,
) {
    let (mut old_range, mut new_range) = (old_range, new_range);
    while !old_range.is_empty()
        && !new_range.is_empty()
        && old.line(old_range.start) == new.line(new_range.start)
    {
        kept.push((old_range.start, new_range.start));
        old_range.start += 1;
        new_range.start += 1;
    }
    let mut tail = 0;
    while tail < old_range.len().min(new_range.len())
        && old.line(old_range.end - tail - 1) == new.line(new_range.end - tail - 1)
    {
        tail += 1;
    }
    old_range.end -= tail;
    new_range.end -= tail;
    if !old_range.is_empty() && !new_range.is_empty() && old_range.len() * new_range.len() <= MAX_COMPARISONS
    {
        push_longest_common(old, old_range.clone(), new, new_range.clone(), kept);
    }
    kept.extend((0..tail).map(|it| (old_range.end + it, new_range.end + it)));
}

fn push_longest_common(
    old: &Lines<'_>,
    old_range: Range<usize>,
    new: &Lines<'_>,
    new_range: Range<usize>,
    kept: &mut Vec<(usize, usize)>,
) {
    let (rows, columns) = (old_range.len(), new_range.len());
    let width = columns + 1;
    // The length of the longest common run of what follows line `row` and line `column`.
    let mut lengths = vec![0u16; (rows + 1) * width];
    let equal =
        |row: usize, column: usize| old.line(old_range.start + row) == new.line(new_range.start + column);
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            lengths[row * width + column] = if equal(row, column) {
                lengths[(row + 1) * width + column + 1] + 1
            } else {
                lengths[(row + 1) * width + column].max(lengths[row * width + column + 1])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        if equal(row, column) {
            kept.push((old_range.start + row, new_range.start + column));
            row += 1;
            column += 1;
        } else if lengths[(row + 1) * width + column] >= lengths[row * width + column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use psl_parser::{TextEdit, apply_edits};

    use super::*;

    /// Replaces all of `old`; each expected edit is the old lines and the new ones.
    fn check(old: &str, new: &str, expected: &[(&str, &str)]) {
        let mut edits = Vec::new();
        line_edits(old, [Change { old: 0..old.len(), new: new.into() }], &mut |range, new_text: &str| {
            edits.push(TextEdit::replace(range, new_text));
        });
        assert_eq!(apply_edits(old, &edits), new);
        let edits: Vec<_> = edits.iter().map(|it| (it.range.slice(old), it.new_text.as_str())).collect();
        assert_eq!(edits, expected);
    }

    #[test]
    fn equal_texts_need_no_edit() {
        check("a\nb\n", "a\nb\n", &[]);
    }

    #[test]
    fn lines_between_changed_ones_are_left_out() {
        check(" a\n\nb\n\n c\n", "a\n\nb\n\nc\n", &[(" a\n", "a\n"), (" c\n", "c\n")]);
    }

    #[test]
    fn a_moved_line_goes_here_and_comes_there() {
        check("x\na\nb\nc\n", "a\nb\nc\nx\n", &[("x\n", ""), ("", "x\n")]);
    }

    #[test]
    fn a_missing_line_break_is_put_in() {
        check("a\nb", "a\nb\n", &[("", "\n")]);
        check("a\nb\n\n\n", "a\nb\n", &[("\n\n", "")]);
    }

    #[test]
    fn lines_that_occur_often_are_told_apart_by_their_neighbours() {
        check("{\n}\n\n\n{\n }\n", "{\n}\n\n{\n}\n", &[("\n", ""), (" }\n", "}\n")]);
    }

    #[test]
    fn a_part_of_a_line_takes_the_line_along() {
        let mut edits = Vec::new();
        line_edits("ab cd\nef\n", [Change { old: 2..3, new: "\n".into() }], &mut |range, new_text: &str| {
            edits.push(TextEdit::replace(range, new_text));
        });
        assert_eq!(edits, [TextEdit::replace(TextRange::new(0, 6), "ab\ncd\n")]);
    }
}
