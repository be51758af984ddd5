//! `schema-undefined`: `@@schema` names a schema that the datasource does not list.

use psl_parser::TextRange;

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::SegmentId,
};

rule!("schema-undefined", Error, ALL, Check::Block(check));

fn check(id: SegmentId, cx: &mut Cx<'_>) {
    let schema = cx.schema;
    if !schema.connector().is_some_and(|it| it.has_schemas) {
        return;
    }
    let listed = schema.datasource().and_then(|it| it.schemas()).unwrap_or_default();
    if let Some((top, mapping)) = super::top_in_schema(schema, id) {
        let Some(mapping) = mapping.filter(|it| !listed.iter().any(|other| other.name == it.name)) else {
            return;
        };
        let place = top.span().with(mapping.value);
        let near = cx.closest(&mapping.name, listed.iter().map(|it| &*it.name));
        let message = format!("the datasource lists no schema `{}`", mapping.name);
        let finding = cx.report(&RULE, place, place.range, message);
        if let Some(near) = near {
            finding.fix(SpanFix::unsafe_(format!("Use `{near}`"), place, format!("\"{near}\"")));
        }
        if let (Some(datasource), Some(last)) = (schema.datasource(), listed.last()) {
            let title = format!("Add `{}` to `schemas`", mapping.name);
            let behind = datasource.span().with(TextRange::empty(last.value.end));
            let before = behind.with(TextRange::empty(last.value.start));
            let rest = behind.with(TextRange::new(last.value.end, datasource.span().range.end));
            let is_in_list = schema.text(rest).trim_start().starts_with(']');
            finding.label(datasource.name_span(), "the datasource");
            finding.fix(match is_in_list {
                true => SpanFix::unsafe_(title, behind, format!(", \"{}\"", mapping.name)),
                false => SpanFix::unsafe_(title, before, "[").and(behind, format!(", \"{}\"]", mapping.name)),
            });
        }
    }
}
