//! `autoincrement-cockroach-bigint`: `autoincrement()` on an `Int` on CockroachDB.

use crate::{
    connectors::Autoincrement,
    rule::{Check, Cx, SpanFix},
    scalar::ScalarType,
    schema::Field,
};

rule!(
    "autoincrement-cockroach-bigint",
    Error,
    ALL,
    Check::Default(check),
    when | it | it.capabilities().autoincrement == Autoincrement::BigIntOnly
);

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    if super::is_autoincrement(field) && field.scalar_type() != Some(ScalarType::BigInt) {
        let message = format!(
            "`autoincrement()` on CockroachDB needs BigInt, and `{}` is {}",
            field.name(),
            field.type_name()
        );
        super::report_default(cx, &RULE, field, message);
        cx.add_fix(SpanFix::unsafe_("Use `BigInt`", field.type_name_span(), "BigInt"));
        if let Some((_, value)) = super::default(field) {
            let span = field.name_span().with(value.range());
            cx.add_fix(SpanFix::unsafe_("Use `sequence()`", span, "sequence()"));
        }
    }
}
