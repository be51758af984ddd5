//! `default-non-list-for-list`: a single value as the default of a list.

use psl_parser::{Node};

use crate::{
    read::attributes::Site,
    rule::{Check, Cx, SpanFix},
    schema::Field,
};

rule!("default-non-list-for-list", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, field: Field<'_>, value: Node<'_>) {
    let message = format!("`{}` is a list, and its default is a single value", field.name());
    let text = format!("[{}]", value.text());
    cx.report(&RULE, site.place(), value.range(), message)
        .fix(SpanFix::unsafe_(format!("Use `{text}`"), site.span(value), text));
}
