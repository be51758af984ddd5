//! `default-list-for-non-list`: a list as the default of a field that is no list.

use psl_parser::{Node};

use crate::{
    read::attributes::Site,
    rule::{Check, Cx, SpanFix},
    schema::Field,
};

rule!("default-list-for-non-list", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, field: Field<'_>, value: Node<'_>) {
    let message = format!("`{}` is a single value, and its default is a list", field.name());
    let items: Vec<Node<'_>> = value.children().filter(|it| it.kind().is_value()).collect();
    let finding = cx.report(&RULE, site.place(), value.range(), message);
    if let [item] = items.as_slice() {
        finding.fix(SpanFix::unsafe_("Remove the brackets", site.span(value), item.text()));
    }
}
