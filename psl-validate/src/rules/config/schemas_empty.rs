//! `schemas-empty`: `schemas` is an empty list.

use psl_parser::Node;

use crate::{
    rule::{Check, Cx},
    schema::{SegmentId, Span},
};

rule!("schemas-empty", Error, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, value: Node<'_>) {
    let place = Span::new(id, value.range());
    cx.report(&RULE, place, place.range, "`schemas` lists no schema")
        .help("name at least one, or remove the property");
}
