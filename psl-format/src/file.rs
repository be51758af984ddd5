//! The whole file: blocks, comments and other text, and the blank lines between them.

use std::ops::Range;

use psl_parser::{PlacedSegment, Segment, SourceFile, TextRange, Token};

use crate::{
    block::push_block,
    comments::push_comment,
    line_break::{LineBreak, push_broken_text, push_comment_text},
    regions::line_end,
    table::Table,
    units::{TextSource, Unit, units},
};

const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// The formatted text, in pieces that say which part of the input they replace.
///
/// The pieces cover input and output without gaps, in order.
pub(crate) struct Layout<'f> {
    pub(crate) text: String,
    pub(crate) pieces: Vec<Piece<'f>>,
    pub(crate) line_break: LineBreak,
}

/// What becomes of the blocks that stand on lines of their own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum OwnLines {
    Written,
    /// Nothing but their place is noted.
    LeftOut,
}

pub(crate) struct Piece<'f> {
    pub(crate) old: Range<usize>,
    pub(crate) new: Range<usize>,
    /// Whether it is one block with its `}`, as opposed to what stands between blocks.
    pub(crate) is_block: bool,
    /// The block, when it was left out of the formatted text.
    pub(crate) left_out: Option<&'f Segment>,
}

impl Piece<'_> {
    /// Whether `range` and the replaced text share a byte; an empty range may also touch its ends.
    pub(crate) fn intersects(&self, range: TextRange) -> bool {
        let (start, end) = (range.start as usize, range.end as usize);
        if range.is_empty() {
            self.old.start <= start && start <= self.old.end
        } else {
            self.old.start < end && start < self.old.end
        }
    }
}

pub(crate) fn lay_out(file: &SourceFile, own_lines: OwnLines) -> Layout<'_> {
    let text: &str = file.text();
    let start = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    let units = units(file);
    let blocks = units.iter().filter(|it| matches!(it, Unit::Block { .. })).count();
    let mut writer = Writer {
        text,
        line_break: LineBreak::of(file),
        own_lines,
        out: match own_lines {
            OwnLines::Written => String::with_capacity(text.len() + text.len() / 8 + 2),
            OwnLines::LeftOut => String::new(),
        },
        pieces: Vec::with_capacity(2 * blocks + 1),
        last: Last::Nothing,
        has_blank: false,
        table: Table::default(),
    };
    writer.out.push_str(text.get(..start).unwrap_or(""));
    for unit in &units {
        writer.unit(unit);
    }
    if start < text.len() {
        writer.end_line();
    }
    writer.piece(text.len(), false);
    Layout { text: writer.out, pieces: writer.pieces, line_break: writer.line_break }
}

struct Writer<'f> {
    text: &'f str,
    line_break: LineBreak,
    own_lines: OwnLines,
    out: String,
    pieces: Vec<Piece<'f>>,
    last: Last,
    has_blank: bool,
    table: Table,
}

/// What was written last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Block,
    /// A line without its line break.
    OpenLine,
    ClosedLine,
}

impl<'f> Writer<'f> {
    fn unit(&mut self, unit: &Unit<'f>) {
        match unit {
            Unit::Blank(_) => self.has_blank = true,
            Unit::Comment { token, .. } => {
                self.separate();
                push_comment(&mut self.out, token.text(), "", self.line_break);
                self.last = Last::OpenLine;
            }
            Unit::Text { range, source } => {
                self.separate();
                let text = self.text.get(range.clone()).unwrap_or("");
                if self.out.is_empty() && text.starts_with(BYTE_ORDER_MARK) {
                    // At the start of the file it would become one.
                    self.out.push_str(self.line_break.as_str());
                }
                if self.is_inside_line(range.start) && is_header(text) {
                    // At column 0 it would end a block above that is open.
                    self.out.push(' ');
                }
                push_broken_text(&mut self.out, text, self.line_break);
                self.last = match source {
                    TextSource::Block { is_closed: true } => Last::Block,
                    _ if text.ends_with(['\n', '\r']) => Last::ClosedLine,
                    _ => Last::OpenLine,
                };
            }
            Unit::Block { placed, comment, range, .. } => {
                self.separate();
                self.piece(range.start, false);
                let left_out = self.own_lines == OwnLines::LeftOut && self.has_own_lines(*placed, range);
                if !left_out {
                    self.block(*placed, *comment);
                }
                self.piece(range.end, true);
                if left_out && let Some(piece) = self.pieces.last_mut() {
                    piece.left_out = Some(placed.segment);
                }
                self.last = Last::Block;
            }
        }
    }

    /// Whether `range` is nothing but the block, from the start of a line to the end of one.
    fn has_own_lines(&self, placed: PlacedSegment<'_>, range: &Range<usize>) -> bool {
        let block = placed.range();
        let (before, after) = (self.text.get(..range.start), self.text.get(range.end..));
        *range == (block.start as usize..block.end as usize)
            && before.is_some_and(|it| it.is_empty() || it.ends_with(['\n', '\r']))
            && after.is_some_and(|it| it.starts_with(self.line_break.as_str()))
    }

    /// Whether something else stands before `pos` on its line.
    fn is_inside_line(&self, pos: usize) -> bool {
        let before = self.text.get(..pos).unwrap_or("");
        !before.is_empty() && before != BYTE_ORDER_MARK && !before.ends_with(['\n', '\r'])
    }

    fn block(&mut self, placed: PlacedSegment<'_>, comment: Option<Token<'_>>) {
        push_block(&mut self.out, placed.segment, self.line_break, &mut self.table);
        if let Some(comment) = comment {
            self.out.push(' ');
            push_comment_text(&mut self.out, comment.text(), self.line_break);
        }
    }

    /// Ends the line before and writes the blank line that is due: always behind a block, else where one was.
    fn separate(&mut self) {
        if self.last != Last::Nothing {
            self.end_line();
            if self.has_blank || self.last == Last::Block {
                self.out.push_str(self.line_break.as_str());
            }
        }
        self.has_blank = false;
    }

    fn end_line(&mut self) {
        if self.last != Last::ClosedLine {
            self.out.push_str(self.line_break.as_str());
        }
    }

    /// Ends a piece that replaces the input up to `old_end`.
    fn piece(&mut self, old_end: usize, is_block: bool) {
        let (old, new) = self.pieces.last().map_or((0, 0), |it| (it.old.end, it.new.end));
        self.pieces.push(Piece { old: old..old_end, new: new..self.out.len(), is_block, left_out: None });
    }
}

/// Whether `text` starts with the header of a block.
fn is_header(text: &str) -> bool {
    let line = text.get(..line_end(text, 0)).unwrap_or("");
    SourceFile::parse(line).segments().first().is_some_and(|it| it.segment.is_block())
}
