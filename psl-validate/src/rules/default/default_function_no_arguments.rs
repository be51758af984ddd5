//! `default-function-no-arguments`: an argument to a function that takes none.

use psl_parser::Node;

use crate::{
    read::attributes::Site,
    rule::{Check, Cx, SpanFix},
};

rule!("default-function-no-arguments", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, value: Node<'_>) {
    let name = value.text().split('(').next().unwrap_or("").trim_end();
    let text = format!("{name}()");
    cx.report(&RULE, site.place(), value.range(), format!("`{text}` takes no arguments"))
        .fix(SpanFix::unsafe_(format!("Use `{text}`"), site.span(value), text));
}
