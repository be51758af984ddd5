//! `keyword-glued-to-name`: a header whose keyword and name are one word.

use psl_parser::{TextRange, ast};

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{SegmentId, Span},
};

rule!("keyword-glued-to-name", Warning, ALL, Check::Block(check));

fn check(id: SegmentId, cx: &mut Cx<'_>) {
    let Some(block) = ast::Block::of(cx.schema.segment(id)) else { return };
    let (Some(keyword), Some(name)) = (block.keyword(), block.name()) else { return };
    if keyword.range().end != name.range().start {
        return;
    }
    let place = Span::new(id, keyword.range().cover(name.range()));
    let message =
        format!("`{}{}` declares {} `{}`", keyword.text(), name.text(), keyword.text(), name.text());
    let between = place.with(TextRange::empty(keyword.range().end));
    cx.report(&RULE, place, place.range, message).fix(SpanFix::unsafe_("Put a blank between", between, " "));
}
