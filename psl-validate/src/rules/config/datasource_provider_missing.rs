//! `datasource-provider-missing`: a datasource does not say which database it is.

use crate::{
    read::config::report_block,
    rule::{Check, Cx},
    schema::SegmentId,
};

rule!("datasource-provider-missing", Error, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId) {
    report_block(cx, id, &RULE, "the datasource has no `provider`")
        .help("add `provider = \"postgresql\"`, or another database");
}
