//! `autoincrement-cockroach-bigint`: `autoincrement()` on an `Int` on CockroachDB.

use crate::{
    connectors::Autoincrement,
    rule::{Check, Cx, SpanFix},
    scalar::ScalarType,
    schema::{DefaultValue, Field},
};

rule!(
    "autoincrement-cockroach-bigint",
    Error,
    ALL,
    Check::Default(check),
    when | it | it.capabilities().autoincrement == Autoincrement::BigIntOnly
);

fn check(field: Field<'_>, default: &DefaultValue, cx: &mut Cx<'_>) {
    if super::counts(field, default) && field.scalar_type() != Some(ScalarType::BigInt) {
        let message = format!(
            "`autoincrement()` on CockroachDB needs BigInt, and `{}` is {}",
            field.name(),
            field.type_name()
        );
        super::report_default(cx, &RULE, field, default, message);
        cx.add_fix(SpanFix::unsafe_("Use `BigInt`", field.type_name_span(), "BigInt"));
        let span = field.node_span(default.value);
        cx.add_fix(SpanFix::unsafe_("Use `sequence()`", span, "sequence()"));
    }
}
