//! `view-preview`: a view without its preview feature.

use crate::{
    rule::{Check, Cx},
    schema::{Model, PreviewFeature},
};

rule!("view-preview", Error, ALL, Check::Model(check));

fn check(model: Model<'_>, cx: &mut Cx<'_>) {
    if model.is_view() && !cx.schema.preview_features().contains(PreviewFeature::Views) {
        let header = model.header_span().range;
        crate::rules::report_preview(
            cx,
            &RULE,
            model.span(),
            header,
            "views need the preview feature `views`",
            PreviewFeature::Views,
        );
    }
}
