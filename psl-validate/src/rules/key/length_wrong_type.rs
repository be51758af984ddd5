//! `length-wrong-type`: `length` on a field whose values have none.

use crate::{
    rule::{Check, Cx},
    scalar::ScalarType,
    schema::{Field, FieldType, Model},
};

rule!(
    "length-wrong-type",
    Error,
    ALL,
    Check::Model(check),
    when | it | it.connector().is_some_and(|it| it.has_key_length)
);

fn check(model: Model<'_>, cx: &mut Cx<'_>) {
    if model.is_view() {
        return;
    }
    let id = model.primary_key().filter(|it| !it.is_poisoned).map(|it| (it.attribute, it.fields.as_slice()));
    let indexes = model.indexes().filter(|it| !it.is_poisoned()).map(|it| (it.data().attribute, it.fields()));
    for (attribute, fields) in id.into_iter().chain(indexes) {
        for key in fields.iter().filter(|it| it.length().is_some()) {
            let field = Field::new(cx.schema, key.field());
            let has_length = matches!(field.scalar_type(), Some(ScalarType::String | ScalarType::Bytes))
                || field.ty() == FieldType::Unsupported;
            if has_length {
                continue;
            }
            let place = model.attribute_span(attribute);
            let range = if key.node == attribute {
                super::attribute_name(model, attribute)
            } else {
                model.node_span(key.node).range
            };
            let message = format!("`{}` is no text and no bytes, so `length` says nothing", field.name());
            cx.report(&RULE, place, range, message).label(field.type_name_span(), "this type");
        }
    }
}
