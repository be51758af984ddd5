//! `one-to-one-fields-not-unique`: the key of a one-to-one relation is not unique.

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{Field, FieldId, IndexField, Relation, RelationKind},
};

rule!("one-to-one-fields-not-unique", Error, ALL, Check::Relation(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    if relation.kind() != RelationKind::OneToOne {
        return;
    }
    let Some(field) = relation.forward() else { return };
    let (Some(fields), Some(model)) = (field.key_fields(), field.model()) else { return };
    let ids: Vec<FieldId> = fields.iter().map(|it| it.id()).collect();
    let is_key = |it: &[IndexField]| it.iter().map(|it| it.field()).eq(ids.iter().copied());
    if model.unique_criteria().any(is_key) || model.has_poisoned_keys() {
        return;
    }
    let names: Vec<&str> = fields.iter().map(|it| it.name()).collect();
    let message = match names.as_slice() {
        [] => format!("`{}` is one-to-one and has no key fields", field.name()),
        [name] => format!("`{}` is one-to-one, so `{name}` has to be unique", field.name()),
        _ => format!(
            "`{}` is one-to-one, so `{}` have to be unique together",
            field.name(),
            names.join("`, `")
        ),
    };
    let range = field.relation_arguments().and_then(super::list_range).unwrap_or(field.name_span().range);
    let fix = match fields.as_slice() {
        [] => None,
        [key] => Some(SpanFix::unsafe_(
            format!("Add `@unique` to `{}`", key.name()),
            super::behind_type(*key),
            " @unique",
        )),
        _ => Some(super::add_block_attribute(model, &format!("@@unique([{}])", names.join(", ")))),
    };
    let finding = cx.report(&RULE, field.place(), range, message);
    finding.fixes.extend(fix);
    let may_be_list =
        |it: &Field<'_>| it.is_optional() && !ids.is_empty() && !super::says_more_than_its_name(*it);
    if let Some(back) = relation.back().filter(may_be_list).filter(|_| super::has(field.references())) {
        finding.fix(SpanFix::unsafe_(
            format!("Make `{}` a list", back.name()),
            super::modifier_span(back),
            "[]",
        ));
    }
}
