//! `argument-map-empty`: `map` is an empty string.

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
    schema::Mapping,
};

rule!("argument-map-empty", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, value: &Mapping) {
    let range = value.value;
    cx.report(&RULE, site.place(), range, "`map` is empty").help("give a name, or leave the argument out");
}
