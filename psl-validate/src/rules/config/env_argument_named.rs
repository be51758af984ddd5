//! `env-argument-named`: `env(name: "X")`: the name is ignored.

use psl_parser::{TextRange, ast::Argument};

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{SegmentId, Span},
};

rule!("env-argument-named", Warning, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, argument: Argument<'_>) {
    let (Some(name), Some(value)) = (argument.name(), argument.value()) else { return };
    let place = Span::new(id, argument.range());
    let before_value = TextRange::new(place.range.start, value.range().start);
    cx.report(&RULE, place, name.range(), "`env` ignores the name of its argument").fix(SpanFix::safe(
        "Remove the name",
        place.with(before_value),
        "",
    ));
}
