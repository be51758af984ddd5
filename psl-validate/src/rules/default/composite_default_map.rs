//! `composite-default-map`: a name for a default in a `type`.

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
};

rule!("composite-default-map", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>) {
    let argument = site
        .attribute
        .arguments()
        .and_then(|it| it.iter().find(|it| it.name().is_some_and(|it| it.text() == "map")));
    let fix = argument.map(|it| crate::rules::attributes::remove_argument(site, it.node()));
    let range = argument.map_or(site.name_range(), |it| it.range());
    let finding =
        cx.report(&RULE, site.place(), range, "a default in a `type` has no constraint that could be named");
    finding.fixes.extend(fix);
}
