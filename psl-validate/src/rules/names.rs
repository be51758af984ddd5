//! Rules about names.

pub(crate) mod duplicate_config_key;
pub(crate) mod duplicate_enum_value;
pub(crate) mod duplicate_field;
pub(crate) mod duplicate_top_level;
pub(crate) mod name_has_dash;
pub(crate) mod name_reserved;
pub(crate) mod name_reserved_scalar;
pub(crate) mod name_starts_with_digit;

use psl_parser::{Node, TextRange};

use crate::{
    rule::{Cx, SpanFix},
    schema::{SegmentId, Span},
};

/// The repairs for a member whose name is taken: the member out, or another name. A copy is certain to be superfluous.
fn resolve_duplicate(cx: &Cx<'_>, name: Span, first: Span, renames: bool) -> Vec<SpanFix> {
    let root = cx.schema.segment(name.segment).root();
    let member = |it: Span| root.children().find(|member| member.range().contains_range(it.range));
    let (Some(later), Some(earlier)) = (member(name), member(first)) else { return Vec::new() };
    let text = cx.schema.text(name);
    let words = |it: Node<'_>| it.text().split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line_with_docs(cx, name.segment, later.range());
    let is_copy = words(later) == words(earlier);
    let has_docs = line.range.len() > line_of(cx, name.segment, later.range()).range.len();
    if is_copy {
        let title = format!("Remove this copy of `{text}`");
        return vec![SpanFix { title, is_safe: !has_docs, edits: vec![(line, String::new())] }];
    }
    let is_taken =
        |it: &str| root.children().any(|member| member.text().split_whitespace().next() == Some(it));
    let free = (2..100).map(|it| format!("{text}{it}")).find(|it| !is_taken(it)).filter(|_| renames);
    let rename = free.map(|free| SpanFix::unsafe_(format!("Rename this one to `{free}`"), name, free));
    rename.into_iter().chain([SpanFix::unsafe_(format!("Remove this `{text}`"), line, "")]).collect()
}

/// The whole line of a member, its line break included.
pub(crate) fn line_of(cx: &Cx<'_>, segment: SegmentId, member: TextRange) -> Span {
    let text = cx.schema.segment(segment).text();
    let start = text[..member.start as usize].rfind(['\n', '\r']).map_or(0, |it| it + 1);
    let rest = &text[member.end as usize..];
    let end = match rest.find(['\n', '\r']) {
        Some(at) if rest[at..].starts_with("\r\n") => at + 2,
        Some(at) => at + 1,
        None => rest.len(),
    };
    Span::new(segment, TextRange::new(start as u32, member.end + end as u32))
}

/// The same, with the `///` lines above.
fn line_with_docs(cx: &Cx<'_>, segment: SegmentId, member: TextRange) -> Span {
    let text = cx.schema.segment(segment).text();
    let mut span = line_of(cx, segment, member);
    loop {
        let before = &text[..span.range.start as usize];
        let above = before.trim_end_matches(['\n', '\r']);
        let start = above.rfind(['\n', '\r']).map_or(0, |it| it + 1);
        if start == 0 || !above[start..].trim_start().starts_with("///") {
            return span;
        }
        span.range.start = start as u32;
    }
}
