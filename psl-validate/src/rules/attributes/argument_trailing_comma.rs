//! `argument-trailing-comma`: a comma before `)`.

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::Span,
};

rule!("argument-trailing-comma", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, comma: Span) {
    cx.report(&RULE, comma, comma.range, "arguments do not end with a comma").fix(SpanFix::safe(
        "Remove the comma",
        comma,
        "",
    ));
}
