//! `default-decimal-invalid`: a default of a `Decimal` field that is not of its form.

use super::literals;
use crate::{
    rule::{Check, Cx},
    scalar::ScalarType,
    schema::{DefaultValue, Field},
};

rule!("default-decimal-invalid", Error, ALL, Check::Default(check));

fn check(field: Field<'_>, default: &DefaultValue, cx: &mut Cx<'_>) {
    if field.scalar_type() != Some(ScalarType::Decimal) {
        return;
    }
    for (range, text) in super::strings(field, default) {
        if !literals::is_decimal(&text) {
            let place = field.name_span().with(range);
            let message = format!("the default of `{}` is no decimal number", field.name());
            cx.report(&RULE, place, range, message).help("as in \"12.50\"");
        }
    }
}
