//! `default-on-composite-type-field`: a default on a field whose type is a `type` block.

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
    schema::Field,
};

rule!("default-on-composite-type-field", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, field: Field<'_>) {
    let message = format!("`{}` has the type `{}`, which takes no default", field.name(), field.type_name());
    let finding = cx.report(&RULE, site.place(), site.name_range(), message);
    finding.help("give defaults to the fields of the type");
    cx.add_fix(crate::rules::attributes::remove_attribute(site));
}
