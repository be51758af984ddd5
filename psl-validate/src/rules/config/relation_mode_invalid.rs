//! `relation-mode-invalid`: `relationMode` is neither `foreignKeys` nor `prisma`.

use psl_parser::Node;

use crate::{
    read::config::{block_places, first_line},
    rule::{Check, Cx, SpanFix},
    schema::{RelationMode, SegmentId, Span},
};

rule!("relation-mode-invalid", Error, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, value: Node<'_>, mode: &str) {
    let (place, _) = block_places(cx, id);
    let span = Span::new(id, value.range());
    let near = cx.closest(mode, RelationMode::ALL.map(RelationMode::name));
    let range = first_line(place, value.range(), cx);
    let finding = cx.report(&RULE, place, range, format!("`{mode}` is no relation mode"));
    finding.help("relation modes are `foreignKeys` and `prisma`").label(span, "set here");
    if let Some(near) = near {
        let text = format!("\"{near}\"");
        finding.fix(match near.eq_ignore_ascii_case(mode) {
            true => SpanFix::safe(format!("Use `{near}`"), span, text),
            false => SpanFix::unsafe_(format!("Use `{near}`"), span, text),
        });
    }
}
