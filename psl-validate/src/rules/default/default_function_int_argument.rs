//! `default-function-int-argument`: `uuid`, `cuid` or `nanoid` with something else than one number.

use psl_parser::Node;

use crate::{
    read::attributes::Site,
    rule::{Check, Cx, SpanFix},
};

rule!("default-function-int-argument", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, value: Node<'_>, argument: Node<'_>) {
    let name = value.text().split('(').next().unwrap_or("").trim_end();
    let digits = argument.text().trim_matches('"');
    let is_quoted =
        digits != argument.text() && digits.bytes().all(|it| it.is_ascii_digit()) && !digits.is_empty();
    let finding = cx.report(&RULE, site.place(), argument.range(), format!("`{name}()` takes one number"));
    if is_quoted {
        finding.fix(SpanFix::unsafe_("Remove the quotes", site.span(argument), digits));
    }
}
