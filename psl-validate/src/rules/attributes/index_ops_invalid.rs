//! `index-ops-invalid`: `ops` is neither an operator class nor `raw("…")`.

use psl_parser::{Node, SyntaxKind};

use crate::{
    read::attributes::Site,
    rule::{Check, Cx, SpanFix},
    schema::Span,
};

rule!("index-ops-invalid", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, place: Span, value: Node<'_>) {
    let names = crate::connectors::OPERATOR_CLASSES.iter().map(|it| it.name);
    let word = value.text();
    let near = if value.kind() == SyntaxKind::NAME_VALUE { cx.closest(word, names) } else { None };
    let message = match value.kind() {
        SyntaxKind::NAME_VALUE => format!("operator class `{word}` does not exist"),
        SyntaxKind::CALL if word.starts_with("raw") => "`raw` takes exactly one string".to_owned(),
        SyntaxKind::CALL => "the only function here is `raw(\"…\")`".to_owned(),
        _ => "`ops` takes the name of an operator class, or `raw(\"…\")`".to_owned(),
    };
    let finding = cx.report(&RULE, place, value.range(), message);
    if let Some(near) = near {
        let span = site.span(value);
        finding.fix(match near.eq_ignore_ascii_case(word) {
            true => SpanFix::safe(format!("Use `{near}`"), span, near),
            false => SpanFix::unsafe_(format!("Use `{near}`"), span, near),
        });
    }
}
