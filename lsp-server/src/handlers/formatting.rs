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
    let edits = psl_ide::format(cx.snapshot(), cx.file);
    let edits = if edits.len() > MOST_EDITS { joined(&edits, lines.text) } else { edits };
    Ok(Some(convert::text_edits(edits, lines)))
}

/// Edits that lie close to each other as one, with the text between them.
fn joined(edits: &[psl_parser::TextEdit], text: &str) -> Vec<psl_parser::TextEdit> {
    let is_close = |one: &psl_parser::TextEdit, next: &psl_parser::TextEdit| {
        next.range.start <= one.range.end + LARGEST_GAP
    };
    let join = |group: &[psl_parser::TextEdit]| {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { return None };
        let range = TextRange::new(first.range.start, last.range.end);
        let replaced: usize = group.iter().map(|it| it.range.len() as usize).sum();
        let own: usize = group.iter().map(|it| it.new_text.len()).sum();
        let mut new_text = String::with_capacity(range.len() as usize - replaced + own);
        let mut end = range.start;
        for edit in group {
            new_text.push_str(TextRange::new(end, edit.range.start).slice(text));
            new_text.push_str(&edit.new_text);
            end = edit.range.end;
        }
        Some(psl_parser::TextEdit { range, new_text })
    };
    edits.chunk_by(is_close).filter_map(join).collect()
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
