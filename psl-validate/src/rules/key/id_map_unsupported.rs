//! `id-map-unsupported`: a name for an id on a database that does not name them.

use crate::{
    rule::{Check, Cx},
    schema::Model,
};

rule!("id-map-unsupported", Error, ALL, Check::Model(check), when | it | !it.capabilities().has_named_ids);

fn check(model: Model<'_>, cx: &mut Cx<'_>) {
    let Some(id) = super::id(model) else { return };
    let Some(map) = id.map.as_ref() else { return };
    let message = crate::rules::field_type::lacks(cx.schema, "no names for ids");
    let fix = super::remove_argument(model, id.attribute, map.argument);
    let finding = cx.report(&RULE, model.span(), model.header_span().range, message);
    finding.label(model.node_span(map.argument), "named here");
    finding.fixes.extend(fix);
}
