//! `enum-empty`: an enum without values.

use psl_parser::{SyntaxKind, TextRange};

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::Enum,
};

rule!("enum-empty", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, enum_: Enum<'_>) {
    let message = format!("enum `{}` has no values", enum_.name());
    cx.report(&RULE, enum_.span(), enum_.header_span().range, message)
        .help("write one value on a line of its own")
        .fixes
        .extend(add_value(enum_));
}

fn add_value(enum_: Enum<'_>) -> Option<SpanFix> {
    let brace = enum_.root().token(SyntaxKind::R_BRACE)?.range().start;
    let at = enum_.span().with(TextRange::empty(brace));
    enum_.is_closed().then(|| SpanFix::unsafe_("Add a value", at, "  VALUE\n"))
}
