//! Makes a `type` of the fields that are selected (MongoDB).

use psl_parser::{TextEdit, TextRange};
use psl_validate::schema::{Field, Model};

use super::{ActionKind, Cx, Draft};
use crate::{edit, words::free_name};

pub(super) fn extract(cx: &Cx<'_>) -> Vec<Draft> {
    plan(cx).into_iter().collect()
}

fn plan(cx: &Cx<'_>) -> Option<Draft> {
    let model =
        cx.model().filter(|_| !cx.range.is_empty() && cx.schema.capabilities().has_composite_types)?;
    let is_selected = |it: &Field<'_>| {
        let range = it.node().range();
        range.start < cx.range.end && cx.range.start < range.end
    };
    let fields: Vec<_> = model.fields().filter(is_selected).collect();
    let first = fields.first()?;
    let text = cx.segment().text();
    let content = |it: &Field<'_>| {
        let node = it.node();
        TextRange::new(node.range().start, edit::trimmed_end(node.range(), node.text()))
    };
    let name = free_name(&format!("{}Part", model.name()), |it| cx.schema.find(it).is_none());
    let field_name = free_name("part", |it| model.find_field(it).is_none());
    let title = format!("Make a type `{name}` of {}", fields_in_words(&fields));
    if let Some(field) =
        fields.iter().find(|it| it.is_relation() || it.is_poisoned() || is_in_key(model, **it))
    {
        let reason = format!("`{}` is part of a key or relation", field.name());
        return Some(Draft::refused(ActionKind::Extract, title, reason));
    }
    let lines: String = fields.iter().map(|it| format!("  {}\n", content(it).slice(text))).collect();
    let mut edits = vec![cx.edit(TextEdit::replace(content(first), format!("{field_name} {name}")))];
    let others = fields.iter().skip(1).map(|it| edit::whole_line(text, content(it)));
    edits.extend(others.map(|it| cx.edit(TextEdit::delete(it))));
    edits.push(cx.block_behind(&format!("type {name} {{\n{lines}}}")));
    Some(Draft::new(ActionKind::Extract, title, edits))
}

fn fields_in_words(fields: &[Field<'_>]) -> String {
    match fields {
        [one] => format!("`{}`", one.name()),
        _ => format!("{} fields", fields.len()),
    }
}

fn is_in_key(model: Model<'_>, field: Field<'_>) -> bool {
    let id = model.primary_key().map(|it| it.fields());
    let mut keys = id.into_iter().chain(model.indexes().map(|it| it.fields()));
    let mut relations = model.relation_fields().filter_map(|it| it.key_fields());
    keys.any(|it| it.iter().any(|it| it.root() == field.id())) || relations.any(|it| it.contains(&field))
}
