//! `extension-argument-unknown`: an extension has an argument it does not know.

use psl_parser::{Token, ast::Argument};

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{SegmentId, Span},
};

rule!("extension-argument-unknown", Error, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, argument: Argument<'_>, name: Token<'_>) {
    let place = Span::new(id, argument.range());
    let near = cx.closest(name.text(), ["map", "schema", "version"]);
    let finding =
        cx.report(&RULE, place, name.range(), format!("an extension has no argument `{}`", name.text()));
    finding.help("the arguments are `map`, `schema` and `version`");
    if let Some(near) = near {
        finding.fix(SpanFix::unsafe_(format!("Use `{near}`"), place.with(name.range()), near));
    }
}
