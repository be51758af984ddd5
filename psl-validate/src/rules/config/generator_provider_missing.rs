//! `generator-provider-missing`: a generator does not say which program it runs.

use crate::{
    read::config::{end_of_header, report_block},
    rule::{Check, Cx, SpanFix},
    schema::SegmentId,
};

rule!("generator-provider-missing", Error, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId) {
    let behind = end_of_header(cx, id);
    let provider = super::usual_generator(cx.schema.rules());
    let provider = format!("provider = \"{provider}\"");
    report_block(cx, id, &RULE, "the generator has no `provider`")
        .help("add `provider = \"prisma-client\"`, or another generator")
        .fix(SpanFix::unsafe_(format!("Add `{provider}`"), behind, format!("\n  {provider}")));
}
