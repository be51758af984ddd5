//! `relation-required-over-optional-fields`: a required relation whose key fields may be null.

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{Field, ReferentialAction, Relation},
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
    let sets_null = field.relation_arguments().is_some_and(|it| {
        [it.on_delete, it.on_update].into_iter().flatten().any(|it| it.0 == ReferentialAction::SetNull)
    });
    // Of two optional ends the one with the key holds the arguments; so the other may have none.
    let is_free = relation.back().is_none_or(|it| !super::says_more_than_its_name(it));
    let finding = cx.report(&RULE, field.place(), field.type_name_span().range, message);
    finding.label(first.type_name_span(), "optional here");
    if is_free {
        let title = format!("Make `{}` optional", field.name());
        finding.fix(SpanFix::unsafe_(title, super::behind_type(field), "?"));
    }
    if !sets_null {
        finding.fix(fields_required);
    }
}
