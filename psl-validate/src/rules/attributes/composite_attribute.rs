//! `composite-attribute`: an attribute of models on a field of a `type`.

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
    schema::Field,
};

rule!("composite-attribute", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, field: Field<'_>) {
    let message = format!("a field of a `type` cannot have `{}`", site.label());
    cx.report(&RULE, field.place(), site.name_range(), message).fix(super::remove_attribute(site));
}
