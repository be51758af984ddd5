//! `mongodb-auto-needs-objectid`: `auto()` on a field that is no ObjectId.

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{DefaultFunction, Field},
};

rule!("mongodb-auto-needs-objectid", Error, ALL, Check::ScalarField(check));

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    if !super::is_mongodb(cx.schema) {
        return;
    }
    let Some((default, value)) = crate::rules::default_value::default(field) else { return };
    let is_auto = default.function == Some(DefaultFunction::Auto) && field.model().is_some_and(|it| !it.is_view());
    if is_auto && field.native_type_name() != Some("ObjectId") {
        let prefix = cx.schema.datasource().map_or("db", |it| it.name());
        let message = format!("`auto()` makes an ObjectId, and `{}` is none", field.name());
        cx.report(&RULE, field.place(), value.range(), message)
            .fix(SpanFix::unsafe_(format!("Add `@{prefix}.ObjectId`"), field.place().end(), format!(" @{prefix}.ObjectId")));
    }
}
