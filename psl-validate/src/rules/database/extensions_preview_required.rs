//! `extensions-preview-required`: `extensions` without its preview feature.

use psl_parser::TextRange;

use crate::{
    rule::{Check, Cx},
    schema::{Datasource, PreviewFeature},
};

rule!("extensions-preview-required", Error, ALL, Check::Datasource(check));

fn check(datasource: Datasource<'_>, cx: &mut Cx<'_>) {
    let Some((property, _)) = datasource.extensions() else { return };
    if cx.schema.preview_features().contains(PreviewFeature::PostgresqlExtensions) {
        return;
    }
    let place = datasource.node_span(property);
    let key = TextRange::new(place.range.start, place.range.start + "extensions".len() as u32);
    let message = "`extensions` needs the preview feature `postgresqlExtensions`";
    crate::rules::report_preview(cx, &RULE, place, key, message, PreviewFeature::PostgresqlExtensions);
}
