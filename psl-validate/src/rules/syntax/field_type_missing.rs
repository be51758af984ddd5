//! `field-type-missing`: a field line with a name and no type.

use psl_parser::{TextRange, ast};

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{SegmentId, Span},
};

rule!("field-type-missing", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, segment: SegmentId, field: ast::Field<'_>) {
    let Some(name) = field.name() else { return };
    let last = field.node().descendant_tokens().rev().find(|it| !it.kind().is_trivia());
    let end = last.map_or(name.range().end, |it| it.range().end);
    let place = Span::new(segment, TextRange::new(field.range().start, end));
    let ty = likely_type(name.text());
    let behind = place.with(TextRange::empty(name.range().end));
    cx.report(&RULE, place, name.range(), format!("field `{}` has no type", name.text()))
        .help("write the type after the name, as in `title String`")
        .fix(SpanFix::unsafe_(format!("Make it `{ty}`"), behind, format!(" {ty}")));
}

/// What fields of such a name mostly are.
pub(crate) fn likely_type(name: &str) -> &'static str {
    let starts_word = |prefix: &str| {
        name.strip_prefix(prefix).and_then(|it| it.chars().next()).is_some_and(char::is_uppercase)
    };
    let ends = |suffixes: &[&str]| suffixes.iter().any(|it| name.ends_with(it));
    match name {
        "id" | "count" | "quantity" | "number" | "position" | "age" => "Int",
        "price" | "amount" | "total" => "Decimal",
        _ if ends(&["Id", "_id", "Count"]) => "Int",
        _ if ends(&["At", "_at", "Date"]) => "DateTime",
        _ if starts_word("is") || starts_word("has") || starts_word("can") => "Boolean",
        _ if ends(&["Price", "Amount"]) => "Decimal",
        _ => "String",
    }
}
