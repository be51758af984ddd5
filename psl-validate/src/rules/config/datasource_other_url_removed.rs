//! `datasource-other-url-removed`: rules 7: `directUrl` or `shadowDatabaseUrl` stands in the schema.

use crate::{
    read::config::{Property, line_of},
    rule::{Check, Cx, SpanFix},
    schema::SegmentId,
};

rule!("datasource-other-url-removed", Error, V7, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, property: Property<'_>) {
    let fix = SpanFix::unsafe_(format!("Remove `{}`", property.key), line_of(cx, id, property), "");
    let message = format!("`{}` is no longer part of the schema", property.key);
    cx.report(&RULE, property.place(id), property.key_range(), message)
        .help("Prisma 7 reads addresses from `datasource` in `prisma.config.ts`")
        .fix(fix);
}
