//! `relation-references-wrong-order`: `references` name a key in another order.

use crate::{
    rule::{Check, Cx},
    schema::{FieldId, IndexField, Relation},
};

rule!("relation-references-wrong-order", Error, ALL, Check::Relation(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    if cx.schema.capabilities().has_references_in_any_order {
        return;
    }
    let Some((field, references)) = super::referenced(relation) else { return };
    let target = relation.referenced_model();
    let ids: Vec<FieldId> = references.iter().map(|it| it.id()).collect();
    let in_order = |it: &[IndexField]| it.iter().map(|it| it.field()).eq(ids.iter().copied());
    if ids.len() < 2
        || !super::has_criterion_of(target, &references)
        || target.unique_criteria().any(in_order)
    {
        return;
    }
    let message = format!("`{}` refers to a key of `{}` in another order", field.name(), target.name());
    cx.report(&RULE, field.place(), super::references_range(field), message)
        .help("name the fields in the order of the key, and `fields` likewise");
}
