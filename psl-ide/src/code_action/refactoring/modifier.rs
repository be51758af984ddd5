//! Makes a field optional, required, a list or a single value.

use psl_parser::{
    TextEdit,
    ast::{self, TypeModifier},
};
use psl_validate::{
    ScalarType,
    schema::{Field, FieldType, IndexField, ReferentialAction},
};

use super::{ActionKind, Cx, Draft};
use crate::edit;

pub(super) fn change(cx: &Cx<'_>) -> Vec<Draft> {
    let Some(field) = cx.field().filter(|_| cx.is_on_type()) else { return Vec::new() };
    let modifier = field.ast().and_then(|it| it.type_ref()).map(ast::TypeRef::modifier);
    let name = field.name();
    match modifier {
        Some(TypeModifier::None) => {
            let optional = can_be_optional(field).then(|| with(cx, field, "?", "optional"));
            let list = can_be_list(field).then(|| with(cx, field, "[]", "a list"));
            optional.into_iter().chain(list).flatten().collect()
        }
        Some(TypeModifier::Optional) if can_be_required(field) => {
            with(cx, field, "", "required").into_iter().collect()
        }
        Some(TypeModifier::List) if can_be_required(field) && !field.is_relation() => match field.default() {
            Some(_) => {
                let reason = "its default is a list";
                vec![Draft::refused(ActionKind::Rewrite, format!("Make `{name}` a single value"), reason)]
            }
            None => with(cx, field, "", "a single value").into_iter().collect(),
        },
        _ => Vec::new(),
    }
}

fn with(cx: &Cx<'_>, field: Field<'_>, modifier: &str, what: &str) -> Option<Draft> {
    let mut edits = Vec::new();
    // A relation is as optional as its key, and so is every relation that shares the key.
    let mut fields = vec![field];
    if modifier != "[]" {
        fields.extend(field.key_fields().unwrap_or_default());
    }
    if modifier == "?" {
        let others: Vec<Field<'_>> = fields.iter().flat_map(|it| relations_over(*it)).collect();
        fields.extend(others);
    }
    let mut seen = Vec::new();
    for field in fields {
        if seen.contains(&field) {
            continue;
        }
        seen.push(field);
        if field.is_list() == (what == "a single value") {
            let type_ref = field.ast()?.type_ref()?;
            let end = edit::trimmed_end(type_ref.range(), type_ref.text());
            let range = psl_parser::TextRange::new(type_ref.base_range().end, end);
            edits.push(cx.edit(TextEdit::replace(range, modifier)));
        }
    }
    Some(Draft::new(ActionKind::Rewrite, format!("Make `{}` {what}", field.name()), edits))
}

/// The relations a field is part of the key of.
pub(super) fn relations_over<'s>(field: Field<'s>) -> impl Iterator<Item = Field<'s>> {
    let relations = field.model().into_iter().flat_map(|it| it.relation_fields());
    relations.filter(move |it| it.key_fields().is_some_and(|it| it.contains(&field)))
}

fn can_be_optional(field: Field<'_>) -> bool {
    let Some(model) = field.model() else { return true };
    let is_in = |key: &[IndexField], field: Field<'_>| key.iter().any(|it| it.root() == field.id());
    let is_needed = |field: Field<'_>| {
        model.primary_key().is_some_and(|it| is_in(it.fields(), field))
            || model.unique_criteria().all(|it| is_in(it, field))
    };
    !is_needed(field) && !field.key_fields().is_some_and(|it| it.into_iter().any(is_needed))
}

/// Not the end of a relation without the key, no list of keys, nothing that would hold itself, and nothing that an action
/// sets to null.
fn can_be_required(field: Field<'_>) -> bool {
    let is_nested = field.model().is_none() && field.composite_type().is_some();
    let is_other_end = field.is_relation() && field.key_fields().is_none();
    let is_key_list = field.is_list() && relations_over(field).next().is_some();
    let sets_null = |it: Field<'_>| {
        let actions = it.relation_arguments().map(|it| [it.on_delete, it.on_update]);
        actions.into_iter().flatten().flatten().any(|it| it.0 == ReferentialAction::SetNull)
    };
    let is_set_null = sets_null(field) || relations_over(field).any(sets_null);
    !is_nested && !is_other_end && !is_key_list && !is_set_null
}

/// Whether the database has lists of this type, and nothing on the field speaks of one value.
fn can_be_list(field: Field<'_>) -> bool {
    let connector = field.schema().capabilities();
    let has_lists = match field.ty() {
        FieldType::CompositeType(_) => true,
        FieldType::Scalar(ScalarType::Json) => connector.has_json_lists,
        FieldType::Scalar(_) | FieldType::Enum(_) => connector.has_scalar_lists,
        FieldType::Model(_) | FieldType::Unsupported | FieldType::Unknown => false,
    };
    let is_plain = |it: ast::Attribute<'_>| {
        it.path().is_some_and(|it| !matches!(it.text(), "id" | "unique" | "default" | "updatedAt"))
    };
    let is_key = relations_over(field).next().is_some();
    has_lists
        && !is_key
        && can_be_optional(field)
        && field.ast().is_some_and(|it| it.attributes().all(is_plain))
}
