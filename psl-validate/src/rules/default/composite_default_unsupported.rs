//! `composite-default-unsupported`: a default on an `Unsupported` field of a `type`.

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
    schema::Field,
};

rule!("composite-default-unsupported", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, field: Field<'_>) {
    let message = format!("unsupported `{}` takes no default in a `type`", field.name());
    let fix = crate::rules::attributes::remove_attribute(site);
    cx.report(&RULE, site.place(), site.name_range(), message).fix(fix);
}
