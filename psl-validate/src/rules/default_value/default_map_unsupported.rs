//! `default-map-unsupported`: a name for a default on a database that does not name them.

use crate::{
    rule::{Check, Cx},
    schema::{DefaultValue, Field},
};

rule!(
    "default-map-unsupported",
    Error,
    ALL,
    Check::Default(check),
    when | it | !it.capabilities().has_named_defaults
);

fn check(field: Field<'_>, default: &DefaultValue, cx: &mut Cx<'_>) {
    let Some(map) = default.map.as_ref().filter(|_| field.model().is_some()) else {
        return;
    };
    let message = crate::rules::field_type::lacks(cx.schema, "no names for defaults");
    let fix =
        field.model().and_then(|it| crate::rules::key::remove_argument(it, default.attribute, map.argument));
    let finding = cx.report(
        &RULE,
        field.attribute_span(default.attribute),
        field.node_span(map.argument).range,
        message,
    );
    finding.fixes.extend(fix);
}
