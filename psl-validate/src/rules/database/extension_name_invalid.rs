//! `extension-name-invalid`: an extension whose name has a dash.

use psl_parser::TextRange;

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{Datasource, PreviewFeature},
};

rule!("extension-name-invalid", Error, ALL, Check::Datasource(check));

fn check(datasource: Datasource<'_>, cx: &mut Cx<'_>) {
    let Some((_, items)) = datasource.extensions() else { return };
    if !cx.schema.preview_features().contains(PreviewFeature::PostgresqlExtensions) {
        return;
    }
    for item in items {
        let place = datasource.node_span(*item);
        let text = cx.schema.text(place);
        let name = text.split('(').next().unwrap_or("").trim_end();
        if name.contains('-') {
            let better = name.replace('-', "_");
            let range = TextRange::new(place.range.start, place.range.start + name.len() as u32);
            let fix = (!text.contains('(')).then(|| {
                SpanFix::unsafe_(
                    format!("Use `{better}(map: \"{name}\")`"),
                    place,
                    format!("{better}(map: \"{name}\")"),
                )
            });
            let finding =
                cx.report(&RULE, place, range, format!("extension `{name}` has a dash in its name"));
            finding.help("write another name and give the real one with `map`");
            finding.fixes.extend(fix);
        }
    }
}
