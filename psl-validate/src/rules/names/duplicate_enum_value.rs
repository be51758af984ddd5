//! `duplicate-enum-value`: two values of an enum share a name.

use psl_parser::TextRange;

use crate::{
    rule::{Check, Cx},
    schema::Span,
};

rule!("duplicate-enum-value", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, line: Span, name: TextRange, first: Span) {
    let message = format!("value `{}` is declared twice", cx.schema.text(line.with(name)));
    let fixes = super::resolve_duplicate(cx, line.with(name), first, true);
    cx.report(&RULE, line, name, message).label(first, "declared here first").fixes = fixes;
}
