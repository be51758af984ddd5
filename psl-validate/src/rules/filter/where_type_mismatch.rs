//! `where-type-mismatch`: a value of the wrong kind for its field.

use psl_parser::{Node};

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
    schema::Field,
};

rule!("where-type-mismatch", Error, V7, Check::Reading);

/// `expected` says what the field is compared with.
pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, field: Field<'_>, value: Node<'_>, expected: &str) {
    let message = format!("`{}` can only be compared with {expected}", field.name());
    cx.report(&RULE, site.place(), value.range(), message).label(field.type_name_span(), "because of this type");
}
