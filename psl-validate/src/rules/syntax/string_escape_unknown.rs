//! `string-escape-unknown`: a backslash before a character that has no meaning there.

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::Span,
};

rule!("string-escape-unknown", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, place: Span) {
    let text = cx.schema.text(place);
    let message = format!("`{}` stands for no character", text.escape_debug().to_string().replace("\\\\", "\\"));
    let fix = SpanFix::unsafe_("Double the backslash", place.start(), "\\");
    cx.report(&RULE, place, place.range, message)
        .help("a backslash goes before \" \\ / b f n r t and u")
        .fix(fix);
}
