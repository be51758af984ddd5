//! What keeps the names in the database: maps, and names for the tables of many-to-many relations.

use psl_parser::{TextEdit, ast};
use psl_validate::schema::{
    Field, FieldType, Relation, RelationKind, SegmentId, Top, generated_relation_name,
};

use super::{DatabaseNames, Plan, RenameError};
use crate::{
    edit,
    names::{self, Entity},
};

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
                    keep_join_table(plan, (forward, back), old, new_name);
                }
            }
            match top {
                Top::Model(_) | Top::Enum(_) => map_block(plan, top.segment(), old, new_name, database_names),
                Top::CompositeType(_) => Ok(()),
            }
        }
        Entity::Member { block, name } => {
            if let Some(field) = names::field_of(plan.schema, *block, name) {
                if field.is_relation() {
                    if database_names == DatabaseNames::Keep {
                        keep_columns(plan, field, new_name);
                    }
                    return Ok(());
                }
                if field.ty() == FieldType::Unknown && database_names == DatabaseNames::Keep {
                    return RenameError::new(format!("the type of `{name}` is not known"));
                }
            }
            map_member(plan, *block, name, new_name, database_names);
            Ok(())
        }
        Entity::Relation { blocks, name } => {
            let is_own = |it: Field<'_>| {
                let ends = [
                    it.name_span().segment,
                    it.related_model().map_or(SegmentId(u32::MAX), |it| it.span().segment),
                ];
                it.relation_name() == Some(name)
                    && (ends == [blocks.0, blocks.1] || ends == [blocks.1, blocks.0])
            };
            if database_names == DatabaseNames::Keep && join_tables(plan).any(|it| is_own(it.0)) {
                plan.risk = Some(format!("the table `_{name}` would become `_{new_name}`"));
            }
            Ok(())
        }
        Entity::Key { .. }
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
fn keep_join_table(plan: &mut Plan<'_>, (forward, back): (Field<'_>, Field<'_>), old: &str, new: &str) {
    let (Some(a), Some(b)) = (forward.model(), back.model()) else { return };
    if a != b {
        let other = if a.name() == old { b.name() } else { a.name() };
        if (old < other) != (new < other) {
            plan.risk = Some(format!(
                "`{new}` sorts on the other side of `{other}`, so the columns of the table between them would swap"
            ));
        }
    }
    if forward.relation_name().is_none() {
        let name = generated_relation_name(a.name(), b.name());
        name_relation(plan, forward, &name);
        name_relation(plan, back, &name);
    }
}

/// In a relation of a model with itself the columns are in the order of the names of the fields.
fn keep_columns(plan: &mut Plan<'_>, field: Field<'_>, new: &str) {
    for (forward, back) in join_tables(plan) {
        let other = match field {
            it if it == forward => back,
            it if it == back => forward,
            _ => continue,
        };
        let (old, other_name) = (field.name(), other.name());
        if field.model() == other.model() && (old < other_name) != (new < other_name) {
            plan.risk = Some(format!(
                "`{new}` sorts on the other side of `{other_name}`, so the columns of the table of this relation would swap"
            ));
        }
    }
}

fn name_relation(plan: &mut Plan<'_>, field: Field<'_>, name: &str) {
    if let Some(edit) = edit::relation_name(field, name) {
        plan.add(field.name_span().segment, edit);
    }
}

fn mapped_name(attribute: ast::Attribute<'_>) -> Option<String> {
    let mut arguments = attribute.arguments()?.iter();
    Some(arguments.find_map(|it| it.value()?.as_string())?.value().into_owned())
}

fn is_map(attribute: &ast::Attribute<'_>) -> bool {
    attribute.path().is_some_and(|it| it.text() == "map")
}

pub(super) fn map_member(
    plan: &mut Plan<'_>,
    block: SegmentId,
    old: &str,
    new: &str,
    database_names: DatabaseNames,
) {
    let segment = plan.schema.segment(block);
    let Some((node, token)) = names::members_called(segment, old).into_iter().next() else { return };
    let (attributes, end): (Vec<_>, _) = match (ast::Field::cast(node), ast::EnumValue::cast(node)) {
        (Some(field), _) => (field.attributes().collect(), edit::end_of_field(field)),
        (None, Some(value)) => {
            let end = value.attributes().last().map_or(token.range().end, |it| it.trimmed_range().end);
            (value.attributes().collect(), Some(end))
        }
        (None, None) => return,
    };
    match (attributes.iter().find(|it| is_map(it)), end) {
        (Some(map), _) if mapped_name(*map).as_deref() == Some(new) => {
            plan.add(block, edit::without_attribute(*map));
        }
        (None, Some(end)) if database_names == DatabaseNames::Keep => {
            plan.add(block, TextEdit::insert(end, format!(" @map(\"{old}\")")));
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
    if let Some(map) = block.attributes().find(|it| is_map(it)) {
        if mapped_name(map).as_deref() == Some(new) {
            plan.add(id, edit::without_block_attribute(map));
        }
        return Ok(());
    }
    if database_names == DatabaseNames::Change {
        return Ok(());
    }
    match edit::last_block_attribute(segment, &format!("@@map(\"{old}\")")) {
        Some(edit) => {
            plan.add(id, edit);
            Ok(())
        }
        None => RenameError::new(format!("the block of `{old}` has no `}}`")),
    }
}
