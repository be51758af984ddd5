//! `extension-argument-duplicate`: an argument of an extension is given twice.

use psl_parser::{Token, ast::Argument};

use crate::{
    rule::{Check, Cx},
    schema::{SegmentId, Span},
};

rule!("extension-argument-duplicate", Error, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, argument: Argument<'_>, name: Token<'_>) {
    let place = Span::new(id, argument.range());
    cx.report(&RULE, place, name.range(), format!("argument `{}` is given twice", name.text()));
}
