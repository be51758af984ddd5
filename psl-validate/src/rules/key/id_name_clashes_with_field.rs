//! `id-name-clashes-with-field`: the joined names of a compound id are the name of a field.

use crate::{
    rule::{Check, Cx},
    schema::Model,
};

rule!("id-name-clashes-with-field", Error, ALL, Check::Model(check));

fn check(model: Model<'_>, cx: &mut Cx<'_>) {
    let Some(id) = super::id(model) else { return };
    if let Some(field) = super::joined_name_field(model, &id.fields) {
        let message = format!("the client calls this id `{}`, which is also a field", field.name());
        cx.report(&RULE, model.attribute_span(id.attribute), super::name_range(model, id), message)
            .label(field.name_span(), "this field");
    }
}
