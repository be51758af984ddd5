//! `default-bytes-invalid`: a default of a `Bytes` field that is not of its form.

use super::literals;
use crate::{
    rule::{Check, Cx},
    scalar::ScalarType,
    schema::{DefaultValue, Field},
};

rule!("default-bytes-invalid", Error, ALL, Check::Default(check));

fn check(field: Field<'_>, default: &DefaultValue, cx: &mut Cx<'_>) {
    if field.scalar_type() != Some(ScalarType::Bytes) {
        return;
    }
    for (range, text) in super::strings(field, default) {
        if !literals::is_base64(&text) {
            let place = field.name_span().with(range);
            let message = format!("the default of `{}` is not base64", field.name());
            cx.report(&RULE, place, range, message).help("the standard alphabet, padded with `=`");
        }
    }
}
