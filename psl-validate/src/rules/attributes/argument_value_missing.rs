//! `argument-value-missing`: an argument has a name and no value.

use psl_parser::{SyntaxKind, TextRange, ast};

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{SegmentId, Span},
};

rule!("argument-value-missing", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, segment: SegmentId, argument: ast::Argument<'_>) {
    let Some(name) = argument.name() else { return };
    let place = Span::new(segment, name.range());
    let text = match name.text() {
        "onDelete" | "onUpdate" => Some("Cascade"),
        "sort" => Some("Desc"),
        "references" => Some("[id]"),
        _ => None,
    };
    let behind = place.with(TextRange::empty(argument.node().range().end));
    let blank = if argument.text().ends_with(' ') { "" } else { " " };
    let filled = text.map(|it| SpanFix::unsafe_(format!("Use `{it}`"), behind, format!("{blank}{it}")));
    let is_own =
        argument.node().parent().and_then(|it| it.parent()).is_some_and(|it| it.kind() != SyntaxKind::CALL);
    let removed = super::remove_argument_of(segment, argument.node(), is_own);
    let finding = cx.report(&RULE, place, place.range, format!("argument `{}` has no value", name.text()));
    finding.fixes.extend(filled.into_iter().chain([removed]));
}
