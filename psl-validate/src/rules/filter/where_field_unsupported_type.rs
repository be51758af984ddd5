//! `where-field-unsupported-type`: a value for a field that can only be compared with `null`.

use psl_parser::Node;

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
    schema::Field,
};

rule!("where-field-unsupported-type", Error, V7, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, field: Field<'_>, value: Node<'_>) {
    let message = format!("`{}` can only be compared with `null`", field.name());
    cx.report(&RULE, site.place(), value.range(), message)
        .label(field.type_name_span(), "because of this type");
}
