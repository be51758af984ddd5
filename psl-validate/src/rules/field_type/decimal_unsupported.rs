//! `decimal-unsupported`: a `Decimal` field on a database without decimal numbers.

use crate::{
    rule::{Check, Cx},
    scalar::ScalarType,
    schema::Field,
};

rule!(
    "decimal-unsupported",
    Error,
    ALL,
    Check::ScalarField(check),
    when | it | !it.capabilities().has_decimal
);

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    if field.model().is_some() && field.scalar_type() == Some(ScalarType::Decimal) {
        let message = super::lacks(cx.schema, "no type for `Decimal`");
        cx.report(&RULE, field.place(), super::type_range(field), message);
    }
}
