//! `composite-block-attribute`: a block attribute in a `type`.

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
    schema::CompositeType,
};

rule!("composite-block-attribute", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, composite: CompositeType<'_>) {
    let message = format!("type `{}` cannot have `{}`", composite.name(), site.label());
    cx.report(&RULE, site.place(), site.name_range(), message).fix(super::remove_attribute(site));
}
