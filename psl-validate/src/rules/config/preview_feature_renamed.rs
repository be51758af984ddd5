//! `preview-feature-renamed`: a preview feature has another name on PostgreSQL.

use psl_parser::Node;

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{Mapping, SegmentId, Span},
};

rule!("preview-feature-renamed", Warning, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, value: Node<'_>, name: &Mapping, new_name: &str) {
    let place = Span::new(id, value.range());
    let message = format!("on PostgreSQL `{}` is called `{new_name}`", name.name);
    let fix = SpanFix::safe(format!("Use `{new_name}`"), place.with(name.value), format!("\"{new_name}\""));
    cx.report(&RULE, place, name.value, message).fix(fix);
}
