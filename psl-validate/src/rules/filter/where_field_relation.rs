//! `where-field-relation`: a condition names a relation field.

use psl_parser::Token;

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
    schema::Field,
};

rule!("where-field-relation", Error, V7, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, key: Token<'_>, field: Field<'_>) {
    let message = format!("`{}` is a relation field and has no column", field.name());
    cx.report(&RULE, site.place(), key.range(), message).label(field.name_span(), "declared here");
}
