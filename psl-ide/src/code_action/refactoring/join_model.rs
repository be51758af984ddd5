//! The table of a many-to-many relation as a model, and such a model as the relation it is.

use psl_parser::{TextEdit, ast};
use psl_validate::{
    FileEdit,
    schema::{Field, Model, RelationKind, generated_relation_name},
};

use super::{ActionKind, Cx, Draft, move_block::moved};
use crate::{
    edit,
    words::{free_name, lower_first},
};

/// `tags Tag[]` and `rooms Room[]` → a model `RoomTag` for the table `_RoomToTag`.
pub(super) fn to_explicit(cx: &Cx<'_>) -> Vec<Draft> {
    explicit(cx).into_iter().collect()
}

fn explicit(cx: &Cx<'_>) -> Option<Draft> {
    let field = cx.field()?;
    let relation = field.relation().filter(|it| it.kind() == RelationKind::ImplicitManyToMany)?;
    let ends = [relation.forward()?, relation.back()?];
    let [a, b] = in_order(ends[0].model()?, ends[1].model()?);
    let name = free_name(&format!("{}{}", a.name(), b.name()), |it| cx.schema.find(it).is_none());
    let title = format!("Make a model `{name}` of the table between `{}` and `{}`", a.name(), b.name());
    if a == b {
        let reason = "it relates a model with itself";
        return Some(Draft::refused(ActionKind::Extract, title, reason));
    }
    let relation_name = ends[0].relation_name();
    let table = relation_name.map_or_else(|| generated_relation_name(a.name(), b.name()), str::to_owned);
    let (a_name, b_name) = (lower_first(a.name()), lower_first(b.name()));
    let schema = a.database_schema().map(|it| format!("  @@schema(\"{}\")\n", it.name)).unwrap_or_default();
    let text = format!(
        "model {name} {{\n{}{}\n  @@id([{a_name}Id, {b_name}Id])\n  @@index([{b_name}Id], map: \"_{table}_B_index\")\n  @@map(\"_{table}\")\n{schema}}}",
        key_lines(a, &a_name, "A")?,
        key_lines(b, &b_name, "B")?,
    );
    let mut edits: Vec<FileEdit> = ends.iter().flat_map(|it| retyped(cx, *it, &name, None)).collect();
    edits.push(cx.block_behind(&text));
    Some(Draft::new(ActionKind::Extract, title, edits))
}

/// The relation field to a model and its key, which is a column of the join table.
fn key_lines(model: Model<'_>, name: &str, column: &str) -> Option<String> {
    let id = model.single_id_field()?;
    let (ty, native) = (id.type_name(), native_type(id));
    Some(format!(
        "  {name} {} @relation(fields: [{name}Id], references: [{}], onDelete: Cascade)\n  {name}Id {ty} @map(\"{column}\"){native}\n",
        model.name(),
        id.name(),
    ))
}

/// ` @db.VarChar(10)`
fn native_type(field: Field<'_>) -> String {
    let attribute = field.native_type().and_then(|it| field.attribute(it.attribute));
    let text = attribute.map(|it: ast::Attribute<'_>| it.trimmed_range().slice(it.node().tree().text()));
    text.map_or_else(String::new, |it| format!(" {it}"))
}

fn in_order<'s>(a: Model<'s>, b: Model<'s>) -> [Model<'s>; 2] {
    if a.name() <= b.name() { [a, b] } else { [b, a] }
}

/// A relation field with another type, and with another name of the relation.
fn retyped(cx: &Cx<'_>, field: Field<'_>, ty: &str, relation_name: Option<&str>) -> Vec<FileEdit> {
    let segment = field.name_span().segment;
    let mut edits = vec![TextEdit::replace(field.type_name_span().range, ty)];
    let name = relation_name.map_or_else(String::new, |it| format!(" @relation(\"{it}\")"));
    match field.relation_attribute() {
        Some(attribute) => {
            let removal = edit::without_attribute(attribute);
            edits.push(TextEdit::replace(removal.range, name));
        }
        None => {
            let end = field.ast().and_then(edit::end_of_field).filter(|_| !name.is_empty());
            edits.extend(end.map(|it| TextEdit::insert(it, name)));
        }
    }
    edits.into_iter().map(|it| cx.edit_of(segment, it)).collect()
}

/// A model of two keys and nothing else, for a table that looks like the one of an implicit relation.
pub(super) fn to_implicit(cx: &Cx<'_>) -> Vec<Draft> {
    implicit(cx).into_iter().collect()
}

fn implicit(cx: &Cx<'_>) -> Option<Draft> {
    let model = cx.model_of_header()?;
    let relations: Vec<Field<'_>> = model.relation_fields().collect();
    let [first, second] = relations[..] else { return None };
    let (first_key, second_key) = (single_key(first)?, single_key(second)?);
    let is_all = model.fields().count() == 4 && first_key != second_key;
    let id = model.primary_key().filter(|it| it.fields().len() == 2 && is_all)?;
    if !id.fields().iter().all(|it| [first_key.id(), second_key.id()].contains(&it.root())) {
        return None;
    }
    let (first_list, second_list) = (list_end(first)?, list_end(second)?);
    let (a, b) = (first.related_model()?, second.related_model()?);
    let title = format!("Make `{}` a relation between lists", model.name());
    let refuse = |reason: &str| Some(Draft::refused(ActionKind::Inline, title.as_str(), reason));
    let columns = match a.name() <= b.name() {
        true => [first_key.database_name(), second_key.database_name()],
        false => [second_key.database_name(), first_key.database_name()],
    };
    let Some(table) = model.database_name().strip_prefix('_').filter(|_| columns == ["A", "B"] && a != b)
    else {
        return refuse("its table or columns are not called as those of such a relation are");
    };
    if a.relation_fields().any(|it| it.related_model() == Some(b)) {
        return refuse("there is another relation between the two models");
    }
    let name = (table != generated_relation_name(a.name(), b.name())).then_some(table);
    let mut edits = retyped(cx, first_list, b.name(), name);
    edits.extend(retyped(cx, second_list, a.name(), name));
    edits.push(moved(cx)?.removal);
    Some(Draft::new(ActionKind::Inline, title, edits))
}

fn single_key(field: Field<'_>) -> Option<Field<'_>> {
    match field.key_fields()?[..] {
        [key] if field.is_required() => Some(key),
        _ => None,
    }
}

fn list_end(field: Field<'_>) -> Option<Field<'_>> {
    field.opposite().filter(|it| it.is_list())
}
