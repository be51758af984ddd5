//! `scalar-list-unsupported`: a list on a database without lists.

use crate::{
    rule::{Check, Cx},
    schema::Field,
};

rule!(
    "scalar-list-unsupported",
    Error,
    ALL,
    Check::ScalarField(check),
    when | it | !it.capabilities().has_scalar_lists
);

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    if field.model().is_some() && field.is_list() {
        let message = super::lacks(cx.schema, "no lists in columns");
        cx.report(&RULE, field.place(), super::type_range(field), message);
    }
}
