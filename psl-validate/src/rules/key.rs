//! Rules about ids and what all keys share.

pub(crate) mod clustering_multiple;
pub(crate) mod clustering_unsupported;
pub(crate) mod custom_name_not_unique;
pub(crate) mod id_compound_unsupported;
pub(crate) mod id_custom_name_is_field;
pub(crate) mod id_fields_empty;
pub(crate) mod id_length_unsupported;
pub(crate) mod id_map_unsupported;
pub(crate) mod id_name_clashes_with_field;
pub(crate) mod id_sort_unsupported;
pub(crate) mod length_wrong_type;
pub(crate) mod model_without_unique_criteria;

use psl_parser::{Node, NodeId, TextRange, ast};

use crate::{
    read::attributes::Site,
    rule::SpanFix,
    schema::{Field, IdData, IndexField, Model, Span},
};

/// The id of a model that is no view.
fn id(model: Model<'_>) -> Option<&IdData> {
    model.primary_key().filter(|it| !it.is_poisoned && !model.is_view())
}

/// Sign and name of an attribute of the block.
pub(crate) fn attribute_name(model: Model<'_>, attribute: NodeId) -> TextRange {
    model.attribute(attribute).map_or(model.name_span().range, |it| it.name_range())
}

/// `@id` or `@@id`.
fn name_range(model: Model<'_>, id: &IdData) -> TextRange {
    attribute_name(model, id.attribute)
}

/// Behind what stands on the header line.
fn behind_header(model: Model<'_>) -> Span {
    let text = model.root().text();
    let end = text.find(['\n', '\r']).unwrap_or(text.len());
    model.span().with(TextRange::empty(end as u32))
}

/// The scalar field called like the names of a compound key joined with `_`, as the client calls the key.
pub(crate) fn joined_name_field<'s>(model: Model<'s>, fields: &[IndexField]) -> Option<Field<'s>> {
    if fields.len() < 2 {
        return None;
    }
    let names: Vec<&str> = fields.iter().map(|it| Field::new(model.schema(), it.field()).name()).collect();
    model.find_field(&names.join("_")).filter(|it| it.is_scalar() && !it.is_lost())
}

/// The first argument of that name anywhere in an attribute: `sort: Desc` in `@@id([a(sort: Desc)])`.
pub(crate) fn option<'s>(model: Model<'s>, attribute: NodeId, name: &str) -> Option<Node<'s>> {
    let attribute = model.root().tree().node(attribute);
    let arguments = attribute.descendants().filter_map(ast::Argument::cast);
    arguments.filter(|it| it.name().is_some_and(|it| it.text() == name)).map(|it| it.node()).next()
}

/// Takes an argument out of an attribute of the block, with its comma; empty parentheses go too.
pub(crate) fn remove_argument(model: Model<'_>, attribute: NodeId, argument: NodeId) -> Option<SpanFix> {
    let site = Site::new(model.data().segment, model.attribute(attribute)?);
    let node = model.root().tree().node(argument);
    let list = node.parent()?;
    if list.children().count() > 1 {
        return Some(crate::rules::attributes::remove_argument(site, node));
    }
    Some(SpanFix::unsafe_(format!("Remove `{}`", node.text()), model.span().with(list.range()), ""))
}

/// Takes all arguments of that name out of the field lists of an attribute; parentheses that get empty go too.
pub(crate) fn remove_options(model: Model<'_>, attribute: NodeId, name: &str) -> Option<SpanFix> {
    let is_wanted = |it: &ast::Argument<'_>| it.name().is_some_and(|it| it.text() == name);
    let node = model.root().tree().node(attribute);
    let mut removed = Vec::new();
    let mut edits = Vec::new();
    for list in node.descendants().filter_map(ast::Arguments::cast).filter(|it| it.is_closed()) {
        let (out, kept): (Vec<_>, Vec<_>) = list.iter().partition(is_wanted);
        if out.is_empty() {
            continue;
        }
        removed.extend(out.iter().map(|it| it.text()));
        let kept: Vec<&str> = kept.iter().map(|it| it.text()).collect();
        let text = if kept.is_empty() { String::new() } else { format!("({})", kept.join(", ")) };
        let holds_lists = list.iter().any(|it| it.name().is_none_or(|it| it.text() == "fields"));
        match list.node().parent() == Some(node) && holds_lists {
            // Its arguments are not those of a field.
            true => return remove_argument(model, attribute, out.first()?.node().id()),
            false => edits.push((model.span().with(list.range()), text)),
        }
    }
    let title = match removed.as_slice() {
        [only] => format!("Remove `{only}`"),
        _ => format!("Remove `{name}`"),
    };
    (!edits.is_empty()).then_some(SpanFix { title, is_safe: false, edits })
}
