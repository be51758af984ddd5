//! `where-object-empty`: `where: {}`.

use psl_parser::Node;

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
};

rule!("where-object-empty", Error, V7, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, value: Node<'_>) {
    cx.report(&RULE, site.place(), value.range(), "the condition is empty")
        .help("write `{ field: value }`, or leave `where` out");
}
