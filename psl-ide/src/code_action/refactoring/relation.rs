//! Completes a relation: the key, the arguments that name it, and the field at the other end.

use psl_parser::{TextEdit, TextRange, ast};
use psl_validate::{
    FileEdit,
    schema::{Field, IndexField, Model},
};

use super::{ActionKind, Cx, Draft, behind_fields};
use crate::{
    edit, names,
    words::{free_name, lower_first, upper_first},
};

pub(super) fn complete(cx: &Cx<'_>) -> Vec<Draft> {
    plan(cx).into_iter().collect()
}

fn plan(cx: &Cx<'_>) -> Option<Draft> {
    let (field, model) = (cx.field()?, cx.model()?);
    let target = field.related_model().filter(|it| !it.is_view())?;
    let opposite = field.opposite();
    let has_key = |it: Field<'_>| it.key_fields().is_some() || it.references().is_some();
    if field.is_list() || field.is_ambiguous() || has_key(field) || opposite.is_some_and(has_key) {
        return None;
    }
    let title = format!("Complete the relation to `{}`", target.name());
    let refuse = |reason: String| Some(Draft::refused(ActionKind::Rewrite, title.as_str(), reason));
    if model == target && field.relation_name().is_none() {
        return refuse("a relation of a model with itself needs a name".to_owned());
    }
    let Some(criterion) = target.unique_criteria().find_map(|it| plain_fields(target, it)) else {
        return refuse(format!("`{}` has no id", target.name()));
    };
    let is_one_to_one = opposite.is_some_and(|it| !it.is_list());
    let (mut lines, mut edits) = (String::new(), Vec::new());
    let unique = if is_one_to_one && criterion.len() == 1 { " @unique" } else { "" };
    let mut keys = Vec::new();
    for other in &criterion {
        let name = format!("{}{}", field.name(), upper_first(other.name()));
        match model.find_field(&name) {
            Some(existing) if existing.ty() == other.ty() && !existing.is_list() => {
                let is_unique = |it: &[IndexField]| matches!(it, [key] if key.field() == existing.id());
                if !model.unique_criteria().any(is_unique) {
                    let end = edit::end_of_field(existing.ast()?)?;
                    edits.push(cx.edit(TextEdit::insert(end, unique)));
                }
            }
            Some(_) => return refuse(format!("`{name}` is there already, with another type")),
            None => {
                let optional = if field.is_optional() { "?" } else { "" };
                let ty = other.ast()?.type_ref()?.text().trim();
                lines +=
                    &format!("{}  {name} {ty}{optional}{unique}{}", cx.line_break(), native_type(*other));
            }
        }
        keys.push(name);
    }
    let references: Vec<&str> = criterion.iter().map(|it| it.name()).collect();
    let arguments = format!("fields: [{}], references: [{}]", keys.join(", "), references.join(", "));
    let node = field.ast()?;
    edits.push(cx.edit(match field.relation_attribute() {
        Some(attribute) => edit::last_argument(attribute, &arguments),
        None => {
            let type_ref = node.type_ref()?;
            let end = edit::trimmed_end(type_ref.range(), type_ref.text());
            TextEdit::insert(end, format!(" @relation({arguments})"))
        }
    }));
    if !lines.is_empty() {
        edits.push(cx.edit(TextEdit::insert(edit::trimmed_end(node.range(), node.text()), lines)));
    }
    if is_one_to_one && criterion.len() > 1 {
        let unique = format!("@@unique([{}])", keys.join(", "));
        edits.extend(edit::last_block_attribute(cx.segment(), &unique).map(|it| cx.edit(it)));
    }
    if opposite.is_none() {
        edits.push(add_opposite(cx, field, model, target)?);
    }
    Some(Draft::new(ActionKind::Rewrite, title, edits))
}

/// The fields of a key, when a relation can point at it.
fn plain_fields<'s>(target: Model<'s>, key: &'s [IndexField]) -> Option<Vec<Field<'s>>> {
    let fields: Vec<_> = key.iter().map(|it| Field::new(target.schema(), it.field())).collect();
    let is_plain = |it: &Field<'_>| it.is_required() && it.scalar_type().is_some();
    (!fields.is_empty() && fields.iter().all(is_plain)).then_some(fields)
}

/// ` @db.VarChar(10)`
pub(super) fn native_type(field: Field<'_>) -> String {
    let attribute = field.native_type().and_then(|it| field.attribute(it.attribute));
    let text = attribute.map(|it: ast::Attribute<'_>| it.trimmed_range().slice(it.node().tree().text()));
    text.map_or_else(String::new, |it| format!(" {it}"))
}

fn add_opposite(cx: &Cx<'_>, field: Field<'_>, model: Model<'_>, target: Model<'_>) -> Option<FileEdit> {
    let name = free_name(&format!("{}s", lower_first(model.name())), |it| target.find_field(it).is_none());
    let relation = field.relation_arguments().and_then(|it| it.name.as_ref());
    let relation = relation.map_or_else(String::new, |it| {
        format!(" @relation({})", TextRange::slice(it.value, cx.segment().text()))
    });
    let at = behind_fields(target)?;
    let line = format!("{}  {name} {}[]{relation}", cx.line_break(), model.name());
    Some(cx.edit_of(names::block_of(psl_validate::schema::Top::Model(target)), TextEdit::insert(at, line)))
}
