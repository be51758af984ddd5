//! `extension-argument-unnamed`: an argument of an extension has no name.

use psl_parser::ast::Argument;

use crate::{
    rule::{Check, Cx},
    schema::{SegmentId, Span},
};

rule!("extension-argument-unnamed", Error, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, argument: Argument<'_>) {
    let place = Span::new(id, argument.range());
    cx.report(&RULE, place, place.range, "an argument of an extension needs a name")
        .help("the arguments are `map`, `schema` and `version`");
}
