//! `view-unique-clustered`: `clustered` for a unique of a view.

use crate::{
    rule::{Check, Cx},
    schema::Index,
};

rule!("view-unique-clustered", Error, ALL, Check::IndexWithOptions(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    let model = index.model();
    let Some(argument) = index.clustered().map(|it| it.1).filter(|_| model.is_view()) else { return };
    let fix = crate::rules::key::remove_argument(model, index.data().attribute, argument);
    let message = format!("a unique of view `{}` cannot have `clustered`", model.name());
    let finding = cx.report(&RULE, index.attribute_span(), index.node_span(argument).range, message);
    finding.fixes.extend(fix);
}
