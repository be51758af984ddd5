//! `relation-type-mismatch`: a key field has another type than what it refers to.

use crate::{
    rule::{Check, Cx, SpanFix},
    rules::field_type::base_span,
    schema::Relation,
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
        if key.native_type().is_none() && key.default().is_none() {
            let title = format!("Use `{name}` for `{}`", key.name());
            finding.fix(SpanFix::unsafe_(title, base_span(key), name));
        }
    }
}
