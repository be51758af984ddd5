//! `duplicate-top-level`: two blocks share a name.

use psl_parser::ast;

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::Span,
};

rule!("duplicate-top-level", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, name: Span, first: Span) {
    let block = |span: Span| ast::Block::of(cx.schema.segment(span.segment));
    let keyword = |span: Span| block(span).map_or("", |it| it.kind().keyword());
    let text = cx.schema.text(name);
    let message = match (keyword(name), keyword(first)) {
        (later, earlier) if later == earlier => format!("{later} `{text}` is declared twice"),
        (later, earlier) => format!("{later} `{text}` has the name of {} {earlier}", article(earlier)),
    };
    let is_copy = block(name).map(|it| it.text()) == block(first).map(|it| it.text());
    let finding = cx.report(&RULE, name, name.range, message);
    finding.label(first, "declared here first");
    if is_copy {
        let whole = name.with(cx.schema.segment(name.segment).root().range());
        cx.add_fix(SpanFix::safe(format!("Remove this copy of `{text}`"), whole, ""));
    }
}

fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}
