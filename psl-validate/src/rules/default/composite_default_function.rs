//! `composite-default-function`: `autoincrement()` or `auto()` in a `type`.

use psl_parser::Node;

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
};

rule!("composite-default-function", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, value: Node<'_>) {
    let message = format!("`{}` is not available in a `type`", value.text());
    cx.report(&RULE, site.place(), value.range(), message);
}
