//! `id-compound-unsupported`: an id of several fields on MongoDB.

use crate::{
    rule::{Check, Cx},
    schema::Model,
};

rule!(
    "id-compound-unsupported",
    Error,
    ALL,
    Check::Model(check),
    when | it | !it.capabilities().has_compound_ids
);

fn check(model: Model<'_>, cx: &mut Cx<'_>) {
    let Some(id) = super::id(model) else { return };
    if id.fields.len() > 1 {
        let message = crate::rules::field_type::lacks(cx.schema, "ids of one field only");
        cx.report(&RULE, model.attribute_span(id.attribute), super::name_range(model, id), message);
    }
}
