//! Lists of field names: plain ones (`fields`, `references`, `@@shardKey`) and ones with options (keys and indexes).

use psl_parser::{Node, SyntaxKind, TextRange, ast};

use super::Site;
use crate::{
    Few,
    read::values::{ValueKind, item_nodes},
    rule::Cx,
    rules::{attributes as rules, values::value_type_mismatch},
    schema::{CompositeType, Field, IndexField, IndexFields, Model, OperatorClass, SortOrder},
};

/// A list whose names are looked up.
pub(crate) struct FieldNames<'s> {
    /// The fields that were found, with their items.
    pub(crate) fields: Few<(Field<'s>, Node<'s>)>,
    /// Names that are no field of the block, or have a dot.
    pub(crate) unknown: Vec<(&'s str, TextRange)>,
    /// Names of relation fields.
    pub(crate) relations: Vec<(Field<'s>, TextRange)>,
    /// It names fields that are lost or of unknown type, which is reported elsewhere.
    pub(crate) is_poisoned: bool,
    /// The value, brackets included.
    pub(crate) value: Node<'s>,
}

/// Reads a list of plain names of fields of `model`. `None` when an item is no name, or a name comes twice; both are
/// reported.
pub(crate) fn plain<'s>(
    cx: &mut Cx<'s>,
    model: Model<'s>,
    site: Site<'s>,
    value: Node<'s>,
) -> Option<FieldNames<'s>> {
    let items = items(cx, site, value, |it| it.kind() == SyntaxKind::NAME_VALUE)?;
    let mut list = FieldNames::new(value);
    let mut seen: Few<&str> = Few::new();
    for item in items {
        let name = item.text();
        if seen.contains(&name) {
            rules::field_list_duplicate::report(cx, site, name, item.range());
            return None;
        }
        if list.add(model, name, item.range(), item).is_some() {
            seen.push(name);
        }
    }
    Some(list)
}

/// Reads a list of names with options. Paths through composite types are followed when `with_paths`.
pub(crate) fn with_options<'s>(
    cx: &mut Cx<'s>,
    model: Model<'s>,
    site: Site<'s>,
    value: Node<'s>,
    with_paths: WithPaths,
) -> Option<(FieldNames<'s>, IndexFields)> {
    let items = items(cx, site, value, |it| matches!(it.kind(), SyntaxKind::NAME_VALUE | SyntaxKind::CALL));
    // Those of all items are reported, whatever else is wrong.
    let mut options: Few<(Node<'_>, Options)> = Few::new();
    for call in
        value.descendants_of_kind(SyntaxKind::CALL).filter(|it| *it == value || it.parent() == Some(value))
    {
        options.push((call, read_options(cx, site, call)));
    }
    let items = items?;
    let mut list = FieldNames::new(value);
    let mut index_fields = IndexFields::new();
    let mut seen: Few<&str> = Few::new();
    for item in items {
        let (name, range) = item_name(item);
        if seen.contains(&name) {
            rules::field_list_duplicate::report(cx, site, name, range);
            return None;
        }
        let (root, path) = if with_paths == WithPaths::Yes && name.contains('.') {
            match follow(cx, model, name) {
                Path::Found(path) => (path.first().copied(), path),
                Path::Poisoned => {
                    list.is_poisoned = true;
                    continue;
                }
                Path::Relation(field) => {
                    list.relations.push((field, range));
                    continue;
                }
                Path::Unknown => {
                    list.unknown.push((name, range));
                    continue;
                }
            }
        } else {
            (list.add(model, name, range, item), Few::new())
        };
        let Some(root) = root else { continue };
        seen.push(name);
        let options = options.iter_mut().find(|it| it.0 == item);
        let options = options.map(|it| std::mem::take(&mut it.1)).unwrap_or_default();
        let inner = path.get(1..).unwrap_or_default().iter().map(|it| it.id());
        let field = IndexField::new(item.id(), root.id(), options.sort);
        index_fields.push(field.with_path(inner).with_options(options.length, options.ops));
    }
    Some((list, index_fields))
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum WithPaths {
    Yes,
    No,
}

/// The items of the list if all are of the right form; reports the others.
fn items<'s>(
    cx: &mut Cx<'_>,
    site: Site<'_>,
    value: Node<'s>,
    is_right: impl Fn(Node<'s>) -> bool,
) -> Option<Few<Node<'s>>> {
    let items = item_nodes(value);
    let mut all_right = true;
    for item in &items {
        if !is_right(*item) {
            value_type_mismatch::report(cx, site.segment, *item, ValueKind::FieldName);
            all_right = false;
        }
    }
    all_right.then_some(items)
}

/// The name of an item: `title` of `title(sort: Desc)`.
fn item_name(item: Node<'_>) -> (&str, TextRange) {
    let name = match item.kind() {
        SyntaxKind::CALL => ast::Call::cast(item).and_then(ast::Call::path),
        _ => item.first_token(),
    };
    name.map_or(("", item.range()), |it| (it.text(), it.range()))
}

impl<'s> FieldNames<'s> {
    fn new(value: Node<'s>) -> FieldNames<'s> {
        FieldNames {
            fields: Few::new(),
            unknown: Vec::new(),
            relations: Vec::new(),
            is_poisoned: false,
            value,
        }
    }

    /// Looks a name up and files it; returns the field if it is a usable one.
    fn add(
        &mut self,
        model: Model<'s>,
        name: &'s str,
        range: TextRange,
        item: Node<'s>,
    ) -> Option<Field<'s>> {
        match model.find_field(name) {
            Some(field) if field.is_poisoned() => self.is_poisoned = true,
            Some(field) if field.is_relation() => self.relations.push((field, range)),
            Some(field) => {
                self.fields.push((field, item));
                return Some(field);
            }
            None if model.lost_line_mentions(name) => self.is_poisoned = true,
            None => self.unknown.push((name, range)),
        }
        None
    }
}

enum Path<'s> {
    Found(Few<Field<'s>>),
    /// It begins with a relation field.
    Relation(Field<'s>),
    Unknown,
    Poisoned,
}

/// Follows `address.city` through composite types.
fn follow<'s>(cx: &Cx<'s>, model: Model<'s>, name: &str) -> Path<'s> {
    let mut parts = name.split('.');
    let Some(mut field) = parts.next().and_then(|it| model.find_field(it)) else { return Path::Unknown };
    if field.is_relation() {
        return Path::Relation(field);
    }
    let mut path = Few::from_slice(&[field]);
    for part in parts {
        if field.is_poisoned() {
            return Path::Poisoned;
        }
        let composite: Option<CompositeType<'s>> = field.composite_type();
        let Some(next) = composite.and_then(|it| it.find_field(part)) else { return Path::Unknown };
        debug_assert!(std::ptr::eq(cx.schema, next.schema()));
        field = next;
        path.push(field);
    }
    if path.iter().any(|it| it.is_poisoned()) { Path::Poisoned } else { Path::Found(path) }
}

#[derive(Default)]
struct Options {
    sort: Option<SortOrder>,
    length: Option<i64>,
    ops: Option<OperatorClass>,
}

/// `field(sort: Desc, length: 10, ops: InetOps)`: the first of each name counts, everything else is ignored.
fn read_options(cx: &mut Cx<'_>, site: Site<'_>, item: Node<'_>) -> Options {
    let mut options = Options::default();
    let Some(arguments) = ast::Call::cast(item).and_then(ast::Call::arguments) else { return options };
    let first = |name: &str| {
        let argument = arguments.iter().find(|it| it.name().is_some_and(|it| it.text() == name))?;
        Some((argument.node(), crate::read::values::value_node(argument.node())?))
    };
    if let Some((argument, value)) = first("sort") {
        options.sort = super::key::sort(cx, site, value, |cx, word| {
            rules::sort_value_invalid::report(cx, site, site.span(argument), word);
        });
    }
    if let Some((_, value)) = first("length") {
        options.length = super::key::integer(cx, site, value).filter(|it| *it >= 0);
    }
    if let Some((argument, value)) = first("ops") {
        options.ops = super::key::operator_class(cx, site, argument, value);
    }
    options
}
