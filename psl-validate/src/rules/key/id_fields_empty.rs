//! `id-fields-empty`: `@@id([])`.

use crate::{
    rule::{Check, Cx},
    schema::Model,
};

rule!("id-fields-empty", Error, ALL, Check::Model(check));

fn check(model: Model<'_>, cx: &mut Cx<'_>) {
    let Some(id) = super::id(model) else { return };
    if id.fields.is_empty() {
        cx.report(
            &RULE,
            model.attribute_span(id.attribute),
            super::name_range(model, id),
            format!("the id of `{}` lists no field", model.name()),
        );
    }
}
