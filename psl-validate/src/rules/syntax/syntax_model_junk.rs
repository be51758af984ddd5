//! `syntax-model-junk`: a line of a model, view or type that is no member.

use psl_parser::SyntaxError;

use super::{report_junk, report_missing_brace};
use crate::{
    rule::{Check, Cx},
    schema::SegmentId,
};

rule!("syntax-model-junk", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, segment: SegmentId, error: &SyntaxError) {
    report_junk(cx, &RULE, segment, error, "a field or block attribute");
}

pub(crate) fn report_header_inside(cx: &mut Cx<'_>, segment: SegmentId, error: &SyntaxError) {
    report_missing_brace(cx, &RULE, segment, error);
}
