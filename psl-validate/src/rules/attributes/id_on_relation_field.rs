//! `id-on-relation-field`: `@id` on a relation field.

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
    schema::Field,
};

rule!("id-on-relation-field", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, field: Field<'_>) {
    let message = format!("relation field `{}` has no column that could identify rows", field.name());
    let finding = cx.report(&RULE, site.place(), site.name_range(), message);
    if let Some(keys) = super::key_fields(field) {
        finding.help(format!("the columns of this relation are `{}`", keys.join("`, `")));
    }
    cx.add_fix(super::remove_attribute(site));
}
