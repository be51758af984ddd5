//! `extension-argument-not-string`: an argument of an extension is not a string.

use psl_parser::{
    Token,
    ast::{Argument, Value},
};

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{SegmentId, Span},
};

rule!("extension-argument-not-string", Error, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, argument: Argument<'_>, name: Token<'_>) {
    let place = Span::new(id, argument.range());
    let value = argument.value().map(|it| it.range());
    let finding =
        cx.report(&RULE, place, value.unwrap_or(place.range), format!("`{}` takes a string", name.text()));
    if let Some(value) = argument.value().filter(|it| matches!(it, Value::Number(_) | Value::Name(_))) {
        let text = format!("\"{}\"", value.text());
        finding.fix(SpanFix::unsafe_("Put quotes around it", place.with(value.range()), text));
    }
}
