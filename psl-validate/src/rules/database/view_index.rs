//! `view-index`: an index in a view.

use crate::{
    rule::{Check, Cx},
    schema::Index,
};

rule!("view-index", Error, ALL, Check::Index(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    let model = index.model();
    if !model.is_view() || index.is_unique() {
        return;
    }
    let fix = super::remove_attribute(model, index.data().attribute);
    let message = format!("view `{}` cannot have an index", model.name());
    let finding = cx.report(&RULE, index.attribute_span(), index.name_range(), message);
    finding.fixes.extend(fix);
}
