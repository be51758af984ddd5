//! `optional-list`: `Type[]?`.

use psl_parser::{SyntaxKind, ast};

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{SegmentId, Span},
};

rule!("optional-list", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, segment: SegmentId, field: ast::Field<'_>) {
    let (Some(type_ref), Some(name)) = (field.type_ref(), field.name()) else { return };
    let place = Span::new(segment, type_ref.range());
    let base = cx.schema.text(place.with(type_ref.base_range()));
    let range = type_ref.node().token(SyntaxKind::QUESTION).map_or(place.range, |it| it.range());
    let message = format!("list `{}` cannot be optional", name.text());
    let list = SpanFix::unsafe_("Remove `?`", place, format!("{base}[]"));
    let optional = SpanFix::unsafe_("Remove `[]`", place, format!("{base}?"));
    cx.report(&RULE, place, range, message).help("a list without items is empty").fix(list).fix(optional);
}
