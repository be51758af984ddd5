//! `ignore-on-unsupported-type`: `@ignore` on a field that is left out of the client anyway.

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
    schema::Field,
};

rule!("ignore-on-unsupported-type", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, field: Field<'_>) {
    let message = format!("`{}` is unsupported and left out of the client anyway", field.name());
    cx.report(&RULE, site.place(), site.name_range(), message).fix(super::remove_attribute(site));
}
