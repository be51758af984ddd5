//! `schemas-duplicate`: a schema is listed twice.

use psl_parser::{Node, TextRange};

use crate::{
    rule::{Check, Cx},
    schema::{Mapping, SegmentId, Span},
};

rule!("schemas-duplicate", Error, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, list: Node<'_>, schema: &Mapping, later: TextRange) {
    let place = Span::new(id, schema.value);
    cx.report(&RULE, place, place.range, format!("schema `{}` is listed twice", schema.name))
        .label(Span::new(id, later), "listed again here")
        .fix(super::remove_item(id, list, later, "Remove the second one", true));
}
