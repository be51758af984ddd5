//! `json-list-unsupported`: a list of `Json` on a database that has none.

use crate::{
    rule::{Check, Cx},
    scalar::ScalarType,
    schema::Field,
};

rule!(
    "json-list-unsupported",
    Error,
    ALL,
    Check::ScalarField(check),
    when | it | !it.capabilities().has_json_lists
);

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    if field.model().is_some() && field.scalar_type() == Some(ScalarType::Json) && field.is_list() {
        let message = super::lacks(cx.schema, "no lists of `Json`");
        cx.report(&RULE, field.place(), super::type_range(field), message);
    }
}
