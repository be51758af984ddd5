//! `nesting-too-deep`: more brackets open on a line than anyone means.

use psl_parser::{MAX_NESTING, SyntaxError};

use crate::{
    rule::{Check, Cx},
    schema::{SegmentId, Span},
};

rule!("nesting-too-deep", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, segment: SegmentId, error: &SyntaxError) {
    let message = format!("more than {MAX_NESTING} brackets are open here");
    cx.report(&RULE, Span::new(segment, error.place), error.range, message);
}
