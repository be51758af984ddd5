//! `autoincrement-unsupported`: `autoincrement()` on MongoDB.

use crate::{
    connectors::Autoincrement,
    rule::{Check, Cx},
    schema::Field,
};

rule!(
    "autoincrement-unsupported",
    Error,
    ALL,
    Check::Default(check),
    when | it | it.capabilities().autoincrement == Autoincrement::Never
);

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    if super::is_autoincrement(field) {
        let message = crate::rules::field_type::lacks(cx.schema, "no counters for `autoincrement()`");
        super::report_default(cx, &RULE, field, message);
    }
}
