//! `legacy-required-bang`: `Type!`, the form of Prisma 1.

use psl_parser::ast;

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{SegmentId, Span},
};

rule!("legacy-required-bang", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, segment: SegmentId, field: ast::Field<'_>) {
    let Some(type_ref) = field.type_ref() else { return };
    let place = Span::new(segment, type_ref.range());
    let base = type_ref.base_range();
    let base_text = cx.schema.text(place.with(base));
    let message = format!("`{base_text}` is required without `!`");
    let fix = SpanFix::safe(format!("Use `{base_text}`"), place, base_text);
    cx.report(&RULE, place, place.range, message).fix(fix);
}
