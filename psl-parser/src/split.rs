//! File → segments: the blocks, and the loose text between them.
//!
//! Works by lines, because a block ends at the first line that starts with `}` (after blanks and closed comments):
//! `model A {` … `  }` closes A even when the brace is indented, while in `note String @default("}")` the brace is part
//! of a field. A header at column 0 inside an open block ends that block too, so one forgotten `}` never swallows the
//! file; the header then carries the error.

use crate::{
    SyntaxKind::{self, *},
    TextRange, TextSize, lexer, parse,
};

pub(crate) const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// How a segment is to be read. Together with the text it decides the tree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum SegmentForm {
    Loose,
    /// Loose text at the start of the file, with a byte order mark. Elsewhere that character is junk.
    Marked,
    Block(BlockForm),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct BlockForm {
    pub(crate) kind: SyntaxKind,
    pub(crate) end: BlockEnd,
    /// The kind of the block before, when that block was still open here.
    pub(crate) inside: Option<SyntaxKind>,
}

impl BlockForm {
    pub(crate) fn is_closed(self) -> bool {
        self.end == BlockEnd::Brace
    }

    pub(crate) fn is_unclosed_to_end(self) -> bool {
        self.end == BlockEnd::EndOfFile
    }
}

/// What ends a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum BlockEnd {
    Brace,
    /// A header at column 0, with some `}` after it: the header reports what is missing.
    Header,
    /// The end of the file, possibly after more unclosed blocks: the block's own header reports it.
    EndOfFile,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Segment {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) form: SegmentForm,
    /// The name of a block, relative to the segment.
    pub(crate) name: Option<TextRange>,
}

/// A text in segments.
pub(crate) struct Split {
    /// They cover the text without gaps.
    pub(crate) segments: Vec<Segment>,
    has_independent_lines: bool,
}

impl Split {
    /// Whether every line can be looked at alone and every block ends with its own brace.
    pub(crate) fn is_plain(&self) -> bool {
        let is_open = |it: &Segment| matches!(it.form, SegmentForm::Block(block) if !block.is_closed());
        self.has_independent_lines && !self.segments.iter().any(is_open)
    }
}

/// Splits a file.
pub(crate) fn split(text: &str) -> Split {
    let has_independent_lines = has_independent_lines(text.as_bytes());
    Split { segments: split_as(text, has_independent_lines, true), has_independent_lines }
}

/// Splits a part of a file that begins where a segment does, with no open block before it. `None` when a line of it
/// cannot be looked at alone.
pub(crate) fn split_part(text: &str, is_at_file_start: bool) -> Option<Split> {
    let has_independent_lines = has_independent_lines(text.as_bytes());
    has_independent_lines
        .then(|| Split { segments: split_as(text, true, is_at_file_start), has_independent_lines })
}

/// Whether every line can be looked at alone: no comment or string goes over its end, and lines end with LF.
fn has_independent_lines(text: &[u8]) -> bool {
    use memchr::memmem::find;
    find(text, b"/*").is_none() && memchr::memchr(b'\r', text).is_none() && find(text, b"\\\n").is_none()
}

fn split_as(text: &str, has_independent_lines: bool, is_at_file_start: bool) -> Vec<Segment> {
    let mut splitter = Splitter {
        text,
        bytes: text.as_bytes(),
        has_block_comment: !has_independent_lines && memchr::memmem::find(text.as_bytes(), b"/*").is_some(),
        has_independent_lines,
        has_mark: is_at_file_start && text.as_bytes().starts_with(BYTE_ORDER_MARK),
        segments: Vec::new(),
        loose_start: 0,
        unclosed: Vec::new(),
        never_closes_from: usize::MAX,
    };
    splitter.run();
    splitter.segments
}

struct Splitter<'a> {
    text: &'a str,
    bytes: &'a [u8],
    has_block_comment: bool,
    has_independent_lines: bool,
    /// The text starts with a byte order mark.
    has_mark: bool,
    segments: Vec<Segment>,
    loose_start: usize,
    /// The segments that are blocks and wait for some `}`.
    unclosed: Vec<usize>,
    /// A position from which no `}` closes anything, once that is known.
    never_closes_from: usize,
}

/// `keyword name {`, and where the line behind it begins.
struct Header {
    kind: SyntaxKind,
    is_glued: bool,
    name: TextRange,
    /// Behind the line break of the header line; `None` when the file ends on it.
    body: Option<usize>,
}

impl Splitter<'_> {
    fn run(&mut self) {
        let mut pos = if self.has_mark { BYTE_ORDER_MARK.len() } else { 0 };
        loop {
            pos = lexer::skip_blanks(self.bytes, pos);
            let Some(byte) = self.bytes.get(pos) else { break };
            pos = match byte {
                b'\n' | b'\r' => pos + lexer::newline_len(self.bytes, pos),
                b'm' | b'v' | b't' | b'e' | b'd' | b'g' => match header(self.text, pos) {
                    Some(header) => self.block(pos, &header),
                    None => self.other(pos),
                },
                _ => self.other(pos),
            };
        }
        self.loose_until(self.bytes.len());
        self.settle(BlockEnd::EndOfFile);
    }

    /// Cuts out the block whose header is at `start`; returns where to go on.
    fn block(&mut self, start: usize, header: &Header) -> usize {
        let (end, stop) = match header.body {
            Some(body) => self.block_end(body, header.kind),
            None => (self.bytes.len(), BlockEnd::EndOfFile),
        };
        if stop == BlockEnd::EndOfFile
            && header.is_glued
            && let Some(end) = unknown_block_end(self.text, start)
        {
            self.never_closes_from = self.never_closes_from.min(start);
            return end;
        }
        self.loose_until(start);
        let inside = self.outermost_unclosed();
        let form = BlockForm { kind: header.kind, end: stop, inside };
        let name = Some(header.name);
        self.segments.push(Segment { start, end, form: SegmentForm::Block(form), name });
        self.loose_start = end;
        match stop {
            BlockEnd::Brace => self.settle(BlockEnd::Header),
            BlockEnd::Header | BlockEnd::EndOfFile => self.unclosed.push(self.segments.len() - 1),
        }
        end
    }

    /// The reference reads all unclosed blocks in a row as lines of the first of them.
    fn outermost_unclosed(&self) -> Option<SyntaxKind> {
        match self.segments.get(*self.unclosed.first()?)?.form {
            SegmentForm::Block(block) => Some(block.kind),
            SegmentForm::Loose | SegmentForm::Marked => None,
        }
    }

    /// Decides how the waiting blocks ended, now that a `}` or the end of the file has come.
    fn settle(&mut self, end: BlockEnd) {
        for waiting in self.unclosed.drain(..) {
            if let Some(Segment { form: SegmentForm::Block(block), .. }) = self.segments.get_mut(waiting) {
                block.end = end;
                if end == BlockEnd::EndOfFile {
                    block.inside = None;
                }
            }
        }
    }

    fn loose_until(&mut self, end: usize) {
        if self.loose_start < end {
            let is_marked = self.loose_start == 0 && self.has_mark;
            let form = if is_marked { SegmentForm::Marked } else { SegmentForm::Loose };
            self.segments.push(Segment { start: self.loose_start, end, form, name: None });
        }
        self.loose_start = end;
    }

    /// Steps over an item that is no block.
    fn other(&mut self, pos: usize) -> usize {
        if let Some(end) = comment_end(self.bytes, pos) {
            return end;
        }
        if self.bytes[pos] == b't'
            && let Some(end) = parse::type_alias_end(self.text, pos)
        {
            return end;
        }
        unknown_block_end(self.text, pos).unwrap_or_else(|| lexer::line_end(self.bytes, pos))
    }

    /// Walks the members from `pos` (the start of a line) to what ends the block.
    fn block_end(&self, mut pos: usize, kind: SyntaxKind) -> (usize, BlockEnd) {
        if pos >= self.never_closes_from {
            return (self.bytes.len(), BlockEnd::EndOfFile);
        }
        if self.has_independent_lines {
            return self.next_end(pos);
        }
        let mut at_line_start = true;
        loop {
            let start = pos;
            pos = lexer::skip_blanks(self.bytes, pos);
            let Some(byte) = self.bytes.get(pos) else { return (self.bytes.len(), BlockEnd::EndOfFile) };
            match byte {
                b'}' => return (pos + 1, BlockEnd::Brace),
                b'\n' | b'\r' => {
                    pos += lexer::newline_len(self.bytes, pos);
                    at_line_start = true;
                    continue;
                }
                b'm' | b'v' | b't' | b'e' | b'd' | b'g'
                    if at_line_start && pos == start && header(self.text, pos).is_some() =>
                {
                    return (pos, BlockEnd::Header);
                }
                b'/' => match comment_end(self.bytes, pos) {
                    Some(end) => pos = end,
                    None => pos = lexer::line_end(self.bytes, pos),
                },
                _ => {
                    let line_end = lexer::line_end(self.bytes, pos);
                    pos = if self.may_go_on(pos, line_end) {
                        parse::member_end(self.text, pos, kind)
                    } else {
                        line_end
                    };
                }
            }
            at_line_start = false;
        }
    }

    /// What ends a block when lines can be looked at alone: only lines with a brace matter.
    fn next_end(&self, body: usize) -> (usize, BlockEnd) {
        for at in memchr::memchr2_iter(b'{', b'}', &self.bytes[body..]) {
            let before = &self.bytes[body..body + at];
            let line = memchr::memrchr(b'\n', before).map_or(body, |it| body + it + 1);
            let is_brace = self.bytes[body + at] == b'}';
            if is_brace && lexer::skip_blanks(self.bytes, line) == body + at {
                return (body + at + 1, BlockEnd::Brace);
            }
            if !is_brace && header(self.text, line).is_some() {
                return (line, BlockEnd::Header);
            }
        }
        (self.bytes.len(), BlockEnd::EndOfFile)
    }

    /// Whether a comment or string on the line could make its member end behind the line.
    fn may_go_on(&self, start: usize, line_end: usize) -> bool {
        let line = &self.bytes[start..line_end];
        line.last() == Some(&b'\\') || (self.has_block_comment && memchr::memmem::find(line, b"/*").is_some())
    }
}

/// The end of the comment at `pos`, if one starts there and is closed.
fn comment_end(bytes: &[u8], pos: usize) -> Option<usize> {
    let rest = bytes.get(pos..)?;
    if rest.starts_with(b"//") {
        return Some(lexer::line_end(bytes, pos));
    }
    if rest.starts_with(b"/*") { lexer::block_comment_end(bytes, pos) } else { None }
}

/// Reads a block header at `pos`. Blanks between keyword and name may be missing: `modelUser {` declares `User`.
fn header(text: &str, pos: usize) -> Option<Header> {
    const KINDS: [SyntaxKind; 6] = [MODEL, COMPOSITE_TYPE, VIEW, ENUM, DATASOURCE, GENERATOR];
    let bytes = text.as_bytes();
    let kind = KINDS.into_iter().find(|it| bytes[pos..].starts_with(it.keyword().as_bytes()))?;
    let keyword_end = pos + kind.keyword().len();
    let name = lexer::skip_blanks(bytes, keyword_end);
    let name_end = lexer::word_end(text, name);
    if name_end == name {
        return None;
    }
    let brace = lexer::skip_blanks(bytes, name_end);
    if bytes.get(brace) != Some(&b'{') {
        return None;
    }
    let line_end = lexer::line_end(bytes, brace);
    let body = match lexer::newline_len(bytes, line_end) {
        0 => None,
        len => Some(line_end + len),
    };
    let range = TextRange::new((name - pos) as TextSize, (name_end - pos) as TextSize);
    Some(Header { kind, is_glued: name == keyword_end, name: range, body })
}

/// The end of the unknown block at `pos` (`table {` … first `}` behind that line), if one starts there.
pub(crate) fn unknown_block_end(text: &str, pos: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let word_end = lexer::word_end(text, pos);
    if word_end == pos || bytes.get(lexer::skip_blanks(bytes, word_end)) != Some(&b'{') {
        return None;
    }
    let line_end = lexer::line_end(bytes, word_end);
    memchr::memchr(b'}', &bytes[line_end..]).map(|it| line_end + it + 1)
}

#[cfg(test)]
mod tests {
    use test_support::{Random, all_schemas, mutate};

    use super::*;

    #[test]
    fn looking_at_braces_finds_the_same_blocks_as_walking_the_lines() {
        let schemas: Vec<String> =
            all_schemas().into_iter().map(|it| it.1).filter(|it| it.len() < 4000).collect();
        let mut random = Random(3);
        let mut compared = 0;
        for _ in 0..20_000 {
            let mut text = random.pick(&schemas).clone();
            for _ in 0..random.below(4) {
                text = mutate(&text, &mut random);
            }
            if has_independent_lines(text.as_bytes()) {
                compared += 1;
                assert_eq!(split_as(&text, true, true), split_as(&text, false, true), "{text}");
            }
        }
        assert!(compared > 5_000, "{compared}");
    }
}
