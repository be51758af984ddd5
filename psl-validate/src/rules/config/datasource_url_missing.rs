//! `datasource-url-missing`: rules 6: a datasource has no address.

use crate::{
    read::config::{end_of_header, report_block},
    rule::{Check, Cx, SpanFix},
    schema::SegmentId,
};

rule!("datasource-url-missing", Error, V6, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId) {
    let insertion = end_of_header(cx, id);
    report_block(cx, id, &RULE, "the datasource has no `url`")
        .help("Prisma 6 reads the address of the database from here")
        .fix(SpanFix::unsafe_("Add `url`", insertion, "\n  url = env(\"DATABASE_URL\")"));
}
