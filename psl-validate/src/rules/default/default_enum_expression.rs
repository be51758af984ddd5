//! `default-enum-expression`: a default of an enum that is not the name of a value.

use psl_parser::{Node, SyntaxKind};

use crate::{
    read::attributes::Site,
    rule::{Check, Cx, SpanFix},
    schema::Field,
};

rule!("default-enum-expression", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, field: Field<'_>, value: Node<'_>) {
    let enum_name = field.type_name();
    let message = match field.is_list() {
        true => format!("the default of `{}` has to be a list of values of `{enum_name}`", field.name()),
        false => format!("the default of `{}` has to be a value of `{enum_name}`", field.name()),
    };
    let word = value.text().trim_matches('"');
    let known = field.enum_type().is_some_and(|it| it.values().any(|it| it.name() == word));
    let items: Vec<Node<'_>> = value.children().filter(|it| it.kind().is_value()).collect();
    let finding = cx.report(&RULE, site.place(), value.range(), message);
    let span = site.span(value);
    match value.kind() {
        SyntaxKind::STRING_VALUE if known && !field.is_list() => {
            finding.fix(SpanFix::unsafe_(format!("Use `{word}`"), span, word));
        }
        SyntaxKind::NAME_VALUE if field.is_list() && known => {
            finding.fix(SpanFix::unsafe_(format!("Use `[{word}]`"), span, format!("[{word}]")));
        }
        SyntaxKind::LIST if !field.is_list() && items.len() == 1 => {
            finding.fix(SpanFix::unsafe_("Remove the brackets", span, items[0].text()));
        }
        _ => {}
    }
}
