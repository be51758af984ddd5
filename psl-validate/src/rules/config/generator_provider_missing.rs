//! `generator-provider-missing`: a generator does not say which program it runs.

use crate::{
    read::config::report_block,
    rule::{Check, Cx},
    schema::SegmentId,
};

rule!("generator-provider-missing", Error, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId) {
    report_block(cx, id, &RULE, "the generator has no `provider`")
        .help("add `provider = \"prisma-client\"`, or another generator");
}
