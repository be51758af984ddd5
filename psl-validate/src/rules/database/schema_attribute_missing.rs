//! `schema-attribute-missing`: a block without `@@schema` although the datasource lists schemas.

use psl_parser::TextRange;

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{SegmentId, Top},
};

rule!("schema-attribute-missing", Error, ALL, Check::Block(check));

fn check(id: SegmentId, cx: &mut Cx<'_>) {
    let schema = cx.schema;
    let Some(listed) =
        schema.datasource().and_then(|it| it.schemas()).filter(|_| schema.capabilities().has_schemas)
    else {
        return;
    };
    if let Some((top, mapping)) = super::top_in_schema(schema, id) {
        let lost = match top {
            Top::Model(it) => it.has_lost_lines(),
            Top::Enum(it) => it.has_lost_lines(),
            Top::CompositeType(_) => true,
        };
        if mapping.is_some() || lost {
            return;
        }
        let header = match top {
            Top::Model(it) => it.header_span(),
            Top::Enum(it) => it.header_span(),
            Top::CompositeType(it) => it.header_span(),
        };
        let message = format!("{} `{}` does not say which schema it lives in", top.keyword(), top.name());
        let end = top.span().range.end.saturating_sub(1);
        let finding = cx.report(&RULE, top.span(), header.range, message);
        finding.help("add `@@schema`, as the datasource lists schemas");
        for name in listed.iter().take(5).map(|it| &it.name) {
            let text = format!("\n  @@schema(\"{name}\")\n");
            finding.fix(SpanFix::unsafe_(
                format!("Add `@@schema(\"{name}\")`"),
                top.span().with(TextRange::empty(end)),
                text,
            ));
        }
    }
}
