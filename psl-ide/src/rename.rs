//! Rename: all places of a name, and what keeps the database as it is.

mod check;
mod keep;
mod like;

use psl_parser::{FileId, TextEdit, TextRange};
use psl_validate::{Schema, repair::Edits, schema::SegmentId};

use crate::{
    FilePosition, FileRange, Snapshot,
    change::{self, Layout},
    names::{self, Entity, Occurrence},
    references::occurrences_of,
};

/// Why something cannot be renamed, in one clause.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RenameError(pub String);

impl RenameError {
    fn new<T>(reason: impl Into<String>) -> Result<T, RenameError> {
        Err(RenameError(reason.into()))
    }
}

/// Whether the database may notice a rename.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DatabaseNames {
    /// The old names are kept there, by `@map`, `@@map` and names of relations.
    Keep,
    Change,
}

/// Whether somebody looks at a change before it is made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Confirmation {
    /// What changes the database after all is refused.
    Impossible,
    Possible,
}

/// A rename.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rename {
    pub edits: Edits,
    /// Why somebody should look at it first.
    pub risk: Option<String>,
    /// More to rename, if it is wanted. Their edits touch neither each other nor those above.
    pub suggestions: Vec<Suggestion>,
}

/// Names that sound like the one that changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suggestion {
    pub title: String,
    pub edits: Edits,
}

/// The name at a position, if it can be renamed.
pub fn prepare_rename(snapshot: &Snapshot, at: FilePosition) -> Result<(FileRange, String), RenameError> {
    let (id, occurrence) = target(snapshot, at)?;
    let at = names::file_range(snapshot.schema(), id, occurrence.range);
    Ok((at, occurrence.entity.name().to_owned()))
}

/// The edits that give the name at a position another spelling, everywhere.
pub fn rename(
    snapshot: &Snapshot,
    at: FilePosition,
    new_name: &str,
    database_names: DatabaseNames,
    confirmation: Confirmation,
) -> Result<Rename, RenameError> {
    let schema = snapshot.schema();
    let entity = target(snapshot, at)?.1.entity;
    if entity.name() == new_name {
        return Ok(Rename { edits: Edits::new(), risk: None, suggestions: Vec::new() });
    }
    check::new_name(schema, &entity, new_name)?;
    check::lines_that_cannot_be_read(snapshot, &entity)?;
    let mut plan = Plan::new(schema);
    plan.rename(&entity, new_name);
    keep::plan(&mut plan, &entity, new_name, database_names)?;
    if let (Some(risk), Confirmation::Impossible) = (&plan.risk, confirmation) {
        return RenameError::new(risk.as_str());
    }
    let edits = plan.edits(snapshot);
    let suggestions = match confirmation {
        Confirmation::Possible => like::suggestions(snapshot, &entity, new_name, database_names, &edits),
        Confirmation::Impossible => Vec::new(),
    };
    Ok(Rename { edits, risk: plan.risk, suggestions })
}

/// What can be renamed, with its declaration.
fn target(snapshot: &Snapshot, at: FilePosition) -> Result<(SegmentId, Occurrence), RenameError> {
    let Some((id, occurrence)) = names::occurrence_at(snapshot, at) else {
        return RenameError::new("only names that the schema declares can be renamed");
    };
    match &occurrence.entity {
        // It is declared by being used.
        Entity::Relation { .. } => return Ok((id, occurrence)),
        Entity::Variable(_) => return RenameError::new("a variable of the environment is set elsewhere"),
        _ => {}
    }
    let name = occurrence.entity.name();
    match declarations(snapshot.schema(), &occurrence.entity).len() {
        0 => RenameError::new(format!("`{name}` is declared nowhere")),
        1 => Ok((id, occurrence)),
        _ => RenameError::new(format!("`{name}` is declared more than once")),
    }
}

fn declarations(schema: &Schema, entity: &Entity) -> Vec<SegmentId> {
    let places = occurrences_of(schema, entity).into_iter();
    places.filter(|it| it.1.is_declaration).map(|it| it.0).collect()
}

/// The parts of a rename.
struct Plan<'s> {
    schema: &'s Schema,
    /// The places of the name.
    names: Vec<(FileId, TextEdit)>,
    /// What is added or taken away beside them.
    additions: Vec<(FileId, TextEdit)>,
    /// What happens to the database all the same.
    risk: Option<String>,
}

impl<'s> Plan<'s> {
    fn new(schema: &'s Schema) -> Plan<'s> {
        Plan { schema, names: Vec::new(), additions: Vec::new(), risk: None }
    }

    /// Replaces all places of a name.
    fn rename(&mut self, entity: &Entity, new_name: &str) {
        let text = match entity.is_string() {
            true => new_name.replace('\\', "\\\\").replace('"', "\\\""),
            false => new_name.to_owned(),
        };
        for (id, occurrence) in occurrences_of(self.schema, entity) {
            let at = names::file_range(self.schema, id, occurrence.range);
            self.names.push((at.file, TextEdit::replace(at.range, text.as_str())));
        }
    }

    fn add(&mut self, segment: SegmentId, edit: TextEdit) {
        let at = names::file_range(self.schema, segment, edit.range);
        self.additions.push((at.file, TextEdit::replace(at.range, edit.new_text)));
    }

    /// The smallest edits. Blocks that were laid out are so afterwards. In others that get or lose something
    /// the rows are aligned.
    fn edits(&self, snapshot: &Snapshot) -> Edits {
        let mut edits = Edits::new();
        for id in snapshot.file_ids() {
            let own = |all: &[(FileId, TextEdit)]| -> Vec<TextEdit> {
                all.iter().filter(|it| it.0 == id).map(|it| it.1.clone()).collect()
            };
            let (mut all, additions) = (own(&self.names), own(&self.additions));
            all.extend(additions.iter().cloned());
            let Some(file) = snapshot.file(id).filter(|_| !all.is_empty()) else { continue };
            let ranges: Vec<TextRange> = all.iter().map(|it| it.range).collect();
            let disorder = psl_format::format_blocks(file, &ranges);
            let was_laid_out = |range: TextRange| {
                let block = file.segment_at(range.start).map(|it| it.range());
                let is_inside = |it: &TextEdit| block.is_some_and(|block| block.contains_range(it.range));
                !disorder.iter().any(is_inside)
            };
            let layout = |it: &TextEdit| {
                if was_laid_out(it.range) {
                    Layout::Block
                } else if additions.contains(it) {
                    Layout::Rows
                } else {
                    Layout::Nothing
                }
            };
            edits.insert(id, change::with_layout(file, &all, layout));
        }
        edits
    }
}

#[cfg(test)]
mod tests;
