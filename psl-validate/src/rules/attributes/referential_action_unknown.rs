//! `referential-action-unknown`: `onDelete` or `onUpdate` is no referential action.

use psl_parser::Node;

use crate::{
    read::attributes::Site,
    rule::{Check, Cx, SpanFix},
    schema::ReferentialAction,
};

rule!("referential-action-unknown", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, value: Node<'_>, word: &str) {
    let place = site.span(value);
    let near = cx.closest(word, ReferentialAction::ALL.map(ReferentialAction::name));
    let finding = cx.report(&RULE, place, place.range, format!("`{word}` is no referential action"));
    finding.help("actions are Cascade, Restrict, NoAction, SetNull and SetDefault");
    if let Some(near) = near {
        finding.fix(match near.eq_ignore_ascii_case(word) {
            true => SpanFix::safe(format!("Use `{near}`"), place, near),
            false => SpanFix::unsafe_(format!("Use `{near}`"), place, near),
        });
    }
}
