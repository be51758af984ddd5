//! `json-unsupported`: a `Json` field on a database without JSON.

use crate::{
    rule::{Check, Cx},
    scalar::ScalarType,
    schema::Field,
};

rule!("json-unsupported", Error, ALL, Check::ScalarField(check), when | it | !it.capabilities().has_json);

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    if field.model().is_some() && field.scalar_type() == Some(ScalarType::Json) {
        let message = super::lacks(cx.schema, "no type for `Json`");
        cx.report(&RULE, field.place(), super::type_range(field), message);
    }
}
