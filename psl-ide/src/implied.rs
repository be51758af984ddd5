//! What a schema means without saying it: types, actions and names that hold by default, and how to say them.

use psl_parser::{TextEdit, TextSize, ast};
use psl_validate::{
    Schema,
    schema::{
        Field, IndexKind, Model, ReferentialAction, RelationKind, RelationMode, generated_relation_name,
    },
};

use crate::{edit, hover};

/// What kind of thing is implied.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ImpliedKind {
    /// `@db.Text`
    DatabaseType,
    /// `onDelete: Restrict`
    ReferentialAction,
    /// `map: "Room_pkey"`
    ConstraintName,
    /// `"RoomToTag"`
    RelationName,
    /// `_RoomToTag`
    JoinTable,
}

impl ImpliedKind {
    pub const ALL: [ImpliedKind; 5] = [
        ImpliedKind::DatabaseType,
        ImpliedKind::ReferentialAction,
        ImpliedKind::ConstraintName,
        ImpliedKind::RelationName,
        ImpliedKind::JoinTable,
    ];
}

/// Something that holds though nobody wrote it. Offsets are relative to the segment.
pub(crate) struct Implied<'s> {
    pub(crate) kind: ImpliedKind,
    /// Where it would stand.
    pub(crate) offset: TextSize,
    pub(crate) label: String,
    /// What says it; `None` where the language has no words for it.
    pub(crate) edit: Option<TextEdit>,
    /// The field that has to do with it.
    pub(crate) other: Option<Field<'s>>,
}

/// What a field implies.
pub(crate) fn of_field<'s>(field: Field<'s>) -> Vec<Implied<'s>> {
    let mut implied = Vec::new();
    if field.is_poisoned() || field.is_lost() {
        return implied;
    }
    implied.extend(database_type(field));
    if field.is_relation() {
        relation(field, &mut implied);
    }
    implied
}

fn database_type<'s>(field: Field<'s>) -> Option<Implied<'s>> {
    let schema = field.schema();
    let (scalar, connector) = (field.scalar_type()?, schema.connector()?);
    if field.native_type().is_some() {
        return None;
    }
    let default = connector.default_type(scalar)?;
    let name = default.split('(').next().unwrap_or(default);
    let fits = connector.native_type(name).is_some_and(|it| it.scalars.contains(&scalar));
    let datasource = schema.datasource().filter(|_| fits);
    let text = datasource.map(|it| format!("@{}.{default}", it.name()));
    let offset = end_of_type(field)?;
    Some(Implied {
        kind: ImpliedKind::DatabaseType,
        offset,
        label: text.clone().unwrap_or_else(|| default.to_owned()),
        edit: text.and_then(|it| Some(TextEdit::insert(edit::end_of_field(field.ast()?)?, format!(" {it}")))),
        other: None,
    })
}

fn end_of_type(field: Field<'_>) -> Option<TextSize> {
    let type_ref = field.ast()?.type_ref()?;
    Some(edit::trimmed_end(type_ref.range(), type_ref.text()))
}

fn relation<'s>(field: Field<'s>, implied: &mut Vec<Implied<'s>>) {
    let Some(relation) = field.relation().filter(|it| !it.is_poisoned()) else { return };
    let other = field.opposite();
    if relation.kind() == RelationKind::ImplicitManyToMany
        && let Some(offset) = end_of_type(field)
    {
        let (kind, label) = (ImpliedKind::JoinTable, hover::join_table(relation));
        implied.push(Implied { kind, offset, label, edit: None, other });
    }
    if field.relation_name().is_none()
        && let Some(edit) = relation_name(field)
    {
        let (from, to) = (relation.referencing_model(), relation.referenced_model());
        let label = format!("\"{}\"", generated_relation_name(from.name(), to.name()));
        // A name at one end only is an error, so the edit belongs to both.
        let kind = ImpliedKind::RelationName;
        implied.push(Implied { kind, offset: edit.range.start, label, edit: Some(edit), other });
    }
    if relation.forward() == Some(field) && has_key(field) {
        if relation.kind() != RelationKind::EmbeddedManyToMany {
            actions(field, implied);
        }
        if field.schema().capabilities().has_named_foreign_keys && has_foreign_keys(field.schema()) {
            let map = field.relation_arguments().and_then(|it| it.map.as_ref());
            let name = relation.foreign_key_name();
            implied.extend(
                field
                    .relation_attribute()
                    .filter(|_| map.is_none())
                    .map(|it| argument(ImpliedKind::ConstraintName, it, format!("map: \"{name}\""))),
            );
        }
    }
}

/// The edit that gives the relation of a field the name it has anyway.
fn relation_name(field: Field<'_>) -> Option<TextEdit> {
    let relation = field.relation()?;
    let (from, to) = (relation.referencing_model(), relation.referenced_model());
    edit::relation_name(field, &generated_relation_name(from.name(), to.name()))
}

fn has_key(field: Field<'_>) -> bool {
    field.relation_arguments().is_some_and(|it| it.fields.is_some() && !it.is_poisoned)
}

fn has_foreign_keys(schema: &Schema) -> bool {
    schema.relation_mode() == RelationMode::ForeignKeys
}

fn actions<'s>(field: Field<'s>, implied: &mut Vec<Implied<'s>>) {
    let (Some(arguments), Some(attribute)) = (field.relation_arguments(), field.relation_attribute()) else {
        return;
    };
    let defaults = [
        ("onDelete", arguments.on_delete, field.default_on_delete()),
        ("onUpdate", arguments.on_update, ReferentialAction::Cascade),
    ];
    let allowed = field.schema().referential_actions();
    for (name, written, default) in defaults {
        if written.is_none() && allowed.contains(&default) {
            let text = format!("{name}: {}", default.name());
            implied.push(argument(ImpliedKind::ReferentialAction, attribute, text));
        }
    }
}

fn argument<'s>(kind: ImpliedKind, attribute: ast::Attribute<'_>, text: String) -> Implied<'s> {
    let edit = edit::last_argument(attribute, &text);
    Implied { kind, offset: edit.range.start, label: text, edit: Some(edit), other: None }
}

/// The names of the keys and indexes of a model that it does not write.
pub(crate) fn of_keys(model: Model<'_>) -> Vec<Implied<'_>> {
    let mut implied = Vec::new();
    if model.is_view() || model.is_poisoned() || model.schema().connector().is_none() {
        return implied;
    }
    let connector = model.schema().capabilities();
    let mut push = |attribute: Option<ast::Attribute<'_>>, name: String| {
        let text = format!("map: \"{name}\"");
        implied.extend(attribute.map(|it| argument(ImpliedKind::ConstraintName, it, text)));
    };
    if let Some(id) = model.primary_key().filter(|it| it.map.is_none() && !it.is_poisoned)
        && connector.has_named_ids
        && let Some(name) = model.primary_key_name()
    {
        push(model.attribute(id.attribute), name);
    }
    for index in model.indexes().filter(|it| it.map().is_none() && !it.is_poisoned()) {
        let is_named_otherwise = index.kind() == IndexKind::Normal && index.custom_name().is_some();
        if !is_named_otherwise {
            push(index.attribute(), index.database_name());
        }
    }
    implied
}
