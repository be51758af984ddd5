//! `syntax-enum-junk`: a line of an enum that is no value.

use psl_parser::SyntaxError;

use super::{report_junk, report_missing_brace};
use crate::{
    rule::{Check, Cx},
    schema::SegmentId,
};

rule!("syntax-enum-junk", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, segment: SegmentId, error: &SyntaxError) {
    report_junk(cx, &RULE, segment, error, "an enum, which has one value a line");
}

pub(crate) fn report_header_inside(cx: &mut Cx<'_>, segment: SegmentId, error: &SyntaxError) {
    report_missing_brace(cx, &RULE, segment, error);
}
