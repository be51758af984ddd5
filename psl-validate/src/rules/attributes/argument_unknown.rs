//! `argument-unknown`: an argument the attribute does not know.

use psl_parser::{Node, ast};

use crate::{
    attributes::AttributeRow,
    read::attributes::Site,
    rule::{Check, Cx, SpanFix},
};

rule!("argument-unknown", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, row: &AttributeRow, argument: Node<'_>) {
    let place = site.span(argument);
    let Some(name) = ast::Argument::cast(argument).and_then(ast::Argument::name) else {
        let message = match row.arguments.is_empty() {
            true => format!("`{}` takes no arguments", site.label()),
            false => format!("`{}` takes no argument without a name", site.label()),
        };
        cx.report(&RULE, place, place.range, message);
        return;
    };
    let rules = cx.schema.rules();
    let known: Vec<&str> =
        row.arguments.iter().filter(|it| it.rule_sets.contains(rules)).map(|it| it.name).collect();
    let near = cx.closest(name.text(), known.iter().copied());
    let message = match row.argument(name.text()) {
        Some(_) => format!("Prisma {} has no argument `{}` in `{}`", rules.name(), name.text(), site.label()),
        None => format!("`{}` has no argument `{}`", site.label(), name.text()),
    };
    let finding = cx.report(&RULE, place, name.range(), message);
    if let Some(near) = near {
        let span = place.with(name.range());
        finding.fix(match near.eq_ignore_ascii_case(name.text()) {
            true => SpanFix::safe(format!("Use `{near}`"), span, near),
            false => SpanFix::unsafe_(format!("Use `{near}`"), span, near),
        });
    }
    if known.is_empty() {
        finding.help(format!("`{}` takes no arguments", site.label()));
    }
    cx.add_fix(super::remove_argument(site, argument));
}
