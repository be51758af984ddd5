//! `json-list-unsupported`: a list of `Json` on a database that has none.

use crate::{
    rule::{Check, Cx},
    scalar::ScalarType,
    schema::Field,
};

rule!("json-list-unsupported", Error, ALL, Check::ScalarField(check));

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    let connector = cx.schema.capabilities();
    if field.model().is_some()
        && !connector.has_json_lists
        && field.scalar_type() == Some(ScalarType::Json)
        && field.is_list()
    {
        let message = super::lacks(cx.schema, "no lists of `Json`");
        cx.report(&RULE, field.place(), super::type_range(field), message);
    }
}
