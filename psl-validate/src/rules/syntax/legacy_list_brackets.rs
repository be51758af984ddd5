//! `legacy-list-brackets`: `[Type]`, the form of Prisma 1.

use psl_parser::ast;

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{SegmentId, Span},
};

rule!("legacy-list-brackets", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, segment: SegmentId, field: ast::Field<'_>) {
    let Some(type_ref) = field.type_ref() else { return };
    let place = Span::new(segment, type_ref.range());
    let list = format!("{}[]", cx.schema.text(place.with(type_ref.base_range())));
    let message = format!("a list is written `{list}`");
    let fix = SpanFix::safe(format!("Use `{list}`"), place, list);
    cx.report(&RULE, place, place.range, message).fix(fix);
}
