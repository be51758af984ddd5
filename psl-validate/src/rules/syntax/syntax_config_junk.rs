//! `syntax-config-junk`: a line of a datasource or generator that is no property.

use psl_parser::SyntaxError;

use super::{report_junk, report_missing_brace};
use crate::{
    rule::{Check, Cx},
    schema::SegmentId,
};

rule!("syntax-config-junk", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, segment: SegmentId, error: &SyntaxError) {
    report_junk(cx, &RULE, segment, error, "a property, which is `key = value`");
}

pub(crate) fn report_header_inside(cx: &mut Cx<'_>, segment: SegmentId, error: &SyntaxError) {
    report_missing_brace(cx, &RULE, segment, error);
}
