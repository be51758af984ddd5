//! What speaks against a new name.

use psl_parser::{SyntaxKind, ast};
use psl_validate::{
    ScalarType, Schema,
    config::RESERVED_NAMES,
    schema::{Field, SegmentId, Top, generated_relation_name},
};

use super::RenameError;
use crate::{
    Snapshot,
    names::{self, Entity},
};

pub(super) fn new_name(schema: &Schema, entity: &Entity, name: &str) -> Result<(), RenameError> {
    let kind = |id: SegmentId| schema.segment(id).kind();
    let is_in_type =
        matches!(entity, Entity::Member { block, .. } if kind(*block) == SyntaxKind::COMPOSITE_TYPE);
    if !entity.is_string() || matches!(entity, Entity::Key { .. }) {
        word(name, is_in_type)?;
    }
    if name.contains(char::is_control) {
        return RenameError::new("a name has no line breaks and the like");
    }
    match entity {
        Entity::Type(old) => {
            not_scalar(name)?;
            let is_type = matches!(schema.find(old), Some(Top::CompositeType(_)));
            if !is_type && RESERVED_NAMES.contains(&name) {
                return RenameError::new(format!("`{name}` is reserved by the generated client"));
            }
            if let Some(other) = schema.find(name) {
                return RenameError::new(format!("`{name}` is declared already, as {}", other.keyword()));
            }
        }
        Entity::Member { block, .. } => member(schema, *block, name)?,
        Entity::Datasource(_) => config_block(schema, SyntaxKind::DATASOURCE, name)?,
        Entity::Generator(_) => config_block(schema, SyntaxKind::GENERATOR, name)?,
        Entity::Key { block, .. } => member(schema, *block, name)?,
        Entity::Relation { blocks, .. } => relation(schema, *blocks, name)?,
        Entity::DatabaseSchema(_) => database_schema(schema, name)?,
        Entity::Variable(_) => {}
    }
    Ok(())
}

fn word(name: &str, may_have_dash: bool) -> Result<(), RenameError> {
    if name.starts_with(|it: char| it.is_ascii_digit()) {
        return RenameError::new(format!("`{name}` starts with a digit"));
    }
    if !psl_parser::is_word(name) {
        return RenameError::new(format!("`{name}` is not a letter followed by letters, digits and `_`"));
    }
    if name.contains('-') && !may_have_dash {
        return RenameError::new(format!("`{name}` has a dash"));
    }
    Ok(())
}

fn not_scalar(name: &str) -> Result<(), RenameError> {
    match ScalarType::named(name) {
        Some(_) => RenameError::new(format!("`{name}` is the name of a scalar type")),
        None => Ok(()),
    }
}

fn member(schema: &Schema, block: SegmentId, name: &str) -> Result<(), RenameError> {
    let owner = ast::Block::of(schema.segment(block)).and_then(|it| it.name()).map_or("", |it| it.text());
    if !names::members_called(schema.segment(block), name).is_empty() {
        return RenameError::new(format!("`{owner}` has a member `{name}` already"));
    }
    if let Some(Top::Model(model)) = schema.top(block) {
        let id = model.primary_key().and_then(|it| it.name.as_deref());
        let mut custom = model.indexes().filter_map(|it| it.custom_name()).chain(id);
        if custom.any(|it| *it.name == *name) {
            return RenameError::new(format!("a key of `{owner}` is named `{name}`"));
        }
    }
    Ok(())
}

fn relation(schema: &Schema, blocks: (SegmentId, SegmentId), name: &str) -> Result<(), RenameError> {
    if name.is_empty() {
        return RenameError::new("a relation without a name cannot be told from others");
    }
    let models = [blocks.0, blocks.1].map(|it| schema.top(it));
    let [Some(Top::Model(a)), Some(Top::Model(b))] = models else { return Ok(()) };
    let generated = generated_relation_name(a.name(), b.name());
    let is_between = |it: &Field<'_>| it.related_model() == Some(b);
    let mut names = a.relation_fields().filter(is_between).map(|it| it.relation_name().unwrap_or(&generated));
    match names.any(|it| it == name) {
        true => RenameError::new(format!("another relation between the two is named `{name}`")),
        false => Ok(()),
    }
}

fn database_schema(schema: &Schema, name: &str) -> Result<(), RenameError> {
    let schemas = schema.datasource().and_then(|it| it.schemas()).unwrap_or_default();
    match (name.is_empty(), schemas.iter().any(|it| *it.name == *name)) {
        (true, _) => RenameError::new("a schema of the database has a name"),
        (_, true) => RenameError::new(format!("`{name}` is listed already")),
        _ => Ok(()),
    }
}

fn config_block(schema: &Schema, kind: SyntaxKind, name: &str) -> Result<(), RenameError> {
    not_scalar(name)?;
    let blocks = schema.segment_ids().filter_map(|it| ast::Block::of(schema.segment(it)));
    let mut others = blocks.filter(|it| it.kind() == kind).filter_map(|it| it.name());
    match others.any(|it| it.text() == name) {
        true => RenameError::new(format!("there is a block `{name}` of this kind already")),
        false => Ok(()),
    }
}

/// A line that cannot be read may mean the name or not, so it is reported.
pub(super) fn lines_that_cannot_be_read(snapshot: &Snapshot, entity: &Entity) -> Result<(), RenameError> {
    let schema = snapshot.schema();
    let name = entity.name();
    let own_block = match entity {
        Entity::Member { block, .. } if schema.segment(*block).kind() != SyntaxKind::ENUM => Some(*block),
        _ => None,
    };
    for id in schema.segment_ids().filter(|it| own_block.is_none_or(|own| own == *it)) {
        let segment = schema.segment(id);
        if !segment.text().contains(name) {
            continue;
        }
        let Some(block) = ast::Block::of(segment) else { continue };
        for node in block.members().filter_map(|it| match it {
            ast::Member::Junk(node) => Some(node),
            _ => None,
        }) {
            if node.text().split(|it: char| !it.is_ascii_alphanumeric() && it != '_').any(|it| it == name) {
                let at = names::file_range(schema, id, node.range());
                let line = snapshot.lines(at.file).map_or(0, |it| it.line(at.range.start)) + 1;
                return RenameError::new(format!("line {line} mentions `{name}` and cannot be read"));
            }
        }
    }
    Ok(())
}
