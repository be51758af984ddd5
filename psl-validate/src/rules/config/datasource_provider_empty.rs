//! `datasource-provider-empty`: `provider` is an empty string.

use psl_parser::Node;

use crate::{
    rule::{Check, Cx},
    schema::{SegmentId, Span},
};

rule!("datasource-provider-empty", Error, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, value: Node<'_>) {
    let place = Span::new(id, value.range());
    cx.report(&RULE, place, place.range, "`provider` is empty").help(super::PROVIDERS);
}
