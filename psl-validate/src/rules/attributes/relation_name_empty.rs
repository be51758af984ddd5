//! `relation-name-empty`: the name of a relation is an empty string.

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
    schema::Mapping,
};

rule!("relation-name-empty", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, name: &Mapping) {
    cx.report(&RULE, site.place(), name.value, "the name of the relation is empty")
        .help("give a name, or leave the argument out");
}
