//! `relation-required-over-optional-fields`: a required relation whose key fields may be null.

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{Field, Relation},
};

rule!("relation-required-over-optional-fields", Error, ALL, Check::Relation(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    if !super::has_foreign_key_side(relation) {
        return;
    }
    let Some(field) = relation.forward().filter(|it| it.is_required()) else { return };
    let Some(fields) = field.key_fields() else { return };
    let optional: Vec<Field<'_>> = fields.into_iter().filter(|it| it.is_optional()).collect();
    let Some(first) = optional.first() else { return };
    let message = format!("`{}` is required, but its key field `{}` is optional", field.name(), first.name());
    let mut fields_required =
        SpanFix { title: "Make the key fields required".to_owned(), is_safe: false, edits: Vec::new() };
    for key in &optional {
        fields_required.edits.push((super::modifier_span(*key), String::new()));
    }
    cx.report(&RULE, field.place(), field.type_name_span().range, message)
        .label(first.type_name_span(), "optional here")
        .fix(SpanFix::unsafe_(format!("Make `{}` optional", field.name()), super::behind_type(field), "?"))
        .fix(fields_required);
}
