//! `relation-mode-unsupported`: `foreignKeys` on a database without foreign keys.

use psl_parser::Node;

use crate::{
    connectors::Connector,
    rule::{Check, Cx, SpanFix},
    schema::{SegmentId, Span},
};

rule!("relation-mode-unsupported", Error, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, value: Node<'_>, connector: &Connector) {
    let place = Span::new(id, value.range());
    cx.report(&RULE, place, place.range, format!("{} has no foreign keys", connector.display_name))
        .help("the only relation mode here is `prisma`, which is also the default")
        .fix(SpanFix::unsafe_("Use `prisma`", place, "\"prisma\""));
}
