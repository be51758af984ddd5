//! `clustering-unsupported`: `clustered` on a database without clustered keys.

use crate::{
    rule::{Check, Cx},
    schema::Model,
};

rule!(
    "clustering-unsupported",
    Error,
    ALL,
    Check::Model(check),
    when | it | !it.capabilities().has_clustering
);

fn check(model: Model<'_>, cx: &mut Cx<'_>) {
    if model.is_view() {
        return;
    }
    let id = model.primary_key().and_then(|it| Some((it.attribute, it.clustered?.1)));
    let indexes = model.indexes().filter_map(|it| Some((it.data().attribute, it.clustered()?.1)));
    for (attribute, argument) in id.into_iter().chain(indexes) {
        let message = crate::rules::field_type::lacks(cx.schema, "no clustered keys to choose");
        let place = model.attribute_span(attribute);
        let fix = super::remove_argument(model, attribute, argument);
        let finding = cx.report(&RULE, place, model.node_span(argument).range, message);
        finding.fixes.extend(fix);
    }
}
