//! `partial-index-preview`: `where` without its preview feature.

use crate::{
    rule::{Check, Cx},
    schema::{Index, PreviewFeature},
};

rule!("partial-index-preview", Error, V7, Check::IndexWithOptions(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    let Some(argument) = index.filter().filter(|_| !index.model().is_view()) else { return };
    if cx.schema.preview_features().contains(PreviewFeature::PartialIndexes) {
        return;
    }
    let place = index.node_span(argument);
    crate::rules::report_preview(
        cx,
        &RULE,
        place,
        place.range,
        "`where` needs the preview feature `partialIndexes`",
        PreviewFeature::PartialIndexes,
    );
}
