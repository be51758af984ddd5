//! `view-unique-field-arguments`: `sort`, `length` or `ops` in a key of a view.

use crate::{
    rule::{Check, Cx},
    schema::Index,
};

rule!("view-unique-field-arguments", Error, ALL, Check::IndexWithOptions(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    if !index.model().is_view() {
        return;
    }
    for key in index.fields().iter().filter(|it| it.has_options()) {
        let message = format!("a key of view `{}` takes no options", index.model().name());
        let is_own = key.node == index.data().attribute;
        let range = if is_own { index.name_range() } else { index.node_span(key.node).range };
        cx.report(&RULE, index.attribute_span(), range, message);
    }
}
