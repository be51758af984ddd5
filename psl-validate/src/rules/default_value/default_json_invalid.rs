//! `default-json-invalid`: a default of a `Json` field that is not of its form.

use super::literals;
use crate::{
    rule::{Check, Cx},
    scalar::ScalarType,
    schema::{DefaultValue, Field},
};

rule!("default-json-invalid", Error, ALL, Check::Default(check));

fn check(field: Field<'_>, default: &DefaultValue, cx: &mut Cx<'_>) {
    if field.scalar_type() != Some(ScalarType::Json) {
        return;
    }
    for (range, text) in super::strings(field, default) {
        if !literals::is_json(&text) {
            let place = field.name_span().with(range);
            let message = format!("the default of `{}` is not JSON", field.name());
            cx.report(&RULE, place, range, message).help("quotes inside are written `\\\"`");
        }
    }
}
