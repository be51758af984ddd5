//! `index-type-unsupported`: a type of index the database lacks.

use crate::{
    rule::{Check, Cx},
    schema::Index,
};

rule!("index-type-unsupported", Error, ALL, Check::IndexWithOptions(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    let connector = cx.schema.capabilities();
    let Some((index_type, argument)) = index.index_type() else { return };
    if connector.index_types.contains(&index_type) || index.model().is_view() {
        return;
    }
    let place = index.node_span(argument);
    let message = crate::rules::field_type::lacks(cx.schema, &format!("no {} indexes", index_type.name()));
    let fix = crate::rules::key::remove_argument(index.model(), index.data().attribute, argument);
    let finding = cx.report(&RULE, place, place.range, message);
    finding.fixes.extend(fix);
}
