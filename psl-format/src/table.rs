//! A run of lines whose cells stand in columns.
//!
//! Rows and other lines are collected, then written at once, because the widest cell may come last. Lines that are no
//! rows (comments, broken lines) keep their place and have no say in the widths.

use unicode_width::UnicodeWidthStr;

use crate::line_break::LineBreak;

/// The indentation of everything in a block.
pub(crate) const INDENT: &str = "  ";

/// Collects rows of up to three cells. All text lies in one buffer that is used again for the next table.
#[derive(Default)]
pub(crate) struct Table {
    text: String,
    lines: Vec<Line>,
    /// The widest first and second cell.
    widths: [usize; 2],
    /// The row that is being collected.
    row: Row,
}

enum Line {
    Row(Row),
    /// Lines that print as collected, up to this end.
    Text(usize),
}

/// The ends of the cells in the buffer, and how wide the first two are.
#[derive(Default)]
struct Row {
    ends: [usize; 3],
    widths: [usize; 2],
    end: usize,
}

impl Table {
    /// Where the text of the next cell, comment or line is to be appended.
    pub(crate) fn buffer(&mut self) -> &mut String {
        &mut self.text
    }

    /// Ends cell `index` (0 to 2, in this order) of the current row.
    pub(crate) fn end_cell(&mut self, index: usize) {
        let start = match index {
            0 => self.lines.last().map_or(0, Line::end),
            _ => self.row.ends[index - 1],
        };
        self.row.ends[index] = self.text.len();
        if index < 2 {
            let width = width(self.text.get(start..).unwrap_or(""));
            self.row.widths[index] = width;
            self.widths[index] = self.widths[index].max(width);
        }
    }

    /// Ends the row; what was appended behind the last cell is its comment.
    pub(crate) fn end_row(&mut self) {
        let mut row = std::mem::take(&mut self.row);
        row.end = self.text.len();
        self.lines.push(Line::Row(row));
    }

    /// Ends lines that are no row: what was appended prints as it is, with a line break behind it.
    pub(crate) fn end_text(&mut self) {
        self.lines.push(Line::Text(self.text.len()));
    }

    /// Writes all lines and forgets them.
    pub(crate) fn flush(&mut self, out: &mut String, line_break: LineBreak) {
        let mut start = 0;
        for line in &self.lines {
            match line {
                Line::Row(row) => self.push_row(out, start, row),
                Line::Text(end) => out.push_str(self.slice(start, *end)),
            }
            out.push_str(line_break.as_str());
            start = line.end();
        }
        self.text.clear();
        self.lines.clear();
        self.widths = [0; 2];
    }

    fn push_row(&self, out: &mut String, start: usize, row: &Row) {
        let [first, second, third] = row.ends;
        out.push_str(INDENT);
        out.push_str(self.slice(start, first));
        if third > first {
            push_spaces(out, self.widths[0] - row.widths[0] + 1);
            out.push_str(self.slice(first, second));
        }
        if third > second {
            push_spaces(out, self.widths[1] - row.widths[1] + 1);
            out.push_str(self.slice(second, third));
        }
        if row.end > third {
            out.push(' ');
            out.push_str(self.slice(third, row.end));
        }
    }

    fn slice(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or("")
    }
}

impl Line {
    fn end(&self) -> usize {
        match self {
            Line::Row(row) => row.end,
            Line::Text(end) => *end,
        }
    }
}

/// How many columns of a terminal or editor `text` takes: wide characters two, combining ones none.
fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

fn push_spaces(out: &mut String, count: usize) {
    const SPACES: &str = "                                ";
    let mut count = count;
    while count > 0 {
        let part = SPACES.get(..count).unwrap_or(SPACES);
        out.push_str(part);
        count -= part.len();
    }
}
