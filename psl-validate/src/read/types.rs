//! Stage T: types that name nothing, enums without values.

use crate::{
    rule::Cx,
    rules::types as rules,
    scalar::ScalarType,
    schema::{Enum, Field, FieldType, Owner},
};

/// The types of the fields of one block.
pub(crate) fn read_fields<'s>(cx: &mut Cx<'s>, fields: impl Iterator<Item = Field<'s>>) {
    for field in fields.filter(|it| !it.is_lost()) {
        match field.ty() {
            FieldType::Unknown => unknown(cx, field),
            FieldType::Model(_) if matches!(field.owner(), Owner::CompositeType(_)) => {
                rules::composite_relation_field::report(cx, field);
            }
            _ => {}
        }
    }
}

pub(crate) fn read_enum(cx: &mut Cx<'_>, enum_: Enum<'_>) {
    if enum_.values().next().is_none() && enum_.is_closed() {
        rules::enum_empty::report(cx, enum_);
    }
}

fn unknown(cx: &mut Cx<'_>, field: Field<'_>) {
    let name = field.type_name();
    if cx.schema.is_lost_name(name) && ScalarType::named_ignoring_case(name).is_none() {
        return;
    }
    let in_composite = matches!(field.owner(), Owner::CompositeType(_));
    match same_in_another_case(cx, name) {
        Some(near) if !in_composite => rules::type_unknown_case::report(cx, field, near),
        near => rules::type_unknown::report(cx, field, near),
    }
}

/// What the reference takes for the same word: a block whose name in lower case is the word, or a scalar.
fn same_in_another_case<'s>(cx: &Cx<'s>, name: &str) -> Option<&'s str> {
    let scalar = ScalarType::named_ignoring_case(name).map(|it| it.name());
    scalar.or_else(|| cx.schema.name_in_lower_case(name))
}
