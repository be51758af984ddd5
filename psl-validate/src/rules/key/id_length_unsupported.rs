//! `id-length-unsupported`: `length` in an id on a database that has none.

use crate::{
    rule::{Check, Cx},
    schema::Model,
};

rule!(
    "id-length-unsupported",
    Error,
    ALL,
    Check::Model(check),
    when | it | !it.capabilities().has_key_length
);

fn check(model: Model<'_>, cx: &mut Cx<'_>) {
    let Some(id) = super::id(model) else { return };
    if !id.fields.iter().any(|it| it.length().is_some()) {
        return;
    }
    let message = crate::rules::field_type::lacks(cx.schema, "no keys over the first part of a value");
    let option = super::option(model, id.attribute, "length");
    let finding = cx.report(
        &RULE,
        model.attribute_span(id.attribute),
        option.map_or(super::name_range(model, id), |it| it.range()),
        message,
    );
    finding.fixes.extend(super::remove_options(model, id.attribute, "length"));
}
