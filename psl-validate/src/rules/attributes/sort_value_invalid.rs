//! `sort-value-invalid`: `sort` is neither `Asc` nor `Desc`.

use psl_parser::Node;

use crate::{
    read::attributes::Site,
    rule::{Check, Cx, SpanFix},
    schema::{SortOrder, Span},
};

rule!("sort-value-invalid", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, place: Span, value: Node<'_>) {
    let word = value.text();
    let near = match word.to_ascii_lowercase().as_str() {
        "asc" | "ascending" | "up" => Some("Asc"),
        "desc" | "descending" | "down" => Some("Desc"),
        _ => cx.closest(word, SortOrder::ALL.map(SortOrder::name)),
    };
    let finding = cx.report(&RULE, place, value.range(), format!("`{word}` is no sort order"));
    finding.help("sort orders are `Asc` and `Desc`");
    if let Some(near) = near {
        let span = site.span(value);
        finding.fix(match near.eq_ignore_ascii_case(word) {
            true => SpanFix::safe(format!("Use `{near}`"), span, near),
            false => SpanFix::unsafe_(format!("Use `{near}`"), span, near),
        });
    }
}
