//! `default-dbgenerated-argument`: `dbgenerated` with something else than one string.

use psl_parser::Node;

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
};

rule!("default-dbgenerated-argument", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, argument: Node<'_>) {
    cx.report(&RULE, site.place(), argument.range(), "`dbgenerated()` takes one string")
        .help("the string is the expression as the database understands it");
}
