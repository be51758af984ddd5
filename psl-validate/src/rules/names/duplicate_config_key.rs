//! `duplicate-config-key`: a property is given twice.

use crate::{
    rule::{Check, Cx},
    schema::Span,
};

rule!("duplicate-config-key", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, key: Span, first: Span) {
    let message = format!("`{}` is given twice", cx.schema.text(key));
    let fixes = super::resolve_duplicate(cx, key, first, false);
    cx.report(&RULE, key, key.range, message).label(first, "given here first").fixes = fixes;
}
