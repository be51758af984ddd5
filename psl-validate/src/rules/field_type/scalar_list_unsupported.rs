//! `scalar-list-unsupported`: a list on a database without lists.

use crate::{
    rule::{Check, Cx},
    schema::Field,
};

rule!("scalar-list-unsupported", Error, ALL, Check::ScalarField(check));

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    let connector = cx.schema.capabilities();
    if field.model().is_some() && !connector.has_scalar_lists && field.is_list() {
        let message = super::lacks(cx.schema, "no lists in columns");
        cx.report(&RULE, field.place(), super::type_range(field), message);
    }
}
