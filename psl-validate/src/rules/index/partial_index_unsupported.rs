//! `partial-index-unsupported`: `where` on a database without partial indexes.

use crate::{
    rule::{Check, Cx},
    schema::{Index, PreviewFeature},
};

rule!("partial-index-unsupported", Error, V7, Check::IndexWithOptions(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    let Some(argument) = index.filter().filter(|_| !index.model().is_view()) else { return };
    let has_feature = cx.schema.preview_features().contains(PreviewFeature::PartialIndexes);
    if !has_feature || cx.schema.capabilities().has_partial_indexes {
        return;
    }
    let place = index.node_span(argument);
    let message = crate::rules::field_type::lacks(cx.schema, "no indexes over part of the rows");
    let fix = crate::rules::key::remove_argument(index.model(), index.data().attribute, argument);
    let finding = cx.report(&RULE, place, place.range, message);
    finding.fixes.extend(fix);
}
