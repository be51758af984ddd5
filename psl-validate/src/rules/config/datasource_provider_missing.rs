//! `datasource-provider-missing`: a datasource does not say which database it is.

use crate::{
    read::config::{end_of_header, report_block},
    rule::{Check, Cx, SpanFix},
    schema::SegmentId,
};

rule!("datasource-provider-missing", Error, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId) {
    let behind = end_of_header(cx, id);
    let provider = format!("provider = \"{}\"", database_of(cx.schema.segment(id).text()));
    report_block(cx, id, &RULE, "the datasource has no `provider`")
        .help("add `provider = \"postgresql\"`, or another database")
        .fix(SpanFix::unsafe_(format!("Add `{provider}`"), behind, format!("\n  {provider}")));
}

/// The database an address in the block speaks of, else the most common one.
fn database_of(block: &str) -> &'static str {
    const SCHEMES: [(&str, &str); 4] = [
        ("\"mysql:", "mysql"),
        ("\"file:", "sqlite"),
        ("\"sqlserver:", "sqlserver"),
        ("\"mongodb", "mongodb"),
    ];
    SCHEMES.iter().find(|it| block.contains(it.0)).map_or("postgresql", |it| it.1)
}
