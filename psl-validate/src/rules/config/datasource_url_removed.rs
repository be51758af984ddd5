//! `datasource-url-removed`: rules 7: `url` stands in the schema.

use crate::{
    read::config::{Property, line_of},
    rule::{Check, Cx, SpanFix},
    schema::SegmentId,
};

rule!("datasource-url-removed", Error, V7, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, property: Property<'_>) {
    let fix = SpanFix::unsafe_("Remove `url`", line_of(cx, id, property), "");
    cx.report(&RULE, property.place(id), property.key_range(), "`url` is no longer part of the schema")
        .help("Prisma 7 reads the address from `datasource.url` in `prisma.config.ts`")
        .fix(fix);
}
