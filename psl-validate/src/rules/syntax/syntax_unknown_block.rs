//! `syntax-unknown-block`: a block whose first word is no keyword followed by a name.

use psl_parser::SyntaxError;

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{SegmentId, Span},
};

rule!("syntax-unknown-block", Error, ALL, Check::Reading);

const KEYWORDS: [&str; 6] = ["model", "enum", "type", "view", "datasource", "generator"];

pub(crate) fn report(cx: &mut Cx<'_>, segment: SegmentId, error: &SyntaxError) {
    let place = Span::new(segment, error.place);
    let word = cx.schema.text(place.with(error.range));
    if KEYWORDS.contains(&word) {
        let message = format!("a name is missing after `{word}`");
        cx.report(&RULE, place, error.range, message);
        return;
    }
    let message = format!("`{word}` is no keyword followed by a name");
    let fix =
        SpanFix::unsafe_(format!("Declare model `{word}`"), place.with(error.range), format!("model {word}"));
    cx.report(&RULE, place, error.range, message)
        .help("blocks are `model`, `enum`, `type`, `view`, `datasource` and `generator`, each with a name")
        .fix(fix);
}
