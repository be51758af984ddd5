//! `argument-duplicate`: a named argument is given twice.

use psl_parser::ast;

use crate::{
    rule::{Check, Cx},
    schema::{SegmentId, Span},
};

rule!("argument-duplicate", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, segment: SegmentId, argument: ast::Argument<'_>) {
    let Some(name) = argument.name() else { return };
    let place = Span::new(segment, argument.range());
    let fix = super::remove_argument_of(segment, argument.node(), false);
    cx.report(&RULE, place, name.range(), format!("argument `{}` is given twice", name.text())).fix(fix);
}
