//! `name-has-dash`: a name contains `-`.

use crate::{
    rule::{Check, Cx},
    schema::Span,
};

rule!("name-has-dash", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, name: Span) {
    let message = format!("name `{}` contains a dash", cx.schema.text(name));
    cx.report(&RULE, name, name.range, message).help("names are made of letters, digits and `_`");
}
