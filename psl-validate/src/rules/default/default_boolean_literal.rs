//! `default-boolean-literal`: a word other than `true` and `false` as the default of a Boolean.

use psl_parser::Node;

use crate::{
    read::attributes::Site,
    rule::{Check, Cx, SpanFix},
};

rule!("default-boolean-literal", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, value: Node<'_>) {
    let place = site.span(value);
    let word = value.text();
    let near = match word.to_ascii_lowercase().as_str() {
        "yes" | "on" | "t" => Some("true"),
        "no" | "off" | "f" => Some("false"),
        _ => cx.closest(word, ["true", "false"]),
    };
    let finding = cx.report(&RULE, place, place.range, format!("`{word}` is neither `true` nor `false`"));
    if let Some(near) = near {
        finding.fix(match near.eq_ignore_ascii_case(word) {
            true => SpanFix::safe(format!("Use `{near}`"), place, near),
            false => SpanFix::unsafe_(format!("Use `{near}`"), place, near),
        });
    }
}
