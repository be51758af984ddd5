//! `updated-at-type`: `@updatedAt` on a field that is no DateTime.

use crate::{
    read::attributes::Site,
    rule::{Check, Cx, SpanFix},
    schema::Field,
};

rule!("updated-at-type", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, field: Field<'_>) {
    let message = format!("`@updatedAt` keeps a time, and `{}` is no DateTime", field.name());
    let base = crate::rules::field_type::base_span(field);
    cx.report(&RULE, site.place(), site.name_range(), message)
        .fix(SpanFix::unsafe_("Use `DateTime`", base, "DateTime"));
}
