//! `where-raw-empty`: `raw("")`.

use psl_parser::Node;

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
};

rule!("where-raw-empty", Error, V7, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, value: Node<'_>) {
    cx.report(&RULE, site.place(), value.range(), "the condition in `raw` is empty");
}
