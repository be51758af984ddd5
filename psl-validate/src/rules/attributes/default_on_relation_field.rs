//! `default-on-relation-field`: `@default` on a relation field.

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
    schema::Field,
};

rule!("default-on-relation-field", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, field: Field<'_>) {
    let message = format!("relation field `{}` has no column that could have a default", field.name());
    cx.report(&RULE, site.place(), site.name_range(), message).fix(super::remove_attribute(site));
}
