//! `type-unknown`: a field's type is declared nowhere.

use crate::{
    rule::{Check, Cx, SpanFix},
    scalar::ScalarType,
    schema::Field,
};

rule!("type-unknown", Error, ALL, Check::Reading);

/// `near` is a name that is the same but for its case.
pub(crate) fn report(cx: &mut Cx<'_>, field: Field<'_>, near: Option<&str>) {
    let place = field.type_name_span();
    let name = field.type_name();
    let schema = cx.schema;
    let scalars = ScalarType::ALL.into_iter().map(|it| it.name());
    let near = near.map(str::to_owned);
    let near = near.or_else(|| cx.closest(name, schema.type_names().chain(scalars)).map(str::to_owned));
    let finding = cx.report(&RULE, place, place.range, format!("type `{name}` is declared nowhere"));
    if let Some(near) = near {
        finding.fix(SpanFix::unsafe_(format!("Use `{near}`"), place, near));
    }
}
