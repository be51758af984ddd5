//! File → what stands side by side at its top level, in input order.

use std::{iter::Peekable, ops::Range};

use psl_parser::{Element, PlacedSegment, SourceFile, SyntaxKind::*, Token, is_blank};

use crate::{
    brace_regions::group_regions,
    line_break::break_len,
    regions::{Stop, line_end, scan},
    stray::{StraySearch, Stretch, join_stretches},
};

/// A part of the file that is laid out as one. Ranges are offsets into the file.
pub(crate) enum Unit<'f> {
    /// One or more blank lines; the first starts here.
    Blank(usize),
    Comment {
        token: Token<'f>,
        range: Range<usize>,
    },
    /// A block with its `}`, and the comment that stays behind it. The range includes the indentation.
    Block {
        placed: PlacedSegment<'f>,
        comment: Option<Token<'f>>,
        range: Range<usize>,
        is_indented: bool,
    },
    /// Lines that are copied as they are, without the last line break (unless it follows a backslash).
    Text {
        range: Range<usize>,
        source: TextSource,
    },
}

/// Where copied lines come from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextSource {
    Loose,
    /// No region of braces goes over a block.
    Block {
        is_closed: bool,
    },
}

impl Unit<'_> {
    pub(crate) fn start(&self) -> usize {
        match self {
            Unit::Blank(start) => *start,
            Unit::Comment { range, .. } | Unit::Block { range, .. } | Unit::Text { range, .. } => range.start,
        }
    }

    pub(crate) fn range(&self) -> Option<Range<usize>> {
        match self {
            Unit::Blank(_) => None,
            Unit::Comment { range, .. } | Unit::Block { range, .. } | Unit::Text { range, .. } => {
                Some(range.clone())
            }
        }
    }
}

/// Reads the units of `file`, in text order. A byte order mark is none.
pub(crate) fn units(file: &SourceFile) -> Vec<Unit<'_>> {
    let mut reader = Reader {
        text: file.text(),
        units: Vec::with_capacity(2 * file.segments().len() + 8),
        line_start: 0,
        is_empty_line: true,
    };
    let mut stray = StraySearch::default();
    let mut stretches = Vec::new();
    for placed in file.segments().iter() {
        if placed.segment.is_block()
            && let Some(reach) = stray.reach(placed, file.text())
        {
            stretches.push(Stretch { first: reader.units.len(), reach });
        }
        match placed.segment.is_block() {
            true if placed.segment.is_closed() => reader.block(placed),
            true => reader.unclosed_block(placed),
            false => reader.loose(placed),
        }
    }
    let units = if stretches.is_empty() {
        reader.units
    } else {
        join_stretches(reader.units, &stretches, file.text())
    };
    group_regions(units, file.text())
}

struct Reader<'f> {
    text: &'f str,
    units: Vec<Unit<'f>>,
    /// Where the current line starts, as long as only blanks were read on it.
    line_start: usize,
    is_empty_line: bool,
}

impl<'f> Reader<'f> {
    /// Where an item at `pos` starts when its indentation is counted in.
    fn start(&self, pos: usize) -> usize {
        if self.is_empty_line { self.line_start } else { pos }
    }

    fn newline(&mut self, end: usize) {
        if self.is_empty_line && !matches!(self.units.last(), Some(Unit::Blank(_))) {
            self.units.push(Unit::Blank(self.line_start));
        }
        self.is_empty_line = true;
        self.line_start = end;
    }

    fn block(&mut self, placed: PlacedSegment<'f>) {
        let pos = placed.start as usize;
        let range = self.start(pos)..placed.range().end as usize;
        let is_indented = !self.is_empty_line || range.start < pos;
        self.units.push(Unit::Block { placed, comment: None, range, is_indented });
        self.is_empty_line = false;
    }

    /// Every line of a block without `}` is copied.
    fn unclosed_block(&mut self, placed: PlacedSegment<'f>) {
        const UNCLOSED: TextSource = TextSource::Block { is_closed: false };
        let base = placed.start as usize;
        let mut start = None;
        for token in placed.segment.tree().tokens() {
            let range = token.range();
            match token.kind() {
                BLANK => {}
                NEWLINE => {
                    if let Some(start) = start.take() {
                        self.text_unit(start..base + range.start as usize, UNCLOSED);
                    }
                    self.newline(base + range.end as usize);
                }
                _ => {
                    start.get_or_insert(self.start(base + range.start as usize));
                    self.is_empty_line = false;
                }
            }
        }
        if let Some(start) = start {
            self.text_unit(start..placed.range().end as usize, UNCLOSED);
        }
    }

    fn text_unit(&mut self, range: Range<usize>, source: TextSource) {
        let mut range = range;
        let text = self.text.get(range.clone()).unwrap_or("");
        if text.ends_with('\\') {
            range.end += self.text.get(range.end..).map_or(0, break_len);
        }
        self.units.push(Unit::Text { range, source });
        self.is_empty_line = false;
    }

    fn loose(&mut self, placed: PlacedSegment<'f>) {
        let base = placed.start as usize;
        let text = placed.segment.text();
        let mut last_close = None;
        let mut elements = placed.segment.root().children_with_tokens().peekable();
        while let Some(element) = elements.next() {
            let (start, end) = (base + element.range().start as usize, base + element.range().end as usize);
            let kind = element.kind();
            match (element, kind) {
                (_, BLANK) => {}
                (_, NEWLINE) => self.newline(end),
                (_, BYTE_ORDER_MARK) => self.line_start = end,
                (Element::Token(token), LINE_COMMENT | DOC_COMMENT | BLOCK_COMMENT) => {
                    self.comment(token, start..end)
                }
                _ => {
                    let start = self.start(start);
                    let from = if kind == JUNK_LINE { element.range().start } else { element.range().end };
                    let last_close = *last_close.get_or_insert_with(|| text.rfind("*/"));
                    let end = base + text_end(text, from as usize, &mut elements, last_close);
                    self.text_unit(start..end, TextSource::Loose);
                }
            }
        }
    }

    /// A comment behind a `}` stays there when it ends the line, unless it documents what follows on the next line.
    fn comment(&mut self, token: Token<'f>, range: Range<usize>) {
        let is_on_line_of_block = !self.is_empty_line;
        self.is_empty_line = false;
        if is_on_line_of_block
            && let Some(Unit::Block { comment: comment @ None, range: block, .. }) = self.units.last_mut()
            && ends_line(self.text, token, range.end)
        {
            *comment = Some(token);
            block.end = range.end;
            return;
        }
        self.units.push(Unit::Comment { token, range });
    }
}

fn ends_line(text: &str, comment: Token<'_>, end: usize) -> bool {
    let rest = |pos: usize| text.get(pos..).unwrap_or("").trim_start_matches(is_blank);
    let after = rest(end);
    let line_break = break_len(after);
    if line_break == 0 && !after.is_empty() || comment.text().contains(['\n', '\r']) {
        return false;
    }
    let next_line = rest(text.len() - after.len() + line_break);
    comment.kind() == LINE_COMMENT || next_line.is_empty() || break_len(next_line) > 0
}

/// Where the text that starts before `pos` ends: with its line, or with the line that closes a block comment it opens.
/// Takes the elements up to there. `last_close` is where the last `*/` of the segment starts.
fn text_end<'t>(
    text: &str,
    pos: usize,
    elements: &mut Peekable<impl Iterator<Item = Element<'t>>>,
    last_close: Option<usize>,
) -> usize {
    let mut pos = pos;
    loop {
        let mut end = line_end(text, pos);
        let mut goes_on = false;
        if let Stop::OpenComment(at) = scan(text, pos, end, |_| {})
            && last_close.is_some_and(|it| at + 2 <= it)
            && let Some(len) = text.get(at + 2..).and_then(|it| it.find("*/"))
        {
            end = at + 2 + len + 2;
            goes_on = true;
        }
        while let Some(next) = elements.next_if(|it| (it.range().start as usize) < end) {
            if end < next.range().end as usize {
                end = next.range().end as usize;
                goes_on = true;
            }
        }
        if !goes_on {
            return end;
        }
        pos = end;
    }
}
