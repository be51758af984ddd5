//! `datasource-provider-not-string`: `provider` is not a string.

use psl_parser::Node;

use crate::{
    connectors::connector,
    rule::{Check, Cx, SpanFix},
    schema::{SegmentId, Span},
};

rule!("datasource-provider-not-string", Error, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, value: Node<'_>) {
    let place = Span::new(id, value.range());
    let text = value.text();
    let fix =
        connector(text).map(|_| SpanFix::safe(format!("Write `\"{text}\"`"), place, format!("\"{text}\"")));
    let finding = cx.report(&RULE, place, place.range, "`provider` has to be a string");
    finding.fixes.extend(fix);
}
