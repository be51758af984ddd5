//! `default-auto-unsupported`: `auto()` on another database than MongoDB.

use crate::{
    rule::{Check, Cx, SpanFix},
    scalar::ScalarType,
    schema::{DefaultFunction, DefaultValue, Field},
};

rule!("default-auto-unsupported", Error, ALL, Check::Default(check), when | it | !it.capabilities().has_auto);

fn check(field: Field<'_>, default: &DefaultValue, cx: &mut Cx<'_>) {
    if default.function == Some(DefaultFunction::Auto) && !default.is_poisoned {
        let place = field.node_span(default.value);
        let message = "`auto()` exists on MongoDB only";
        let finding = cx.report(&RULE, place, place.range, message);
        if matches!(field.scalar_type(), Some(ScalarType::Int | ScalarType::BigInt)) {
            finding.fix(SpanFix::unsafe_("Use `autoincrement()`", place, "autoincrement()"));
        } else if field.scalar_type() == Some(ScalarType::String) {
            finding.fix(SpanFix::unsafe_("Use `uuid()`", place, "uuid()"));
        }
    }
}
