//! `default-dbgenerated-empty`: `dbgenerated("")`.

use psl_parser::Node;

use crate::{
    read::attributes::Site,
    rule::{Check, Cx, SpanFix},
};

rule!("default-dbgenerated-empty", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, argument: Node<'_>) {
    cx.report(&RULE, site.place(), argument.range(), "the expression in `dbgenerated` is empty")
        .help("write the expression, or `dbgenerated()` when it is not known")
        .fix(SpanFix::unsafe_("Use `dbgenerated()`", site.span(argument), ""));
}
