//! `default-on-unsupported-type`: a default on an `Unsupported` field that is no `dbgenerated`.

use psl_parser::Node;

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
    schema::Field,
};

rule!("default-on-unsupported-type", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, field: Field<'_>, value: Node<'_>) {
    let message = format!("the default of unsupported `{}` can only be `dbgenerated(\"…\")`", field.name());
    cx.report(&RULE, site.place(), value.range(), message);
}
