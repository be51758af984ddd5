//! `schema-attribute-missing`: a block without `@@schema` although the datasource lists schemas.

use psl_parser::TextRange;

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{Schema, Top},
};

rule!("schema-attribute-missing", Error, ALL, Check::Schema(check));

fn check(schema: &Schema, cx: &mut Cx<'_>) {
    let Some(listed) =
        schema.datasource().and_then(|it| it.schemas()).filter(|_| schema.capabilities().has_schemas)
    else {
        return;
    };
    for (top, mapping) in super::tops(schema) {
        let lost = match top {
            Top::Model(it) => it.has_lost_lines(),
            Top::Enum(it) => it.has_lost_lines(),
            Top::CompositeType(_) => true,
        };
        if mapping.is_some() || lost {
            continue;
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
