//! `composite-empty`: a `type` without fields.

use crate::{
    rule::{Check, Cx},
    schema::CompositeType,
};

rule!("composite-empty", Error, ALL, Check::CompositeType(check));

fn check(composite: CompositeType<'_>, cx: &mut Cx<'_>) {
    let is_supported = cx.schema.connector().is_some_and(|it| it.has_composite_types);
    if is_supported
        && composite.is_closed()
        && !composite.has_lost_lines()
        && composite.fields().next().is_none()
    {
        let message = format!("type `{}` has no fields", composite.name());
        cx.report(&RULE, composite.span(), composite.header_span().range, message);
    }
}
