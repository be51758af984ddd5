//! `name-starts-with-digit`: a name starts with a digit.

use crate::{
    rule::{Check, Cx},
    schema::Span,
};

rule!("name-starts-with-digit", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, name: Span) {
    let message = format!("name `{}` starts with a digit", cx.schema.text(name));
    cx.report(&RULE, name, name.range, message).help("names start with a letter");
}
