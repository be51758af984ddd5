//! `where-raw-argument`: `raw` without a string.

use psl_parser::Node;

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
};

rule!("where-raw-argument", Error, V7, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, value: Node<'_>) {
    cx.report(&RULE, site.place(), value.range(), "`raw` takes a string")
        .help("the string is the condition as the database understands it");
}
