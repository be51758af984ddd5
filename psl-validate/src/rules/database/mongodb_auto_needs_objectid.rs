//! `mongodb-auto-needs-objectid`: `auto()` on a field that is no ObjectId.

use crate::{
    rule::{Check, Cx, SpanFix},
    scalar::ScalarType,
    schema::{DefaultFunction, Field},
};

rule!("mongodb-auto-needs-objectid", Error, ALL, Check::ScalarField(check), when super::is_mongodb);

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    let Some((default, value)) = crate::rules::default_value::default(field) else { return };
    let is_auto =
        default.function == Some(DefaultFunction::Auto) && field.model().is_some_and(|it| !it.is_view());
    if is_auto && field.native_type_name() != Some("ObjectId") {
        let prefix = cx.schema.datasource().map_or("db", |it| it.name());
        let message = format!("`auto()` makes an ObjectId, and `{}` is none", field.name());
        let text = format!("@{prefix}.ObjectId");
        // Only a String can be one, and a field has one native type.
        let fix = (field.scalar_type() == Some(ScalarType::String) && field.native_type().is_none())
            .then(|| SpanFix::unsafe_(format!("Add `{text}`"), field.place().end(), format!(" {text}")));
        cx.report(&RULE, field.place(), value.range(), message).fixes.extend(fix);
    }
}
