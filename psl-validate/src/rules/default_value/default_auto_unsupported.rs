//! `default-auto-unsupported`: `auto()` on another database than MongoDB.

use crate::{
    rule::{Check, Cx, SpanFix},
    scalar::ScalarType,
    schema::{DefaultFunction, Field},
};

rule!("default-auto-unsupported", Error, ALL, Check::Default(check), when | it | !it.capabilities().has_auto);

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    let Some((default, value)) = super::default(field) else { return };
    if default.function == Some(DefaultFunction::Auto) {
        let place = field.name_span().with(value.range());
        let message = "`auto()` exists on MongoDB only";
        let finding = cx.report(&RULE, place, place.range, message);
        if matches!(field.scalar_type(), Some(ScalarType::Int | ScalarType::BigInt)) {
            finding.fix(SpanFix::unsafe_("Use `autoincrement()`", place, "autoincrement()"));
        } else if field.scalar_type() == Some(ScalarType::String) {
            finding.fix(SpanFix::unsafe_("Use `uuid()`", place, "uuid()"));
        }
    }
}
