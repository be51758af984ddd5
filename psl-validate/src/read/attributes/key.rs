//! `@id`, `@unique`, `@@id`, `@@unique`, `@@index`, `@@fulltext`.

use psl_parser::{Node, SyntaxKind, ast};
use smallvec::smallvec;

use super::{
    ModelReading, Site,
    arguments::Arguments,
    field_list::{self, WithPaths},
    filter,
};
use crate::{
    connectors::operator_class as class_row,
    read::values::{ValueKind, value_node},
    rule::Cx,
    rules::{attributes as rules, values::value_type_mismatch},
    schema::{
        Field, IdData, IndexData, IndexField, IndexFields, IndexKind, IndexType, Mapping, Model,
        OperatorClass, SortOrder,
    },
};

pub(crate) fn read_field_id<'s>(
    cx: &mut Cx<'s>,
    field: Field<'s>,
    site: Site<'s>,
    model_is_ignored: bool,
    reading: &mut ModelReading,
) {
    let Some(model) = field.model() else { return };
    let Some(arguments) = site.arguments(cx) else { return };
    if let Some(first) = reading.id.as_ref().and_then(|it| it.source_field) {
        rules::id_multiple_fields::report(cx, model, field, Field::new(cx.schema, first));
        arguments.finish(cx);
        return;
    }
    let (map, clustered) = (map(cx, site, &arguments), clustered(cx, site, &arguments));
    let fields = smallvec![own_field(cx, field, site, &arguments)];
    arguments.finish(cx);
    if !field.is_required() && !model_is_ignored {
        rules::id_field_not_required::report(cx, site, field);
    }
    reading.id = Some(IdData {
        attribute: site.attribute.node().id(),
        source_field: Some(field.id()),
        fields,
        map,
        name: None,
        clustered,
        is_poisoned: false,
    });
}

pub(crate) fn read_field_unique<'s>(cx: &mut Cx<'s>, field: Field<'s>, site: Site<'s>) -> Option<IndexData> {
    let arguments = site.arguments(cx)?;
    let (map, clustered) = (map(cx, site, &arguments), clustered(cx, site, &arguments));
    let fields = smallvec![own_field(cx, field, site, &arguments)];
    let filter = field.model().and_then(|it| filter::read(cx, it, site, &arguments));
    arguments.finish(cx);
    Some(IndexData {
        kind: IndexKind::Unique,
        attribute: site.attribute.node().id(),
        source_field: Some(field.id()),
        fields,
        map,
        name: None,
        index_type: None,
        clustered,
        filter,
        is_poisoned: false,
    })
}

/// The field a field-level key stands on, with the options the attribute gives.
fn own_field(cx: &mut Cx<'_>, field: Field<'_>, site: Site<'_>, arguments: &Arguments<'_>) -> IndexField {
    let length = arguments.named("length").and_then(|it| integer(cx, site, it));
    let sort = arguments.named("sort").and_then(|it| {
        sort(cx, site, it, |cx, word| rules::sort_value_invalid::report(cx, site, site.place(), word))
    });
    IndexField::new(site.attribute.node().id(), field.id(), sort).with_options(length, None)
}

pub(crate) fn read_block_id<'s>(
    cx: &mut Cx<'s>,
    model: Model<'s>,
    site: Site<'s>,
    model_is_ignored: bool,
    reading: &mut ModelReading,
) {
    let Some(mut arguments) = site.arguments(cx) else { return };
    let value = arguments.required(cx, "fields");
    let (map, clustered) = (map(cx, site, &arguments), clustered(cx, site, &arguments));
    let name = key_name(cx, site, &arguments);
    arguments.finish(cx);
    let source_field = reading.id.as_ref().and_then(|it| it.source_field);
    let list = value.and_then(|it| field_list::with_options(cx, model, site, it, WithPaths::No));
    let mut is_poisoned = list.is_none();
    let mut fields = IndexFields::new();
    if let Some((list, index_fields)) = list {
        is_poisoned |= list.is_poisoned;
        if !list.unknown.is_empty() {
            rules::id_fields_unknown::report(cx, site, model, &list);
            is_poisoned = true;
        }
        if !list.relations.is_empty() {
            rules::id_fields_relation::report(cx, site, model, &list);
            is_poisoned = true;
        }
        let optional = list.fields.iter().map(|it| it.0).find(|it| !it.is_required());
        if let Some(field) = optional.filter(|_| !is_poisoned && !model_is_ignored) {
            rules::id_block_not_required::report(cx, site, field);
        }
        fields = index_fields;
    }
    if let Some(field) = source_field.filter(|_| !is_poisoned) {
        rules::id_field_and_block::report(cx, site, model, Field::new(cx.schema, field));
    }
    reading.id = Some(IdData {
        attribute: site.attribute.node().id(),
        source_field: None,
        fields,
        map,
        name,
        clustered,
        is_poisoned,
    });
}

pub(crate) fn read_block_unique<'s>(cx: &mut Cx<'s>, model: Model<'s>, site: Site<'s>) -> Option<IndexData> {
    let mut arguments = site.arguments(cx)?;
    let mut index = read_index(cx, model, site, &mut arguments, IndexKind::Unique);
    index.name = key_name(cx, site, &arguments);
    index.map = map(cx, site, &arguments);
    index.clustered = clustered(cx, site, &arguments);
    index.filter = filter::read(cx, model, site, &arguments);
    arguments.finish(cx);
    Some(index)
}

pub(crate) fn read_block_index<'s>(cx: &mut Cx<'s>, model: Model<'s>, site: Site<'s>) -> Option<IndexData> {
    let mut arguments = site.arguments(cx)?;
    let mut index = read_index(cx, model, site, &mut arguments, IndexKind::Normal);
    let name = arguments.named("name").and_then(|it| site.string(cx, it));
    let name = name.filter(|it| {
        if it.name.is_empty() {
            rules::argument_name_empty::report(cx, site, it);
        }
        !it.name.is_empty()
    });
    let map = map(cx, site, &arguments);
    if let (Some(name), Some(map)) = (&name, &map) {
        rules::index_name_and_map::report(cx, site, name, map);
    }
    index.map = map.or_else(|| name.map(Box::new));
    index.index_type = index_type(cx, site, &arguments);
    index.clustered = clustered(cx, site, &arguments);
    index.filter = filter::read(cx, model, site, &arguments);
    arguments.finish(cx);
    Some(index)
}

pub(crate) fn read_fulltext<'s>(cx: &mut Cx<'s>, model: Model<'s>, site: Site<'s>) -> Option<IndexData> {
    let mut arguments = site.arguments(cx)?;
    let mut index = read_index(cx, model, site, &mut arguments, IndexKind::Fulltext);
    index.map = map(cx, site, &arguments);
    arguments.finish(cx);
    Some(index)
}

/// The list of fields of an index, and the rest of it empty.
fn read_index<'s>(
    cx: &mut Cx<'s>,
    model: Model<'s>,
    site: Site<'s>,
    arguments: &mut Arguments<'s>,
    kind: IndexKind,
) -> IndexData {
    let value = arguments.required(cx, "fields");
    let list = value.and_then(|it| field_list::with_options(cx, model, site, it, WithPaths::Yes));
    let mut is_poisoned = list.is_none();
    let mut fields = IndexFields::new();
    if let Some((list, index_fields)) = list {
        is_poisoned |= list.is_poisoned;
        if !list.unknown.is_empty() {
            rules::index_fields_unknown::report(cx, site, model, &list);
            is_poisoned = true;
        }
        if !list.relations.is_empty() {
            rules::index_fields_relation::report(cx, site, model, &list);
            is_poisoned = true;
        }
        fields = index_fields;
    }
    IndexData {
        kind,
        attribute: site.attribute.node().id(),
        source_field: None,
        fields,
        map: None,
        name: None,
        index_type: None,
        clustered: None,
        filter: None,
        is_poisoned,
    }
}

// ---- single arguments ----

/// `map`, which may not be empty.
pub(crate) fn map(cx: &mut Cx<'_>, site: Site<'_>, arguments: &Arguments<'_>) -> Option<Box<Mapping>> {
    let map = arguments.named("map").and_then(|it| site.string(cx, it))?;
    if map.name.is_empty() {
        rules::argument_map_empty::report(cx, site, &map);
        return None;
    }
    Some(Box::new(map))
}

/// `name` of a compound key, which becomes a name in the client.
fn key_name(cx: &mut Cx<'_>, site: Site<'_>, arguments: &Arguments<'_>) -> Option<Box<Mapping>> {
    let name = arguments.named("name").and_then(|it| site.string(cx, it))?;
    if name.name.is_empty() {
        rules::argument_name_empty::report(cx, site, &name);
        return None;
    }
    if !name.name.chars().all(|it| it.is_ascii_alphanumeric() || it == '_') {
        rules::argument_name_characters::report(cx, site, &name);
        return None;
    }
    Some(Box::new(name))
}

fn clustered(
    cx: &mut Cx<'_>,
    site: Site<'_>,
    arguments: &Arguments<'_>,
) -> Option<(bool, psl_parser::NodeId)> {
    let value = arguments.named("clustered")?;
    let argument = value.parent()?.id();
    match ast::Value::cast(value) {
        Some(ast::Value::Name(word)) if word.text() == "true" => Some((true, argument)),
        Some(ast::Value::Name(word)) if word.text() == "false" => Some((false, argument)),
        _ => {
            value_type_mismatch::report(cx, site.segment, value, ValueKind::Boolean);
            None
        }
    }
}

fn index_type(
    cx: &mut Cx<'_>,
    site: Site<'_>,
    arguments: &Arguments<'_>,
) -> Option<(IndexType, psl_parser::NodeId)> {
    let value = arguments.named("type")?;
    let word = word(cx, site, value)?;
    let found = IndexType::ALL.into_iter().find(|it| it.name() == word);
    if found.is_none() {
        rules::index_type_unknown::report(cx, site, value, word);
    }
    Some((found?, value.parent()?.id()))
}

/// A bare word; reports anything else.
pub(crate) fn word<'s>(cx: &mut Cx<'_>, site: Site<'_>, value: Node<'s>) -> Option<&'s str> {
    if value.kind() != SyntaxKind::NAME_VALUE {
        value_type_mismatch::report(cx, site.segment, value, ValueKind::Word);
        return None;
    }
    Some(value.text())
}

/// `Asc` or `Desc`; another word is given to `report`.
pub(crate) fn sort<'s>(
    cx: &mut Cx<'_>,
    site: Site<'_>,
    value: Node<'s>,
    report: impl FnOnce(&mut Cx<'_>, Node<'s>),
) -> Option<SortOrder> {
    let word = word(cx, site, value)?;
    let order = SortOrder::ALL.into_iter().find(|it| it.name() == word);
    if order.is_none() {
        report(cx, value);
    }
    order
}

/// A whole number of 64 bits; reports anything else.
pub(crate) fn integer(cx: &mut Cx<'_>, site: Site<'_>, value: Node<'_>) -> Option<i64> {
    let number = match value.kind() {
        SyntaxKind::NUMBER_VALUE => value.text().parse().ok(),
        _ => None,
    };
    if number.is_none() {
        value_type_mismatch::report(cx, site.segment, value, ValueKind::Integer);
    }
    number
}

/// A name of the table of operator classes, or `raw("…")`.
pub(crate) fn operator_class(
    cx: &mut Cx<'_>,
    site: Site<'_>,
    argument: Node<'_>,
    value: Node<'_>,
) -> Option<OperatorClass> {
    match value.kind() {
        SyntaxKind::NAME_VALUE => match class_row(value.text()) {
            Some(row) => Some(OperatorClass::Named(row.name)),
            None => {
                rules::index_ops_invalid::report(cx, site, site.span(value), value);
                None
            }
        },
        SyntaxKind::CALL => match raw_text(value) {
            Some(text) => Some(OperatorClass::Raw(text)),
            None => {
                rules::index_ops_invalid::report(cx, site, site.span(value), value);
                None
            }
        },
        _ => {
            rules::index_ops_invalid::report(cx, site, site.span(argument), value);
            None
        }
    }
}

/// The text of `raw("…")`.
fn raw_text(call: Node<'_>) -> Option<Box<str>> {
    let call = ast::Call::cast(call).filter(|it| it.path().is_some_and(|it| it.text() == "raw"))?;
    let arguments: Vec<ast::Argument<'_>> = call.arguments()?.iter().collect();
    let [argument] = arguments.as_slice() else { return None };
    match ast::Value::cast(value_node(argument.node())?) {
        Some(ast::Value::String(text)) => Some(text.value().into()),
        _ => None,
    }
}
