//! `relation-length-mismatch`: `fields` and `references` name different numbers of fields.

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{Field, Relation},
};

rule!("relation-length-mismatch", Error, ALL, Check::Relation(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    if !super::has_foreign_key_side(relation) {
        return;
    }
    let Some(field) = relation.forward() else { return };
    let (Some(fields), Some(references)) = (field.key_fields(), field.references()) else { return };
    let Some(arguments) = field.relation_arguments() else { return };
    if fields.len() != references.len() {
        let message = format!(
            "`{}` has {} in `fields` and {} in `references`",
            field.name(),
            fields.len(),
            references.len()
        );
        let place = field.attribute_span(arguments.attribute);
        let range = super::list_range(arguments).unwrap_or(place.range);
        cx.report(&RULE, place, range, message).fixes.extend(matched(field, &fields, &references));
    }
}

/// `references` from a key of the other model that has as many fields, of the same types; else `fields` cut to what
/// `references` names, when that is a key.
fn matched(field: Field<'_>, fields: &[Field<'_>], references: &[Field<'_>]) -> Option<SpanFix> {
    let arguments = field.relation_arguments()?;
    let target = field.related_model()?;
    let list = |fields: &[Field<'_>]| {
        format!("[{}]", fields.iter().map(|it| it.name()).collect::<Vec<_>>().join(", "))
    };
    let fits = |a: &[Field<'_>], b: &[Field<'_>]| {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| super::same_type(*a, *b))
    };
    if let Some(key) = super::strict_criterion(target).filter(|it| fits(fields, it)) {
        let text = list(&key);
        let span = field.name_span().with(arguments.references.as_ref()?.value);
        return Some(SpanFix::unsafe_(format!("Refer to `{text}`"), span, text));
    }
    let kept = fields.get(..references.len()).filter(|it| !it.is_empty() && fits(it, references))?;
    let must_be_unique = field.opposite().is_some_and(|it| !it.is_list());
    let is_unique = |it: &[Field<'_>]| field.model().is_some_and(|model| super::has_criterion_of(model, it));
    if !super::has_criterion_of(target, references) || must_be_unique && !is_unique(kept) {
        return None;
    }
    let text = list(kept);
    let span = field.name_span().with(arguments.fields.as_ref()?.value);
    Some(SpanFix::unsafe_(format!("Use `{text}` as the key"), span, text))
}
