//! `argument-value-missing`: an argument has a name and no value.

use psl_parser::ast;

use crate::{
    rule::{Check, Cx},
    schema::{SegmentId, Span},
};

rule!("argument-value-missing", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, segment: SegmentId, argument: ast::Argument<'_>) {
    let Some(name) = argument.name() else { return };
    let place = Span::new(segment, name.range());
    cx.report(&RULE, place, place.range, format!("argument `{}` has no value", name.text()));
}
