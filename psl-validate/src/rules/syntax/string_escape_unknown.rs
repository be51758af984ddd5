//! `string-escape-unknown`: a backslash before a character that has no meaning there.

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::Span,
};

rule!("string-escape-unknown", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, place: Span) {
    let text = cx.schema.text(place);
    let message = format!("`{}` stands for no character", text.escape_debug().to_string().replace("\\\\", "\\"));
    // A doubled backslash would leave a line break or tab in the string, where neither can stand.
    let fix = (!text.contains(char::is_control))
        .then(|| SpanFix::unsafe_("Double the backslash", place.start(), "\\"));
    let finding = cx.report(&RULE, place, place.range, message);
    finding.help("a backslash goes before \" \\ / b f n r t and u");
    finding.fixes.extend(fix);
}
