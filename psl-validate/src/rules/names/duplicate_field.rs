//! `duplicate-field`: two fields of a block share a name.

use crate::{
    rule::{Check, Cx},
    schema::Span,
};

rule!("duplicate-field", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, name: Span, first: Span) {
    let message = format!("field `{}` is declared twice", cx.schema.text(name));
    let fixes = super::resolve_duplicate(cx, name, first, true);
    cx.report(&RULE, name, name.range, message).label(first, "declared here first").fixes = fixes;
}
