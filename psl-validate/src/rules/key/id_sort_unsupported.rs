//! `id-sort-unsupported`: `sort` in an id on a database that has none.

use crate::{
    rule::{Check, Cx},
    schema::Model,
};

rule!("id-sort-unsupported", Error, ALL, Check::Model(check), when | it | !it.capabilities().has_id_sort);

fn check(model: Model<'_>, cx: &mut Cx<'_>) {
    let Some(id) = super::id(model) else { return };
    if !id.fields.iter().any(|it| it.sort.is_some()) {
        return;
    }
    let message = crate::rules::field_type::lacks(cx.schema, "no order in ids");
    let option = super::option(model, id.attribute, "sort");
    let finding = cx.report(
        &RULE,
        model.attribute_span(id.attribute),
        option.map_or(super::name_range(model, id), |it| it.range()),
        message,
    );
    finding.fixes.extend(super::remove_options(model, id.attribute, "sort"));
}
