//! `composite-default-dbgenerated`: `dbgenerated()` in a `type`.

use psl_parser::Node;

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
};

rule!("composite-default-dbgenerated", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, value: Node<'_>) {
    cx.report(&RULE, site.place(), value.range(), "`dbgenerated()` is not available in a `type`");
}
