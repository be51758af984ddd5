//! The vocabulary for places in text that every crate shares: offsets, ranges, edits, lines.
//!
//! All offsets count bytes of UTF-8. Lines and columns are made from them at the edges only, by [`LineIndex`].

use std::fmt;

/// A byte offset into a text, or a length in bytes.
pub type TextSize = u32;

/// A file of a schema, numbered by whoever assembled the schema (in path order, from 0).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct FileId(pub u32);

/// A half-open range of byte offsets: `start` is inside, `end` is not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TextRange {
    pub start: TextSize,
    pub end: TextSize,
}

impl TextRange {
    pub const fn new(start: TextSize, end: TextSize) -> TextRange {
        TextRange { start, end }
    }

    /// The empty range at `offset`.
    pub const fn empty(offset: TextSize) -> TextRange {
        TextRange { start: offset, end: offset }
    }

    pub const fn len(self) -> TextSize {
        self.end - self.start
    }

    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same range in a text where this one's text starts at `offset`.
    pub const fn shifted(self, offset: TextSize) -> TextRange {
        TextRange { start: self.start + offset, end: self.end + offset }
    }

    /// Whether `offset` is inside or directly behind the last byte (as a cursor touches a word).
    pub const fn touches(self, offset: TextSize) -> bool {
        self.start <= offset && offset <= self.end
    }

    pub const fn contains_range(self, other: TextRange) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest range that contains both.
    pub fn cover(self, other: TextRange) -> TextRange {
        TextRange { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The part of `text` this range names; empty when it does not lie on character borders inside it.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

impl fmt::Debug for TextRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// One replacement in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextEdit {
    pub range: TextRange,
    pub new_text: String,
}

impl TextEdit {
    pub fn replace(range: TextRange, new_text: impl Into<String>) -> TextEdit {
        TextEdit { range, new_text: new_text.into() }
    }

    pub fn insert(offset: TextSize, new_text: impl Into<String>) -> TextEdit {
        TextEdit { range: TextRange::empty(offset), new_text: new_text.into() }
    }

    pub fn delete(range: TextRange) -> TextEdit {
        TextEdit { range, new_text: String::new() }
    }
}

/// Applies `edits`, which must not overlap and may come in any order; edits that do not fit the text are skipped.
///
/// Insertions at one offset keep the order they are given in.
pub fn apply_edits(text: &str, edits: &[TextEdit]) -> String {
    let fitting = fitting_edits(text, edits);
    let removed: usize = fitting.iter().map(|it| it.range.len() as usize).sum();
    let added: usize = fitting.iter().map(|it| it.new_text.len()).sum();
    let mut out = String::with_capacity(text.len() - removed + added);
    let mut copied = 0;
    for edit in fitting {
        out.push_str(text.get(copied..edit.range.start as usize).unwrap_or(""));
        out.push_str(&edit.new_text);
        copied = edit.range.end as usize;
    }
    out.push_str(text.get(copied..).unwrap_or(""));
    out
}

/// The edits that [`apply_edits`] does not skip, in text order.
pub fn fitting_edits<'e>(text: &str, edits: &'e [TextEdit]) -> Vec<&'e TextEdit> {
    let mut sorted: Vec<&TextEdit> = edits.iter().collect();
    sorted.sort_by_key(|it| (it.range.start, it.range.end));
    let mut end = 0;
    sorted.retain(|it| {
        let fits = end <= it.range.start && it.range.start <= it.range.end;
        let fits = fits && text.get(it.range.start as usize..it.range.end as usize).is_some();
        if fits {
            end = it.range.end;
        }
        fits
    });
    sorted
}

/// Where the texts of `edits` stand once all are applied, in the order of `edits`. They must not overlap.
pub fn ranges_after(edits: &[TextEdit]) -> Vec<TextRange> {
    let mut order: Vec<usize> = (0..edits.len()).collect();
    order.sort_by_key(|it| (edits[*it].range.start, edits[*it].range.end));
    let mut ranges = vec![TextRange::empty(0); edits.len()];
    let mut shift: i64 = 0;
    for index in order {
        let TextEdit { range, ref new_text } = edits[index];
        let start = (i64::from(range.start) + shift).max(0) as TextSize;
        ranges[index] = TextRange::new(start, start + new_text.len() as TextSize);
        shift += new_text.len() as i64 - i64::from(range.len());
    }
    ranges
}

/// A line and a column, both from 0; the unit of the column is the caller's choice of method.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct LineColumn {
    pub line: u32,
    pub column: u32,
}

/// Where the lines of one text start. Lines end at LF, CR LF or a lone CR, and nowhere else.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineIndex {
    starts: Box<[TextSize]>,
    len: TextSize,
}

impl LineIndex {
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let mut starts = Vec::with_capacity(bytes.len() / 24 + 1);
        starts.push(0);
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            starts.push(at as TextSize + 1);
        }
        LineIndex { starts: starts.into(), len: bytes.len() as TextSize }
    }

    /// The number of lines; a text that ends with a line break has an empty last line.
    pub fn line_count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The line (from 0) that holds `offset`; offsets behind the end belong to the last line.
    pub fn line(&self, offset: TextSize) -> u32 {
        (self.starts.partition_point(|start| *start <= offset) - 1) as u32
    }

    /// The offset at which `line` (from 0) starts; the end of the text for lines behind the last.
    pub fn line_start(&self, line: u32) -> TextSize {
        self.starts.get(line as usize).copied().unwrap_or(self.len)
    }

    /// The range of `line` (from 0) without its line break.
    pub fn line_range(&self, line: u32, text: &str) -> TextRange {
        let start = self.line_start(line);
        let mut end = self.line_start(line + 1);
        let bytes = text.as_bytes();
        while start < end && matches!(bytes.get(end as usize - 1), Some(b'\n' | b'\r')) {
            end -= 1;
        }
        TextRange::new(start, end)
    }

    /// Line and column in bytes.
    pub fn line_column(&self, offset: TextSize) -> LineColumn {
        let line = self.line(offset);
        LineColumn { line, column: offset.saturating_sub(self.line_start(line)) }
    }

    /// Line and column in characters (Unicode scalar values).
    pub fn line_column_chars(&self, offset: TextSize, text: &str) -> LineColumn {
        let line = self.line(offset);
        let prefix = TextRange::new(self.line_start(line), offset).slice(text);
        LineColumn { line, column: prefix.chars().count() as u32 }
    }

    /// Line and column in UTF-16 units.
    pub fn line_column_utf16(&self, offset: TextSize, text: &str) -> LineColumn {
        let line = self.line(offset);
        let prefix = TextRange::new(self.line_start(line), offset).slice(text);
        LineColumn { line, column: prefix.chars().map(|it| it.len_utf16() as u32).sum() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_lines_of_all_three_line_ends() {
        let text = "a\nb\r\nc\rd";
        let index = LineIndex::new(text);
        assert_eq!(index.line_count(), 4);
        let lines: Vec<&str> = (0..4).map(|it| index.line_range(it, text).slice(text)).collect();
        assert_eq!(lines, ["a", "b", "c", "d"]);
        assert_eq!(index.line(3), 1);
        assert_eq!(index.line(99), 3);
    }

    #[test]
    fn counts_columns_in_each_unit() {
        let text = "x\n\"🧱\" y";
        let index = LineIndex::new(text);
        let offset = text.find('y').unwrap() as TextSize;
        assert_eq!(index.line_column(offset).column, 7);
        assert_eq!(index.line_column_chars(offset, text).column, 4);
        assert_eq!(index.line_column_utf16(offset, text).column, 5);
    }

    #[test]
    fn applies_edits_in_any_order() {
        let edits = [
            TextEdit::insert(3, "!"),
            TextEdit::replace(TextRange::new(0, 1), "X"),
            TextEdit::insert(3, "?"),
        ];
        assert_eq!(apply_edits("abc", &edits), "Xbc!?");
    }
}
