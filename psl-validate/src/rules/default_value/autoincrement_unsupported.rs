//! `autoincrement-unsupported`: `autoincrement()` on MongoDB.

use psl_parser::TextRange;

use crate::{
    connectors::Autoincrement,
    rule::{Check, Cx, SpanFix},
    schema::{DefaultValue, Field},
};

rule!(
    "autoincrement-unsupported",
    Error,
    ALL,
    Check::Default(check),
    when | it | it.capabilities().autoincrement == Autoincrement::Never
);

fn check(field: Field<'_>, default: &DefaultValue, cx: &mut Cx<'_>) {
    if super::counts(field, default) {
        let message = crate::rules::field_type::lacks(cx.schema, "no counters for `autoincrement()`");
        super::report_default(cx, &RULE, field, default, message);
        if let Some(fix) = object_id(field, default) {
            cx.add_fix(fix);
        }
    }
}

/// An id that the database makes, where no relation refers to the number.
fn object_id(field: Field<'_>, default: &DefaultValue) -> Option<SpanFix> {
    let model = field.model()?;
    let is_referred_to = model.relation_fields().any(|it| it.key_fields().is_none());
    let value = field.attribute(default.attribute).filter(|_| !is_referred_to)?;
    let call = value.arguments()?.iter().next()?;
    if model.single_id_field() != Some(field) || field.native_type().is_some() {
        return None;
    }
    let prefix = field.schema().datasource().map_or("db", |it| it.name());
    let span = field.name_span();
    let fix = SpanFix::unsafe_("Use an `ObjectId`", field.type_name_span(), "String");
    let fix = fix.and(span.with(call.range()), "auto()");
    let end = TextRange::empty(value.trimmed_range().end);
    Some(fix.and(span.with(end), format!(" @{prefix}.ObjectId")))
}
