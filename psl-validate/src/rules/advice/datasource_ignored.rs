//! `datasource-ignored`: a second datasource in another file, which Prisma ignores.

use crate::{
    rule::{Check, Cx},
    schema::{Schema, Span},
};

rule!("datasource-ignored", Warning, ALL, Check::Schema(check));

fn check(schema: &Schema, cx: &mut Cx<'_>) {
    let Some(used) = schema.datasource() else { return };
    let file = |span: Span| schema.absolute(span).0;
    for datasource in schema.datasources() {
        if file(datasource.span()) == file(used.span()) || datasource.name_span() == used.name_span() {
            continue;
        }
        let place = datasource.name_span();
        let message = format!("`{}` is ignored: the schema has a datasource already", datasource.name());
        cx.report(&RULE, place, place.range, message).label(used.name_span(), "the one that is used");
    }
}
