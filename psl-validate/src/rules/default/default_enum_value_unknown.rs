//! `default-enum-value-unknown`: a default that is no value of the enum.

use psl_parser::Node;

use crate::{
    read::attributes::Site,
    rule::{Check, Cx, SpanFix},
    schema::Enum,
};

rule!("default-enum-value-unknown", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, enum_: Enum<'_>, value: Node<'_>) {
    let word = value.text();
    let mapped = enum_.values().find(|it| it.map().is_some_and(|it| *it.name == *word));
    let near = cx.closest(word, enum_.values().map(|it| it.name())).or(mapped.map(|it| it.name()));
    let message = format!("enum `{}` has no value `{word}`", enum_.name());
    let finding = cx.report(&RULE, site.place(), value.range(), message);
    finding.label(enum_.name_span(), "declared here");
    if let Some(near) = near {
        let span = site.span(value);
        finding.fix(match near.eq_ignore_ascii_case(word) {
            true => SpanFix::safe(format!("Use `{near}`"), span, near),
            false => SpanFix::unsafe_(format!("Use `{near}`"), span, near),
        });
    }
}
