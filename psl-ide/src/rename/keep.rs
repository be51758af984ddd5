//! What keeps the names in the database: maps, and names for the tables of many-to-many relations.

use psl_parser::{SyntaxKind, TextRange, TextSize, ast};
use psl_validate::schema::{
    Field, FieldType, Relation, RelationKind, SegmentId, Top, generated_relation_name,
};

use super::{DatabaseNames, Plan, RenameError};
use crate::names::{self, Entity};

pub(super) fn plan(
    plan: &mut Plan<'_>,
    entity: &Entity,
    new_name: &str,
    database_names: DatabaseNames,
) -> Result<(), RenameError> {
    match entity {
        Entity::Type(old) => {
            let Some(top) = plan.schema.find(old) else { return Ok(()) };
            if let Top::Model(model) = top
                && database_names == DatabaseNames::Keep
            {
                let ends: Vec<_> = join_tables(plan)
                    .filter(|it| it.0.model() == Some(model) || it.1.model() == Some(model))
                    .collect();
                for (forward, back) in ends {
                    keep_join_table(plan, (forward, back), old, new_name)?;
                }
            }
            match top {
                Top::Model(_) | Top::Enum(_) => {
                    map_block(plan, names::block_of(top), old, new_name, database_names)
                }
                Top::CompositeType(_) => Ok(()),
            }
        }
        Entity::Member { block, name } => {
            if let Some(field) = names::field_of(plan.schema, *block, name) {
                if field.is_relation() {
                    return match database_names {
                        DatabaseNames::Keep => keep_columns(plan, field, new_name),
                        DatabaseNames::Change => Ok(()),
                    };
                }
                if field.ty() == FieldType::Unknown && database_names == DatabaseNames::Keep {
                    return RenameError::new(format!("the type of `{name}` is not known"));
                }
            }
            map_member(plan, *block, name, new_name, database_names);
            Ok(())
        }
        Entity::Relation { .. }
        | Entity::DatabaseSchema(_)
        | Entity::Variable(_)
        | Entity::Datasource(_)
        | Entity::Generator(_) => Ok(()),
    }
}

/// Both ends of every relation whose table nobody declares.
fn join_tables<'s>(plan: &Plan<'s>) -> impl Iterator<Item = (Field<'s>, Field<'s>)> + use<'s> {
    let is_implicit = |it: &Relation<'s>| it.kind() == RelationKind::ImplicitManyToMany;
    let relations = plan.schema.relations().filter(is_implicit);
    relations.filter_map(|it| Some((it.forward()?, it.back()?)))
}

/// The table is called like the relation, and its columns are in the order of the names of the models.
fn keep_join_table(
    plan: &mut Plan<'_>,
    (forward, back): (Field<'_>, Field<'_>),
    old: &str,
    new: &str,
) -> Result<(), RenameError> {
    let (Some(a), Some(b)) = (forward.model(), back.model()) else { return Ok(()) };
    if a != b {
        let other = if a.name() == old { b.name() } else { a.name() };
        if (old < other) != (new < other) {
            return RenameError::new(format!(
                "`{new}` sorts on the other side of `{other}`, so the columns of the table between them would swap"
            ));
        }
    }
    if forward.relation_name().is_none() {
        let name = generated_relation_name(a.name(), b.name());
        name_relation(plan, forward, &name);
        name_relation(plan, back, &name);
    }
    Ok(())
}

/// In a relation of a model with itself the columns are in the order of the names of the fields.
fn keep_columns(plan: &Plan<'_>, field: Field<'_>, new: &str) -> Result<(), RenameError> {
    for (forward, back) in join_tables(plan) {
        let other = match field {
            it if it == forward => back,
            it if it == back => forward,
            _ => continue,
        };
        let (old, other_name) = (field.name(), other.name());
        if field.model() == other.model() && (old < other_name) != (new < other_name) {
            return RenameError::new(format!(
                "`{new}` sorts on the other side of `{other_name}`, so the columns of the table of this relation would swap"
            ));
        }
    }
    Ok(())
}

fn name_relation(plan: &mut Plan<'_>, field: Field<'_>, name: &str) {
    let segment = field.name_span().segment;
    match field.relation_attribute() {
        None => {
            if let Some(end) = field.ast().and_then(end_of_field) {
                plan.edit(segment, TextRange::empty(end), format!(" @relation(\"{name}\")"));
            }
        }
        Some(attribute) => match attribute.arguments() {
            None => {
                let end = attribute.trimmed_range().end;
                plan.edit(segment, TextRange::empty(end), format!("(\"{name}\")"));
            }
            Some(arguments) => {
                let comma = if arguments.iter().next().is_some() { ", " } else { "" };
                let start = TextRange::empty(arguments.range().start + 1);
                plan.edit(segment, start, format!("\"{name}\"{comma}"));
            }
        },
    }
}

/// Behind the type and all attributes of a field.
fn end_of_field(field: ast::Field<'_>) -> Option<TextSize> {
    let attribute = field.attributes().last().map(|it| it.trimmed_range().end);
    attribute.or_else(|| Some(trimmed_end(field.type_ref()?.range(), field.type_ref()?.text())))
}

fn trimmed_end(range: TextRange, text: &str) -> TextSize {
    range.start + text.trim_end().len() as TextSize
}

fn mapped_name(attribute: ast::Attribute<'_>) -> Option<String> {
    let mut arguments = attribute.arguments()?.iter();
    Some(arguments.find_map(|it| it.value()?.as_string())?.value().into_owned())
}

fn is_map(attribute: &ast::Attribute<'_>) -> bool {
    attribute.path().is_some_and(|it| it.text() == "map")
}

fn map_member(plan: &mut Plan<'_>, block: SegmentId, old: &str, new: &str, database_names: DatabaseNames) {
    let segment = plan.schema.segment(block);
    let Some((node, token)) = names::members_called(segment, old).into_iter().next() else { return };
    let (attributes, end): (Vec<_>, _) = match (ast::Field::cast(node), ast::EnumValue::cast(node)) {
        (Some(field), _) => (field.attributes().collect(), end_of_field(field)),
        (None, Some(value)) => {
            let end = value.attributes().last().map_or(token.range().end, |it| it.trimmed_range().end);
            (value.attributes().collect(), Some(end))
        }
        (None, None) => return,
    };
    match (attributes.iter().find(|it| is_map(it)), end) {
        (Some(map), _) if mapped_name(*map).as_deref() == Some(new) => {
            let range = map.trimmed_range();
            let before = TextRange::new(0, range.start).slice(segment.text());
            let start = before.trim_end_matches([' ', '\t']).len() as TextSize;
            plan.edit(block, TextRange::new(start, range.end), "");
        }
        (None, Some(end)) if database_names == DatabaseNames::Keep => {
            plan.edit(block, TextRange::empty(end), format!(" @map(\"{old}\")"));
        }
        _ => {}
    }
}

fn map_block(
    plan: &mut Plan<'_>,
    id: SegmentId,
    old: &str,
    new: &str,
    database_names: DatabaseNames,
) -> Result<(), RenameError> {
    let segment = plan.schema.segment(id);
    let Some(block) = ast::Block::of(segment) else { return Ok(()) };
    let text = segment.text();
    let attributes: Vec<_> =
        block.attributes().filter(|it| it.node().kind() == SyntaxKind::BLOCK_ATTRIBUTE).collect();
    if let Some(map) = attributes.iter().find(|it| is_map(it)) {
        if mapped_name(*map).as_deref() == Some(new) {
            let range = map.trimmed_range();
            let range = if map.comment().is_some() { range } else { whole_line(text, range) };
            plan.edit(id, range, "");
        }
        return Ok(());
    }
    if database_names == DatabaseNames::Change {
        return Ok(());
    }
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    if let Some(last) = attributes.last() {
        let end = trimmed_end(last.range(), last.text());
        plan.edit(id, TextRange::empty(end), format!("{line_break}  @@map(\"{old}\")"));
        return Ok(());
    }
    let Some(brace) = text.rfind('}').filter(|_| segment.is_closed()) else {
        return RenameError::new(format!("the block of `{old}` has no `}}`"));
    };
    let body = text.get(..brace).unwrap_or("").trim_end_matches([' ', '\t', '\r', '\n']);
    let range = TextRange::new(body.len() as TextSize, brace as TextSize);
    let first = if body.ends_with('{') { line_break.to_owned() } else { line_break.repeat(2) };
    plan.edit(id, range, format!("{first}  @@map(\"{old}\"){line_break}"));
    Ok(())
}

/// The lines of `range` with their line break.
fn whole_line(text: &str, range: TextRange) -> TextRange {
    let before = TextRange::new(0, range.start).slice(text);
    let start = before.rfind('\n').map_or(range.start, |it| it as TextSize + 1);
    let behind = text.get(range.end as usize..).unwrap_or("");
    let end = behind.find('\n').map_or(range.end, |it| range.end + it as TextSize + 1);
    let is_alone = TextRange::new(start, range.start).slice(text).trim().is_empty()
        && TextRange::new(range.end, end).slice(text).trim().is_empty();
    if is_alone { TextRange::new(start, end) } else { range }
}
