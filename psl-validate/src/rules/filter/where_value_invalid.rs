//! `where-value-invalid`: a value that is neither a literal nor `null`.

use psl_parser::{Node, SyntaxKind};

use crate::{
    read::attributes::Site,
    rule::{Check, Cx, SpanFix},
};

rule!("where-value-invalid", Error, V7, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, value: Node<'_>) {
    let message = format!("`{}` is no value for a condition", value.text());
    let fix = (value.kind() == SyntaxKind::NAME_VALUE)
        .then(|| SpanFix::unsafe_("Put quotes around it", site.span(value), format!("\"{}\"", value.text())));
    let finding = cx.report(&RULE, site.place(), value.range(), message);
    finding.help("values are strings, numbers, `true`, `false` and `null`");
    finding.fixes.extend(fix);
}
