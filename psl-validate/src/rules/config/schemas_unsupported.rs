//! `schemas-unsupported`: `schemas` on a database without schemas.

use psl_parser::Node;

use crate::{
    connectors::Connector,
    read::config::{Property, first_line, line_of},
    rule::{Check, Cx, SpanFix},
    schema::{SegmentId, Span},
};

rule!("schemas-unsupported", Error, ALL, Check::Configuration);

pub(crate) fn report(
    cx: &mut Cx<'_>,
    id: SegmentId,
    value: Node<'_>,
    property: Property<'_>,
    connector: &Connector,
) {
    let place = Span::new(id, value.range());
    let fix = SpanFix::unsafe_("Remove `schemas`", line_of(cx, id, property), "");
    let range = first_line(place, value.range(), cx);
    cx.report(&RULE, place, range, format!("{} has no schemas to choose from", connector.display_name))
        .fix(fix);
}
