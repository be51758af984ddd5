//! `where-nested-key-count`: an inner object without exactly one key.

use psl_parser::Node;

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
};

rule!("where-nested-key-count", Error, V7, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, value: Node<'_>) {
    cx.report(&RULE, site.place(), value.range(), "an inner object has exactly one key")
        .help("as in `{ status: { not: \"done\" } }`");
}
