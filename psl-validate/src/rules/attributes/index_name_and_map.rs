//! `index-name-and-map`: `@@index` has `name` and `map`, which mean the same.

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
    schema::Mapping,
};

rule!("index-name-and-map", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, name: &Mapping, map: &Mapping) {
    let place = site.place();
    let argument = |it: &Mapping| site.attribute.node().tree().node(it.argument);
    let fix = super::remove_argument(site, argument(name));
    cx.report(&RULE, place, site.name_range(), "`name` is the old spelling of `map`; the index has both")
        .label(place.with(name.value), "the old one")
        .label(place.with(map.value), "the new one")
        .fix(fix);
}
