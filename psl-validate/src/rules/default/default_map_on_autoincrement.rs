//! `default-map-on-autoincrement`: a name for the default of `autoincrement()`, which has no constraint.

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
    schema::Mapping,
};

rule!("default-map-on-autoincrement", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, map: &Mapping) {
    let argument = site.attribute.node().tree().node(map.argument);
    let fix = crate::rules::attributes::remove_argument(site, argument);
    cx.report(
        &RULE,
        site.place(),
        argument.range(),
        "`autoincrement()` has no constraint that could be named",
    )
    .fix(fix);
}
