//! `default-datetime-invalid`: a default of a `DateTime` field that is not of its form.

use super::literals;
use crate::{
    rule::{Check, Cx},
    scalar::ScalarType,
    schema::{DefaultValue, Field},
};

rule!("default-datetime-invalid", Error, ALL, Check::Default(check));

fn check(field: Field<'_>, default: &DefaultValue, cx: &mut Cx<'_>) {
    if field.scalar_type() != Some(ScalarType::DateTime) {
        return;
    }
    for (range, text) in super::strings(field, default) {
        if !literals::is_date_time(&text) {
            let place = field.name_span().with(range);
            let message = format!("the default of `{}` is no date and time", field.name());
            cx.report(&RULE, place, range, message)
                .help("as in \"2024-01-31T12:00:00Z\"; the current time is `now()`");
        }
    }
}
