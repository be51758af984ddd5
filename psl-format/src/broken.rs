//! Lines of a block that do not fit, and what stays together with them.
//!
//! A broken line keeps its text. When it leaves a bracket open that a later line closes, the lines are one member
//! written over several lines: joined into one line when that makes a member, kept together otherwise. When it opens a
//! block comment that closes on a later line, the lines up to there are part of it.
//!
//! What decides is the broken lines and the text they hold together, and formatting changes neither their order nor that
//! text. So a second run sees the same.

use std::sync::Arc;

use psl_parser::{Node, Segment, SourceFile, SyntaxKind, TextRange, TextSize, is_blank, string_end};

use crate::{
    items::{Broken, BrokenForm, Item},
    line_break::break_len,
    regions::{Regions, Stop, line_end, scan},
};

/// A member made by joining the lines of one that was spread over several: a block of its own with one member.
pub(crate) struct Joined(Arc<Segment>);

impl Joined {
    pub(crate) fn member(&self) -> Option<Node<'_>> {
        self.0.root().children().next()
    }
}

/// Replaces broken lines and what belongs to them by one item each.
pub(crate) fn group_broken_lines<'t>(items: Vec<Item<'t>>, segment: &'t Segment) -> Vec<Item<'t>> {
    let text = segment.text();
    let broken = broken_lines(&items, text);
    let mut grouped = Vec::with_capacity(items.len());
    let mut broken = broken.into_iter().peekable();
    let mut skip_until = 0;
    for (index, item) in items.into_iter().enumerate() {
        let starting = broken.next_if(|it| it.first == index);
        if index < skip_until {
            continue;
        }
        match starting {
            Some(line) => {
                skip_until = line.last + 1;
                grouped.push(match line.is_region {
                    true => region(text, line.range, segment.kind()),
                    false => Item::Broken(Broken { range: line.range, form: BrokenForm::Line }),
                });
            }
            None => grouped.push(item),
        }
    }
    grouped
}

/// The items `first` to `last`, which are one broken line or several that belong together.
pub(crate) struct BrokenLines {
    first: usize,
    last: usize,
    pub(crate) range: TextRange,
    /// A block comment that does not close in the block.
    pub(crate) open_comment: Option<usize>,
    /// Whether a backslash stands before the line break.
    pub(crate) ends_with_backslash: bool,
    is_region: bool,
}

pub(crate) fn broken_lines(items: &[Item<'_>], text: &str) -> Vec<BrokenLines> {
    let last_close = text.rfind("*/");
    let mut regions = Regions::default();
    let mut broken = Vec::new();
    let mut index = 0;
    while index < items.len() {
        let Item::Broken(Broken { range, .. }) = items[index] else {
            index += 1;
            continue;
        };
        let mut lines = BrokenLines {
            first: index,
            last: index,
            range,
            open_comment: None,
            ends_with_backslash: false,
            is_region: false,
        };
        let mut pos = range.start as usize;
        while let Stop::OpenComment(open) = scan(text, pos, lines.range.end as usize, |bracket| match bracket
        {
            b'(' | b'[' | b'{' => regions.open(),
            _ => regions.close(),
        }) {
            if last_close.is_none_or(|it| it < open + 2) {
                lines.open_comment = Some(open);
                break;
            }
            pos = close_after(text, open);
            take_lines(&mut lines, line_end(text, pos), items, text);
        }
        take_inner_comments(&mut lines, items, text, last_close);
        regions.end_line();
        lines.ends_with_backslash = text.as_bytes().get(lines.range.end as usize - 1) == Some(&b'\\');
        index = lines.last + 1;
        broken.push(lines);
    }
    for (line, end) in regions.ends().into_iter().enumerate() {
        if let Some(end) = end
            && line < end
        {
            let (last, range_end) = (broken[end].last, broken[end].range.end);
            broken[line].last = last;
            broken[line].range.end = range_end;
            broken[line].is_region = true;
        }
    }
    broken
}

/// Behind the `*/` that closes the comment opened at `open`; the end of the text without one.
fn close_after(text: &str, open: usize) -> usize {
    text.get(open + 2..).and_then(|it| it.find("*/")).map_or(text.len(), |it| open + 2 + it + 2)
}

/// Every line is read on its own, so a line that was taken along as the end of a comment may open one itself: in
/// `a /*`, `b /*/ c` the second line closes the comment of the first, and has one of its own.
fn take_inner_comments(lines: &mut BrokenLines, items: &[Item<'_>], text: &str, last_close: Option<usize>) {
    let mut index = lines.first + 1;
    while index <= lines.last {
        if let Item::Broken(Broken { range, .. }) = items[index] {
            let (mut pos, mut end) = (range.start as usize, range.end as usize);
            while let Stop::OpenComment(open) = scan(text, pos, end, |_| {}) {
                if last_close.is_none_or(|it| it < open + 2) {
                    lines.open_comment = Some(open);
                    break;
                }
                pos = close_after(text, open);
                end = line_end(text, pos);
                if end > lines.range.end as usize {
                    take_lines(lines, end, items, text);
                }
            }
        }
        index += 1;
    }
}

/// Takes all items that start before `end`, to the end of the line on which the last of them ends.
fn take_lines(lines: &mut BrokenLines, end: usize, items: &[Item<'_>], text: &str) {
    let mut end = end;
    for (index, item) in items.iter().enumerate().skip(lines.last + 1) {
        let Some(range) = item.range() else { continue };
        if end <= range.start as usize {
            break;
        }
        end = end.max(line_end(text, range.end as usize));
        lines.last = index;
    }
    lines.range.end = end as TextSize;
}

/// The item for lines held together by brackets.
fn region<'t>(text: &str, range: TextRange, kind: SyntaxKind) -> Item<'t> {
    let lines = range.slice(text);
    match join(lines).and_then(|it| parse_member(&it, kind)) {
        Some(joined) => Item::Joined(joined),
        None if lines.contains("/*") => Item::Broken(Broken { range, form: BrokenForm::AsIs }),
        None => Item::Broken(Broken { range, form: BrokenForm::Together }),
    }
}

/// The lines as one, without commas before a closing bracket. `None` when a comment or half a string is among them; one
/// comment may stand behind the last bracket.
fn join(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut joined = String::with_capacity(text.len());
    let mut pos = 0;
    while let Some(&byte) = bytes.get(pos) {
        match byte {
            b'"' => {
                let end = string_end(text, pos)?;
                joined.push_str(text.get(pos..end)?);
                pos = end;
            }
            b'/' if matches!(bytes.get(pos + 1), Some(b'/' | b'*')) => {
                let comment = text.get(pos..)?;
                joined.push_str(comment);
                return (!comment.contains(['\n', '\r'])).then_some(joined);
            }
            b'\n' | b'\r' => {
                joined.truncate(joined.trim_end_matches(is_blank).len());
                joined.push(' ');
                pos += break_len(text.get(pos..)?);
                pos += text.get(pos..)?.len() - text.get(pos..)?.trim_start_matches(is_blank).len();
            }
            b')' | b']' | b'}' => {
                let before = joined.trim_end_matches(is_blank);
                if let Some(list) = before.strip_suffix(',')
                    && !list.trim_end_matches(is_blank).ends_with(['(', '[', '{', ','])
                {
                    joined.truncate(list.len());
                }
                joined.push(char::from(byte));
                pos += 1;
            }
            _ => {
                let rest = text.get(pos..)?;
                let len = rest.chars().next().map_or(1, char::len_utf8);
                joined.push_str(rest.get(..len)?);
                pos += len;
            }
        }
    }
    Some(joined)
}

/// Reads `line` as a member of a block of the given kind.
fn parse_member(line: &str, kind: SyntaxKind) -> Option<Joined> {
    let text = format!("{} x {{\n  {line}\n}}", kind.keyword());
    let len = text.len() as TextSize;
    let file = SourceFile::parse(text);
    let placed = file.segments().first().filter(|_| file.segments().len() == 1)?;
    let is_one_member =
        placed.segment.is_closed() && placed.range().end == len && placed.segment.tree().errors().is_empty();
    let joined = Joined(placed.segment.clone());
    let is_one_member = is_one_member && joined.0.root().children().count() == 1;
    is_one_member.then_some(joined)
}
