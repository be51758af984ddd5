//! `legacy-field-colon`: `name: Type`, the form of Prisma 1.

use psl_parser::ast;

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{SegmentId, Span},
};

rule!("legacy-field-colon", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, segment: SegmentId, field: ast::Field<'_>) {
    let (Some(name), Some(colon)) = (field.name(), field.colon()) else { return };
    let place = Span::new(segment, colon.range());
    let message = format!("no `:` stands between `{}` and its type", name.text());
    let glued = field.type_ref().is_some_and(|it| it.range().start == colon.range().end);
    let text = if glued { " " } else { "" };
    cx.report(&RULE, place, place.range, message).fix(SpanFix::safe("Remove `:`", place, text));
}
