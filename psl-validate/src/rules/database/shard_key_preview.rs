//! `shard-key-preview`: a shard key without its preview feature.

use crate::{
    rule::{Check, Cx},
    schema::{Model, PreviewFeature},
};

rule!("shard-key-preview", Error, ALL, Check::Model(check));

fn check(model: Model<'_>, cx: &mut Cx<'_>) {
    let Some((attribute, _)) = model.shard_key().filter(|_| !model.is_view()) else { return };
    if !cx.schema.preview_features().contains(PreviewFeature::ShardKeys) {
        let place = model.attribute_span(attribute);
        let range = crate::rules::key::attribute_name(model, attribute);
        crate::rules::report_preview(
            cx,
            &RULE,
            place,
            range,
            "shard keys need the preview feature `shardKeys`",
            PreviewFeature::ShardKeys,
        );
    }
}
