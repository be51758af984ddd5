//! `relation-references-wrong-order`: `references` name a key in another order.

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{Field, FieldId, IndexField, Model, Relation},
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
        .help("name the fields in the order of the key, and `fields` likewise")
        .fixes
        .extend(reordered(field, &references, target));
}

/// Both lists in the order of the key. The pairs stay, so the relation does too.
fn reordered(field: Field<'_>, references: &[Field<'_>], target: Model<'_>) -> Option<SpanFix> {
    let arguments = field.relation_arguments()?;
    let keys = field.key_fields().filter(|it| it.len() == references.len())?;
    let mut wanted: Vec<FieldId> = references.iter().map(|it| it.id()).collect();
    wanted.sort_unstable();
    let criterion = target.unique_criteria().find(|it| {
        let mut ids: Vec<FieldId> = it.iter().map(IndexField::field).collect();
        ids.sort_unstable();
        ids == wanted
    })?;
    let (mut own, mut others) = (Vec::new(), Vec::new());
    for part in criterion {
        let at = references.iter().position(|it| it.id() == part.field())?;
        own.push(keys.get(at)?.name());
        others.push(references.get(at)?.name());
    }
    let span = |range| field.name_span().with(range);
    let list = |names: &[&str]| format!("[{}]", names.join(", "));
    let fix = SpanFix::safe(
        "Put both lists in the order of the key",
        span(arguments.fields.as_ref()?.value),
        list(&own),
    );
    Some(fix.and(span(arguments.references.as_ref()?.value), list(&others)))
}
