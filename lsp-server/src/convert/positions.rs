//! Byte offsets ↔ lines and columns in the unit the client counts in.

use psl_parser::{LineIndex, TextRange, TextSize};
use tower_lsp::lsp_types::{Position, Range};

/// The unit of columns.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Encoding {
    Utf8,
    #[default]
    Utf16,
}

/// A text with its lines, in the unit of the client.
#[derive(Clone, Copy)]
pub(crate) struct Lines<'a> {
    pub(crate) text: &'a str,
    pub(crate) index: &'a LineIndex,
    pub(crate) encoding: Encoding,
}

impl Lines<'_> {
    pub(crate) fn position(&self, offset: TextSize) -> Position {
        let place = match self.encoding {
            Encoding::Utf8 => self.index.line_column(offset),
            Encoding::Utf16 => self.index.line_column_utf16(offset, self.text),
        };
        Position::new(place.line, place.column)
    }

    pub(crate) fn range(&self, range: TextRange) -> Range {
        Range::new(self.position(range.start), self.position(range.end))
    }

    /// The offset of a position. Columns beyond the line mean its end, lines beyond the text mean its end, and the
    /// middle of a character means its start.
    pub(crate) fn offset(&self, position: Position) -> TextSize {
        if position.line >= self.index.line_count() {
            return self.text.len() as TextSize;
        }
        let line = self.index.line_range(position.line, self.text);
        let text = line.slice(self.text);
        let mut column = 0;
        for (at, char) in text.char_indices() {
            column += match self.encoding {
                Encoding::Utf8 => char.len_utf8() as u32,
                Encoding::Utf16 => char.len_utf16() as u32,
            };
            if column > position.character {
                return line.start + at as TextSize;
            }
        }
        line.end
    }

    pub(crate) fn text_range(&self, range: Range) -> TextRange {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        TextRange::new(start.min(end), start.max(end))
    }

    /// The part of `range` on its first line, and at least one character of it where there is one.
    pub(crate) fn visible(&self, range: TextRange) -> TextRange {
        let line = self.index.line_range(self.index.line(range.start), self.text);
        let start = range.start.min(line.end);
        let end = range.end.clamp(start, line.end);
        if start < end {
            return TextRange::new(start, end);
        }
        let next = TextRange::new(start, line.end).slice(self.text).chars().next();
        if let Some(next) = next {
            return TextRange::new(start, start + next.len_utf8() as TextSize);
        }
        let before = TextRange::new(line.start, start).slice(self.text).chars().next_back();
        TextRange::new(start - before.map_or(0, |it| it.len_utf8() as TextSize), start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines<'a>(text: &'a str, index: &'a LineIndex, encoding: Encoding) -> Lines<'a> {
        Lines { text, index, encoding }
    }

    #[test]
    fn l32_counts_columns_in_the_unit_of_the_client() {
        let text = "a\n\"🧱\" x";
        let index = LineIndex::new(text);
        let x = text.find('x').unwrap() as TextSize;
        for (encoding, column) in [(Encoding::Utf8, 7), (Encoding::Utf16, 5)] {
            let lines = lines(text, &index, encoding);
            assert_eq!(lines.position(x), Position::new(1, column));
            assert_eq!(lines.offset(Position::new(1, column)), x);
        }
    }

    #[test]
    fn l31_l32_wrong_positions_move_to_the_nearest_right_one() {
        let text = "🧱a\r\nb\rc";
        let index = LineIndex::new(text);
        let utf16 = lines(text, &index, Encoding::Utf16);
        assert_eq!(utf16.offset(Position::new(0, 1)), 0, "inside a surrogate pair");
        assert_eq!(utf16.offset(Position::new(0, 99)), 5, "beyond the line");
        assert_eq!(utf16.offset(Position::new(2, 0)), 9, "behind a lone CR");
        assert_eq!(utf16.offset(Position::new(9, 9)), 10, "beyond the text");
        let utf8 = lines(text, &index, Encoding::Utf8);
        assert_eq!(utf8.offset(Position::new(0, 3)), 0, "inside a character");
    }

    #[test]
    fn l55_visible_ranges_stay_on_one_line_and_are_not_empty() {
        let text = "ab\ncd\n\n";
        let index = LineIndex::new(text);
        let lines = lines(text, &index, Encoding::Utf8);
        assert_eq!(lines.visible(TextRange::new(1, 5)), TextRange::new(1, 2));
        assert_eq!(lines.visible(TextRange::new(3, 3)), TextRange::new(3, 4));
        assert_eq!(lines.visible(TextRange::new(2, 2)), TextRange::new(1, 2));
        assert_eq!(lines.visible(TextRange::new(6, 6)), TextRange::new(6, 6), "nothing is there");
    }
}
