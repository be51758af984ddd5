//! `map-on-relation-field`: `@map` on a relation field.

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
    schema::Field,
};

rule!("map-on-relation-field", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, field: Field<'_>) {
    let message = format!("relation field `{}` has no column that could be renamed", field.name());
    cx.report(&RULE, site.place(), site.name_range(), message).fix(super::remove_attribute(site));
}
