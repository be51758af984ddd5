//! `name-reserved-scalar`: a block is called like a scalar type.

use crate::{
    rule::{Check, Cx},
    schema::Span,
};

rule!("name-reserved-scalar", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, name: Span) {
    let message = format!("`{}` is the name of a scalar type", cx.schema.text(name));
    cx.report(&RULE, name, name.range, message);
}
