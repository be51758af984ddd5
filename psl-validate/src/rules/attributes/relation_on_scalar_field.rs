//! `relation-on-scalar-field`: `@relation` on a field that is no relation.

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
    schema::Field,
};

rule!("relation-on-scalar-field", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, field: Field<'_>) {
    let message = format!("`{}` is no relation field: `{}` is no model", field.name(), field.type_name());
    cx.report(&RULE, site.place(), site.name_range(), message).fix(super::remove_attribute(site));
}
