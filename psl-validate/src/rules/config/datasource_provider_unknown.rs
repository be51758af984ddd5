//! `datasource-provider-unknown`: `provider` names no known database.

use psl_parser::Node;

use crate::{
    connectors::CONNECTORS,
    rule::{Check, Cx, SpanFix},
    schema::{SegmentId, Span},
};

rule!("datasource-provider-unknown", Error, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, value: Node<'_>, provider: &str) {
    let place = Span::new(id, value.range());
    let near = match provider {
        "mssql" => Some("sqlserver"),
        "mariadb" => Some("mysql"),
        "cockroach" => Some("cockroachdb"),
        "mongo" => Some("mongodb"),
        _ => cx.closest(provider, CONNECTORS.iter().map(|it| it.name)),
    };
    let finding = cx.report(&RULE, place, place.range, format!("`{provider}` is no database Prisma knows"));
    finding.help(super::PROVIDERS);
    if let Some(near) = near {
        let text = format!("\"{near}\"");
        finding.fix(match near.eq_ignore_ascii_case(provider) {
            true => SpanFix::safe(format!("Use `{near}`"), place, text),
            false => SpanFix::unsafe_(format!("Use `{near}`"), place, text),
        });
    }
}
