//! `relation-name-empty`: the name of a relation is an empty string.

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
    schema::Mapping,
};

rule!("relation-name-empty", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, name: &Mapping) {
    let fix = super::remove_argument(site, site.attribute.node().tree().node(name.argument));
    let is_only = site.attribute.arguments().is_some_and(|it| it.iter().count() == 1);
    let fix = if is_only { super::remove_attribute(site) } else { fix };
    cx.report(&RULE, site.place(), name.value, "the name of the relation is empty")
        .help("give a name, or leave the argument out")
        .fix(fix);
}
