//! Formatting. The options of the request are ignored: there is one layout.

use psl_ide::FileRange;
use psl_parser::TextRange;
use tower_lsp::{
    jsonrpc::Result,
    lsp_types::{Position, Range, TextEdit},
};

use crate::{convert, query::Cx};

/// Up to this many edits are sent one by one.
const MOST_EDITS: usize = 256;

/// Of more edits, those with at most so many bytes between them are sent as one: an edit takes a hundred bytes of its own.
const LARGEST_GAP: u32 = 200;

pub(crate) fn formatting(cx: &Cx) -> Result<Option<Vec<TextEdit>>> {
    let lines = cx.lines()?;
    let mut edits = Vec::new();
    let mut is_many = false;
    psl_ide::each_formatting_edit(cx.snapshot(), cx.file, |range, new_text| {
        if !is_many && edits.len() == MOST_EDITS {
            is_many = true;
            for edit in std::mem::take(&mut edits) {
                add(&mut edits, edit.range, &edit.new_text, lines.text);
            }
        }
        match is_many {
            true => add(&mut edits, range, new_text, lines.text),
            false => edits.push(psl_parser::TextEdit::replace(range, new_text)),
        }
    });
    Ok(Some(convert::text_edits(edits, lines)))
}

/// Adds an edit behind others. It becomes a part of the last one, with the text between them, when they are close.
fn add(edits: &mut Vec<psl_parser::TextEdit>, range: TextRange, new_text: &str, text: &str) {
    match edits.last_mut().filter(|last| range.start <= last.range.end + LARGEST_GAP) {
        Some(last) => {
            push(&mut last.new_text, TextRange::new(last.range.end, range.start).slice(text));
            push(&mut last.new_text, new_text);
            last.range = TextRange::new(last.range.start, range.end);
        }
        None => edits.push(psl_parser::TextEdit::replace(range, new_text)),
    }
}

/// Adds a part; the text takes a quarter more room when it needs some, not twice as much.
fn push(text: &mut String, part: &str) {
    if text.capacity() - text.len() < part.len() {
        text.reserve_exact(part.len() + text.len() / 4);
    }
    text.push_str(part);
}

pub(crate) fn range_formatting(cx: &Cx, range: Range) -> Result<Option<Vec<TextEdit>>> {
    let lines = cx.lines()?;
    let at = FileRange { file: cx.file, range: lines.text_range(range) };
    Ok(Some(convert::text_edits(psl_ide::format_range(cx.snapshot(), at), lines)))
}

/// The same for several ranges. A block that two of them touch is formatted once.
pub(crate) fn ranges_formatting(cx: &Cx, ranges: &[Range]) -> Result<Option<Vec<TextEdit>>> {
    let mut edits: Vec<TextEdit> = Vec::new();
    for range in ranges {
        let more = range_formatting(cx, *range)?.unwrap_or_default();
        let is_new = |it: &TextEdit| !edits.contains(it);
        let more: Vec<TextEdit> = more.into_iter().filter(is_new).collect();
        edits.extend(more);
    }
    edits.sort_by_key(|it| (it.range.start, it.range.end));
    Ok(Some(edits))
}

pub(crate) fn on_type_formatting(cx: &Cx, position: Position, typed: &str) -> Result<Option<Vec<TextEdit>>> {
    let Some(typed) = typed.chars().next() else { return Ok(None) };
    let edits = psl_ide::format_on_type(cx.snapshot(), cx.position(position)?, typed);
    Ok(Some(convert::text_edits(edits, cx.lines()?)))
}
