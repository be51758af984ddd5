//! `shard-key-fields-empty`: `@@shardKey([])`.

use crate::{
    rule::{Check, Cx},
    schema::Model,
};

rule!("shard-key-fields-empty", Error, ALL, Check::Model(check));

fn check(model: Model<'_>, cx: &mut Cx<'_>) {
    let Some((attribute, fields)) = model.shard_key().filter(|_| !model.is_view()) else { return };
    if fields.is_empty() {
        let place = model.attribute_span(attribute);
        let range = crate::rules::key::attribute_name(model, attribute);
        let message = "the shard key lists no field".to_owned();
        cx.report(&RULE, place, range, message);
    }
}
