//! `relation-type-mismatch`: a key field has another type than what it refers to.

use crate::{
    rule::{Check, Cx, SpanFix},
    rules::field_type::base_span,
    schema::{Field, Fields, Relation},
};

rule!("relation-type-mismatch", Error, ALL, Check::Relation(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    if !super::has_foreign_key_side(relation) {
        return;
    }
    let Some(field) = relation.forward() else { return };
    let Some(fields) = field.key_fields() else { return };
    let references = field.references().or_else(|| super::strict_criterion(relation.referenced_model()));
    for (key, reference) in fields.into_iter().zip(references.unwrap_or_default()) {
        if key.is_poisoned() || reference.is_poisoned() || super::same_type(key, reference) {
            continue;
        }
        let message = format!(
            "`{}` is {}, but `{}` of `{}` is {}",
            key.name(),
            key.type_name(),
            reference.name(),
            relation.referenced_model().name(),
            reference.type_name()
        );
        let name = cx.schema.text(base_span(reference));
        let finding = cx.report(&RULE, field.place(), field.name_span().range, message);
        finding.label(key.type_name_span(), "this type").label(reference.type_name_span(), "and this one");
        // A type of the database's own or a default would no longer fit.
        let fits = key.native_type().is_none() && key.default().is_none();
        if fits && !is_wanted_otherwise(key, field, reference) {
            let title = format!("Use `{name}` for `{}`", key.name());
            finding.fix(SpanFix::unsafe_(title, base_span(key), name));
        }
    }
}

/// Whether another relation wants another type of the field: one that has it in its key too, or one that refers to it.
fn is_wanted_otherwise(key: Field<'_>, field: Field<'_>, reference: Field<'_>) -> bool {
    let Some(model) = key.model() else { return true };
    let partners = |it: Field<'_>, own: Option<Fields<'_>>, others: Option<Fields<'_>>| -> bool {
        let pairs = own.unwrap_or_default().into_iter().zip(others.unwrap_or_default());
        pairs
            .filter(|(own, _)| *own == key && it != field)
            .any(|(_, other)| !super::same_type(other, reference))
    };
    model.relation_fields().any(|it| partners(it, it.key_fields(), it.references()))
        || field.related_model() == Some(model) && field.references().is_some_and(|it| it.contains(&key))
}
