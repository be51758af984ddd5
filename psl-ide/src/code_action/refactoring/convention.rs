//! Names in the usual spellings: in the database, by maps, and in the schema.

use std::collections::BTreeSet;

use psl_parser::TextEdit;
use psl_validate::{
    FileEdit, Schema,
    schema::{Field, SegmentId, Top},
};

use super::{ActionKind, Cx, Draft};
use crate::{
    Confirmation, DatabaseNames, Edits, FilePosition, Snapshot,
    change::Layout,
    edit, names,
    words::{camel_case, pascal_case, snake_case},
};

/// A place of a block, and its edit.
type Map = (SegmentId, TextEdit);

/// Adds `@map` and `@@map` with names in snake case: to one name, to a block, to the whole schema.
pub(super) fn map_names(cx: &Cx<'_>) -> Vec<Draft> {
    let draft = |title: String, maps: Vec<Map>| {
        let edits = maps.into_iter().map(|(id, it)| cx.edit_of(id, it)).collect();
        Draft::new(ActionKind::Rewrite, title, edits)
    };
    if let Some(field) = cx.field().filter(|it| is_on_name(cx, *it)) {
        let title = || format!("Map `{}` to `{}`", field.name(), snake_case(field.name()));
        return map_of_field(field).into_iter().map(|it| draft(title(), vec![it])).collect();
    }
    let Some(top) = cx.top().filter(|_| cx.is_on_header()) else { return Vec::new() };
    let mut drafts = Vec::new();
    let taken = taken(cx.schema);
    if let Some(map) = map_of_block(top, &taken) {
        drafts.push(draft(format!("Map `{}` to `{}`", top.name(), snake_case(top.name())), vec![map]));
    }
    let maps = maps_of(top, &taken);
    if maps.len() > 1 {
        drafts.push(draft(format!("Map all names of `{}` to snake case", top.name()), maps));
    }
    drafts.push(Draft {
        whole: Some(map_everything),
        ..Draft::new(ActionKind::Rewrite, "Map all names of the schema to snake case", Vec::new())
    });
    drafts
}

fn map_everything(snapshot: &Snapshot) -> Edits {
    let schema = snapshot.schema();
    let (mut edits, taken) = (Edits::new(), taken(schema));
    for (id, edit) in tops(schema).flat_map(|it| maps_of(it, &taken)) {
        let at = names::file_range(schema, id, edit.range);
        edits.entry(at.file).or_default().push(TextEdit::replace(at.range, edit.new_text));
    }
    edits
}

fn tops(schema: &Schema) -> impl Iterator<Item = Top<'_>> {
    let types = schema.composite_types().map(Top::CompositeType);
    schema.models().map(Top::Model).chain(types).chain(schema.enums().map(Top::Enum))
}

/// The names that tables, views and enums have in the database.
fn taken(schema: &Schema) -> BTreeSet<&str> {
    let enums = schema.enums().map(|it| it.database_name());
    schema.models().map(|it| it.database_name()).chain(enums).collect()
}

fn is_on_name(cx: &Cx<'_>, field: Field<'_>) -> bool {
    field.name_span().range.touches(cx.range.start)
}

fn maps_of(top: Top<'_>, taken: &BTreeSet<&str>) -> Vec<Map> {
    let fields: Vec<Field<'_>> = match top {
        Top::Model(model) => model.scalar_fields().collect(),
        Top::CompositeType(composite) => composite.fields().collect(),
        Top::Enum(_) => Vec::new(),
    };
    fields.into_iter().filter_map(map_of_field).chain(map_of_block(top, taken)).collect()
}

fn map_of_field(field: Field<'_>) -> Option<Map> {
    let name = snake_case(field.name());
    if field.is_relation() || field.is_poisoned() || field.map().is_some() || name == field.name() {
        return None;
    }
    let end = edit::end_of_field(field.ast()?)?;
    Some((field.name_span().segment, TextEdit::insert(end, format!(" @map(\"{name}\")"))))
}

fn map_of_block(top: Top<'_>, taken: &BTreeSet<&str>) -> Option<Map> {
    let (map, is_poisoned, schema) = match top {
        Top::Model(it) => (it.map(), it.is_poisoned(), it.schema()),
        Top::Enum(it) => (it.map(), it.is_poisoned(), it.schema()),
        Top::CompositeType(_) => return None,
    };
    let (id, name) = (top.segment(), snake_case(top.name()));
    if map.is_some() || is_poisoned || taken.contains(name.as_str()) {
        return None;
    }
    Some((id, edit::last_block_attribute(schema.segment(id), &format!("@@map(\"{name}\")"))?))
}

/// Renames a block to `PascalCase` or a field to `camelCase`; the database keeps the name.
pub(super) fn rename(cx: &Cx<'_>) -> Vec<Draft> {
    let named = match (cx.field().filter(|it| is_on_name(cx, *it)), cx.top().filter(|_| cx.is_on_header())) {
        (Some(field), _) => Some((field.name(), camel_case(field.name()), field.name_span())),
        (None, Some(top)) => Some((top.name(), pascal_case(top.name()), top.name_span())),
        (None, None) => None,
    };
    let Some((old, new, span)) = named.filter(|it| it.0 != it.1 && !it.1.is_empty()) else {
        return Vec::new();
    };
    let (file, range) = cx.schema.absolute(span);
    let title = format!("Rename `{old}` to `{new}`, and keep the name in the database");
    let at = FilePosition { file, offset: range.start };
    let draft = match crate::rename(cx.snapshot, at, &new, DatabaseNames::Keep, Confirmation::Impossible) {
        Ok(renamed) => {
            let by_file = |(file, edits): (_, Vec<TextEdit>)| {
                edits.into_iter().map(move |edit| FileEdit { file, edit })
            };
            let edits = renamed.edits.into_iter().flat_map(by_file).collect();
            Draft { layout: Layout::Nothing, ..Draft::new(ActionKind::Rewrite, title, edits) }
        }
        Err(error) => Draft::refused(ActionKind::Rewrite, title, error.0),
    };
    vec![draft]
}
