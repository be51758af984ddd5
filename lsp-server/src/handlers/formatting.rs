//! Formatting. The options of the request are ignored: there is one layout.

use psl_ide::FileRange;
use tower_lsp::{
    jsonrpc::Result,
    lsp_types::{Position, Range, TextEdit},
};

use crate::{convert, query::Cx};

pub(crate) fn formatting(cx: &Cx) -> Result<Option<Vec<TextEdit>>> {
    Ok(Some(convert::text_edits(psl_ide::format(cx.snapshot(), cx.file), cx.lines()?)))
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
