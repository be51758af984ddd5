//! `default-int-invalid`: a default of an `Int` or `BigInt` field that is no whole number of 64 bits.

use psl_parser::SyntaxKind;

use crate::{
    rule::{Check, Cx},
    scalar::ScalarType,
    schema::{DefaultValue, Field},
};

rule!("default-int-invalid", Error, ALL, Check::Default(check));

fn check(field: Field<'_>, default: &DefaultValue, cx: &mut Cx<'_>) {
    if !matches!(field.scalar_type(), Some(ScalarType::Int | ScalarType::BigInt)) {
        return;
    }
    for number in super::items(field, default).into_iter().filter(|it| it.kind() == SyntaxKind::NUMBER_VALUE)
    {
        if number.text().parse::<i64>().is_err() {
            let place = field.name_span().with(number.range());
            let message = match number.text().contains('.') {
                true => {
                    format!("`{}` is {}, and its default has a fraction", field.name(), field.type_name())
                }
                false => format!("the default of `{}` does not fit 64 bits", field.name()),
            };
            cx.report(&RULE, place, place.range, message);
        }
    }
}
