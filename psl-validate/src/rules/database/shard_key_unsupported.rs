//! `shard-key-unsupported`: a shard key on another database than MySQL.

use crate::{
    rule::{Check, Cx},
    schema::Model,
};

rule!("shard-key-unsupported", Error, ALL, Check::Model(check));

fn check(model: Model<'_>, cx: &mut Cx<'_>) {
    let Some((attribute, _)) = model.shard_key().filter(|_| !model.is_view()) else { return };
    if !cx.schema.capabilities().has_shard_keys {
        let place = model.attribute_span(attribute);
        let range = crate::rules::key::attribute_name(model, attribute);
        let message = crate::rules::field_type::lacks(cx.schema, "no shard keys");
        cx.report(&RULE, place, range, message);
    }
}
