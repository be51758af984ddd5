//! Arguments of attributes: their names and values, fields in lists, and what stands behind fields.

use psl_parser::ast::{self, Value};
use psl_validate::{
    ScalarType, Schema,
    attributes::{self, ArgumentKind, ArgumentRow, AttributeRow, Level},
    connectors::{Args, OPERATOR_CLASSES},
    schema::{FieldType, IndexType, PreviewFeature, ReferentialAction, SegmentId, SortOrder, Top},
};

use super::{CompletionKind, Cx, WrittenType, default_value};
use crate::{
    cursor::{ArgumentCursor, ArgumentPart, is_cursor_word},
    hover, names,
    words::snake_case,
};

pub(super) fn complete(cx: &mut Cx<'_>, at: ArgumentCursor<'_>) {
    let Some(path) = at.attribute.path() else { return };
    if let Some((_, name)) = path.text().split_once('.') {
        return native_type_arguments(cx, name);
    }
    let level = if at.attribute.is_block_level() { Level::Block } else { Level::Field };
    let Some(row) = attributes::attribute(path.text(), level) else { return };
    if let ArgumentPart::Call(call, inner) = at.part
        && row.name == "default"
    {
        return default_value::arguments_of(cx, call, inner);
    }
    let named = at.argument.name().filter(|it| !is_cursor_word(it.text()));
    let own = match named {
        Some(name) => row.argument(name.text()),
        None => row.default_argument(),
    };
    match at.part {
        ArgumentPart::Start => start(cx, at, row),
        ArgumentPart::Value => {
            if let Some(own) = own {
                value(cx, at, row, own);
            }
        }
        ArgumentPart::Item(list) => {
            if let Some(own) = own {
                items(cx, at, row, own, list);
            }
        }
        ArgumentPart::Call(call, inner) => options(cx, at, row, call, inner),
        ArgumentPart::Key => keys(cx, at),
        ArgumentPart::Entry(entry) => entry_values(cx, at, entry),
    }
}

/// The field a field attribute stands on.
fn field_of(attribute: ast::Attribute<'_>) -> Option<ast::Field<'_>> {
    attribute.node().parent().and_then(ast::Field::cast)
}

/// At the beginning of an argument: what needs no name, then names.
fn start(cx: &mut Cx<'_>, at: ArgumentCursor<'_>, row: &AttributeRow) {
    let used: Vec<&str> = at
        .attribute
        .arguments()
        .into_iter()
        .flat_map(|it| it.iter())
        .filter_map(|it| Some(it.name()?.text()))
        .collect();
    let is_first = at.attribute.arguments().and_then(|it| it.iter().next()) == Some(at.argument);
    if let Some(default) = row.default_argument().filter(|_| is_first) {
        value(cx, at, row, default);
    }
    if cx.edited.is_in_string {
        return;
    }
    for argument in row.arguments {
        let is_written = used.contains(&argument.name) || (argument.is_default && !is_first);
        if !is_written
            && argument.rule_sets.contains(cx.snapshot.rules())
            && fits(cx.schema(), at.attribute, row, argument)
        {
            let shape = match argument.kind {
                ArgumentKind::String => "\"$1\"",
                ArgumentKind::Fields | ArgumentKind::FieldsWithOptions => "[$1]",
                _ => "$1",
            };
            // A value that goes without its name is offered as a value.
            if argument.kind == ArgumentKind::Default {
                continue;
            }
            let item = cx.add(2, CompletionKind::Argument, &format!("{}:", argument.name));
            item.snippet(&format!("{}: {shape}", argument.name)).doc(argument.doc);
            if argument.kind != ArgumentKind::String {
                item.continues();
            }
        }
    }
}

/// Whether the database, and the end of a relation, take an argument.
pub(crate) fn fits(
    schema: &Schema,
    attribute: ast::Attribute<'_>,
    row: &AttributeRow,
    argument: &ArgumentRow,
) -> bool {
    let connector = schema.capabilities();
    let is_id = row.name == "id";
    match (row.name, argument.name) {
        ("relation", "map") => connector.has_named_foreign_keys,
        ("relation", "name") => true,
        ("relation", _) => {
            let is_key = matches!(argument.name, "fields" | "references");
            let field = field_of(attribute);
            (is_key && connector.has_embedded_many_to_many)
                || field.is_none_or(|it| !WrittenType::of(schema, it).is_list)
        }
        ("default", "map") => connector.has_named_defaults,
        ("index", "name") => false,
        (_, "map") => !is_id || connector.has_named_ids,
        (_, "length") => connector.has_key_length,
        (_, "sort") => !is_id || connector.has_id_sort,
        (_, "clustered") => connector.has_clustering,
        (_, "type") => connector.index_types.len() > 1,
        (_, "where") => {
            connector.has_partial_indexes
                && schema.preview_features().contains(PreviewFeature::PartialIndexes)
        }
        _ => true,
    }
}

/// The value of an argument.
fn value(cx: &mut Cx<'_>, at: ArgumentCursor<'_>, row: &AttributeRow, argument: &ArgumentRow) {
    match argument.kind {
        ArgumentKind::String => strings(cx, at, row, argument),
        _ if cx.edited.is_in_string => {}
        ArgumentKind::Boolean => {
            for name in ["true", "false"] {
                cx.add(0, CompletionKind::Value, name);
            }
        }
        ArgumentKind::SortOrder => sort_orders(cx),
        ArgumentKind::IndexType => {
            for index_type in cx.schema().capabilities().index_types {
                cx.add(0, CompletionKind::EnumMember, index_type.name());
            }
        }
        ArgumentKind::ReferentialAction => actions(cx, at),
        ArgumentKind::Default => {
            if let Some(field) = field_of(at.attribute) {
                default_value::complete(cx, field);
            }
        }
        ArgumentKind::Filter => {
            cx.add(0, CompletionKind::Function, "raw(\"\")").snippet("raw(\"$1\")");
            cx.add(0, CompletionKind::Value, "{ }").snippet("{ $1 }").continues();
        }
        ArgumentKind::Fields | ArgumentKind::FieldsWithOptions => {
            cx.add(0, CompletionKind::Value, "[]").snippet("[$1]").continues();
        }
        ArgumentKind::Integer => {}
    }
}

fn sort_orders(cx: &mut Cx<'_>) {
    for order in SortOrder::ALL {
        cx.add(0, CompletionKind::EnumMember, order.name());
    }
}

/// Strings with a known set: names of relations, schemas, and names in the database made from those here.
fn strings(cx: &mut Cx<'_>, at: ArgumentCursor<'_>, row: &AttributeRow, argument: &ArgumentRow) {
    match (row.name, argument.name, row.level) {
        ("relation", "name", _) => relation_names(cx, at),
        ("schema", _, _) => {
            let schemas = cx.schema().datasource().and_then(|it| it.schemas());
            for schema in schemas.unwrap_or_default() {
                cx.add_string(0, CompletionKind::Constant, &schema.name);
            }
        }
        ("map", _, Level::Block) => {
            let block = ast::Block::cast(at.attribute.node().tree().root());
            if let Some(name) = block.and_then(|it| it.name()) {
                let snake = snake_case(name.text());
                cx.add_string(0, CompletionKind::Value, &snake);
                cx.add_string(0, CompletionKind::Value, &format!("{snake}s"));
            }
        }
        ("map", _, Level::Field) => {
            let member = at.attribute.node().parent();
            let field = member.and_then(ast::Field::cast).and_then(|it| it.name());
            let name = field.or_else(|| member.and_then(ast::EnumValue::cast).and_then(|it| it.name()));
            if let Some(name) = name {
                cx.add_string(0, CompletionKind::Value, &snake_case(name.text()));
            }
        }
        _ => {}
    }
}

/// Names that relations between the two models have, those with one end first.
fn relation_names(cx: &mut Cx<'_>, at: ArgumentCursor<'_>) {
    let (Some(own), Some(field)) = (cx.block(), field_of(at.attribute)) else { return };
    let schema = cx.schema();
    let Some(Top::Model(target)) = WrittenType::of(schema, field).top else { return };
    let Some(Top::Model(own)) = schema.top(own) else { return };
    let own_field = field.name().map_or("", |it| it.text());
    let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    let fields = own.relation_fields().chain(target.relation_fields().filter(|_| own != target));
    for other in fields {
        let is_between = [Some(own), Some(target)].contains(&other.related_model());
        let is_self = other.model() == Some(own) && other.name() == own_field;
        let name = other.relation_arguments().and_then(|it| it.name.as_ref()).map(|it| &*it.name);
        if let Some(name) = name.filter(|_| is_between && !is_self) {
            *counts.entry(name).or_default() += 1;
        }
    }
    for (name, count) in counts {
        cx.add_string(u8::from(count > 1), CompletionKind::Constant, name);
    }
}

/// The actions the database knows, without those that cannot work here.
fn actions(cx: &mut Cx<'_>, at: ArgumentCursor<'_>) {
    let schema = cx.schema();
    let connector = schema.capabilities();
    let required = has_required_key(cx, at);
    for action in schema.referential_actions() {
        let is_null = *action == ReferentialAction::SetNull;
        if is_null && required && !connector.is("postgresql") {
            continue;
        }
        let is_deprecated =
            (is_null && required) || (*action == ReferentialAction::SetDefault && connector.is("mysql"));
        let item = cx.add(u8::from(is_deprecated), CompletionKind::EnumMember, action.name());
        item.doc(hover::of_action(action.name()).unwrap_or_default());
        item.is_deprecated = is_deprecated;
    }
}

/// Whether a field of the key of this relation is required.
fn has_required_key(cx: &Cx<'_>, at: ArgumentCursor<'_>) -> bool {
    let Some(block) = cx.block() else { return false };
    let list = at.attribute.arguments().into_iter().flat_map(|it| it.iter());
    let fields =
        list.filter(|it| it.name().is_some_and(|it| it.text() == "fields")).find_map(|it| it.value());
    fields
        .into_iter()
        .flat_map(Value::items)
        .filter_map(Value::as_name)
        .any(|it| names::field_of(cx.schema(), block, it.text()).is_some_and(|it| it.is_required()))
}

/// Fields in a list.
fn items(
    cx: &mut Cx<'_>,
    at: ArgumentCursor<'_>,
    row: &AttributeRow,
    argument: &ArgumentRow,
    list: ast::List<'_>,
) {
    if argument.kind == ArgumentKind::Default {
        if let Some(field) = field_of(at.attribute) {
            default_value::values(cx, field);
        }
        return;
    }
    if !matches!(argument.kind, ArgumentKind::Fields | ArgumentKind::FieldsWithOptions)
        || cx.edited.is_in_string
    {
        return;
    }
    let used: Vec<&str> = list.items().filter_map(name_of).filter(|it| !is_cursor_word(it)).collect();
    let index = list.items().take_while(|it| !name_of(*it).is_some_and(is_cursor_word)).count();
    match (row.name, argument.name) {
        ("relation", "references") => references(cx, at, &used, index),
        ("relation", _) => keys_of_relation(cx, at, &used, index),
        _ => {
            if let Some(block) = cx.block() {
                fields(cx, block, &used, |_| 0);
            }
        }
    }
}

fn name_of(value: Value<'_>) -> Option<&str> {
    match value {
        Value::Name(name) => Some(name.text()),
        Value::Call(call) => Some(call.path()?.text()),
        _ => None,
    }
}

/// Adds the fields of a block that are no relation fields.
fn fields(
    cx: &mut Cx<'_>,
    block: SegmentId,
    used: &[&str],
    group: impl Fn(psl_validate::schema::Field<'_>) -> u8,
) {
    let fields: Vec<_> = match cx.schema().top(block) {
        Some(Top::Model(model)) => model.scalar_fields().collect(),
        _ => return,
    };
    for field in fields {
        let is_written = used.contains(&field.name()) || is_cursor_word(field.name());
        if !is_written {
            cx.add(group(field), CompletionKind::Field, field.name()).detail(field.type_name());
        }
    }
}

/// `fields: [`: named like the relation and the other key first, then those of the other key's type.
fn keys_of_relation(cx: &mut Cx<'_>, at: ArgumentCursor<'_>, used: &[&str], index: usize) {
    let (Some(block), Some(field)) = (cx.block(), field_of(at.attribute)) else { return };
    let schema = cx.schema();
    let Some(Top::Model(target)) = WrittenType::of(schema, field).top else { return };
    let written = list_of(at, "references");
    let referenced: Option<String> = written.get(index).map(|it| (*it).to_owned()).or_else(|| {
        let key = target.primary_key()?;
        let id = key.fields().get(index)?.field();
        Some(psl_validate::schema::Field::new(schema, id).name().to_owned())
    });
    let key = referenced.and_then(|it| target.find_field(&it));
    let own_name = field.name().map_or("", |it| it.text()).to_lowercase();
    fields(cx, block, used, |it| match key {
        Some(key) if it.name().to_lowercase() == format!("{own_name}{}", key.name().to_lowercase()) => 0,
        Some(key) if same_type(it.ty(), key.ty()) => 1,
        _ => 2,
    });
}

/// `references: [`: ids and unique fields of the other model first, of the type of the field at the same place.
fn references(cx: &mut Cx<'_>, at: ArgumentCursor<'_>, used: &[&str], index: usize) {
    let (Some(block), Some(field)) = (cx.block(), field_of(at.attribute)) else { return };
    let schema = cx.schema();
    let Some(Top::Model(target)) = WrittenType::of(schema, field).top else { return };
    let own = list_of(at, "fields").get(index).and_then(|it| names::field_type(schema, block, it));
    let unique: Vec<_> = target.unique_criteria().flatten().map(|it| it.root()).collect();
    fields(cx, target.segment(), used, |it| {
        let fits = own.is_none_or(|own| same_type(own, it.ty()));
        match (unique.contains(&it.id()), fits) {
            (true, true) => 0,
            (true, false) => 1,
            (false, true) => 2,
            (false, false) => 3,
        }
    });
}

/// The names in another list of the same attribute.
fn list_of<'t>(at: ArgumentCursor<'t>, name: &str) -> Vec<&'t str> {
    let arguments = at.attribute.arguments().into_iter().flat_map(|it| it.iter());
    let value =
        arguments.filter(|it| it.name().is_some_and(|it| it.text() == name)).find_map(|it| it.value());
    value.into_iter().flat_map(Value::items).filter_map(name_of).collect()
}

fn same_type(a: FieldType, b: FieldType) -> bool {
    a == b
}

/// Behind a field in a list: `title(`
fn options(
    cx: &mut Cx<'_>,
    at: ArgumentCursor<'_>,
    row: &AttributeRow,
    call: ast::Call<'_>,
    inner: ast::Argument<'_>,
) {
    let name = inner.name().filter(|it| !is_cursor_word(it.text()));
    match name.map(|it| it.text()) {
        Some("sort") => sort_orders(cx),
        Some("ops") => operator_classes(cx, at, call),
        Some(_) => {}
        None => {
            for name in list_options(cx.schema(), row) {
                cx.add(0, CompletionKind::Argument, &format!("{name}:"))
                    .snippet(&format!("{name}: $1"))
                    .continues();
            }
        }
    }
}

/// The operator classes that fit the field and the type of the index.
fn operator_classes(cx: &mut Cx<'_>, at: ArgumentCursor<'_>, call: ast::Call<'_>) {
    let (Some(block), Some(path)) = (cx.block(), call.path()) else { return };
    let arguments = at.attribute.arguments().into_iter().flat_map(|it| it.iter());
    let mut types = arguments.filter(|it| it.name().is_some_and(|it| it.text() == "type"));
    let written = types.find_map(|it| it.value()?.as_name());
    let index_type =
        IndexType::ALL.into_iter().find(|it| written.is_some_and(|name| name.text() == it.name()));
    let field = names::field_of(cx.schema(), block, path.text());
    if let (Some(field), Some(index_type)) = (field, index_type) {
        for class in OPERATOR_CLASSES.iter().filter(|it| it.index_types.contains(&index_type)) {
            let fits = match field.native_type_name() {
                _ if class.name == "ArrayOps" => field.is_list(),
                Some(native) => class.native_types.contains(&native),
                None => class.bare_scalar.is_some() && class.bare_scalar == field.scalar_type(),
            };
            if fits {
                cx.add(0, CompletionKind::Function, class.name);
            }
        }
    }
    cx.add(1, CompletionKind::Function, "raw(\"\")").snippet("raw(\"$1\")");
}

/// `@db.NVarChar(`
fn native_type_arguments(cx: &mut Cx<'_>, name: &str) {
    let native_type = cx.schema().capabilities().native_type(name);
    if native_type.is_some_and(|it| matches!(it.args, Args::NumberOrMax { .. })) && !cx.edited.is_in_string {
        cx.add(0, CompletionKind::EnumMember, "Max");
    }
}

/// What a field in the list of an attribute takes.
pub(crate) fn list_options(schema: &Schema, row: &AttributeRow) -> impl Iterator<Item = &'static str> {
    let connector = schema.capabilities();
    let all = [
        ("sort", row.name != "id" || connector.has_id_sort),
        ("length", connector.has_key_length),
        ("ops", row.name == "index" && connector.is("postgresql")),
    ];
    all.into_iter().filter(|it| it.1).map(|it| it.0)
}

/// Keys of `where: { … }`, and of what stands behind one of them.
fn keys(cx: &mut Cx<'_>, at: ArgumentCursor<'_>) {
    let node = cx.edited.token().map(|it| it.parent());
    let entries = node.into_iter().flat_map(|it| it.ancestors()).filter_map(ast::Entry::cast);
    if entries.count() > 1 {
        cx.add(0, CompletionKind::Argument, "not").snippet("not: $1").continues();
        return;
    }
    let objects = at.argument.value().into_iter().filter_map(|it| match it {
        Value::Object(object) => Some(object),
        _ => None,
    });
    let used: Vec<&str> = objects
        .flat_map(|it| it.entries().collect::<Vec<_>>())
        .filter_map(|it| Some(it.key()?.text()))
        .collect();
    if let Some(block) = cx.block() {
        fields(cx, block, &used, |_| 0);
    }
    for item in &mut cx.items {
        let name = item.label.clone();
        item.snippet(&format!("{name}: $1")).continues();
    }
}

/// Values in `where: { field: … }`.
fn entry_values(cx: &mut Cx<'_>, _at: ArgumentCursor<'_>, entry: ast::Entry<'_>) {
    if cx.edited.is_in_string {
        return;
    }
    // `not` speaks of the field whose entry it stands in.
    let entries = entry.node().ancestors().filter_map(ast::Entry::cast);
    let mut keys = entries.into_iter().filter_map(|it| it.key()).map(|it| it.text());
    let key = keys.find(|it| *it != "not").unwrap_or("");
    let is_negated = entry.key().is_some_and(|it| it.text() == "not");
    let ty = cx.block().and_then(|it| names::field_type(cx.schema(), it, key));
    cx.add(0, CompletionKind::Value, "null");
    if ty == Some(FieldType::Scalar(ScalarType::Boolean)) {
        cx.add(1, CompletionKind::Value, "true");
        cx.add(1, CompletionKind::Value, "false");
    }
    if !is_negated {
        cx.add(2, CompletionKind::Value, "{ not: }").snippet("{ not: $1 }").continues();
    }
}
