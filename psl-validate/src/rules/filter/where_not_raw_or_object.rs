//! `where-not-raw-or-object`: `where` is neither `raw("…")` nor an object.

use psl_parser::Node;

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
};

rule!("where-not-raw-or-object", Error, V7, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, value: Node<'_>) {
    cx.report(&RULE, site.place(), value.range(), "`where` takes `raw(\"…\")` or `{ field: value }`");
}
