//! Relations: pairs of relation fields.

use super::types::{FieldId, ModelId};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RelationKind {
    OneToOne,
    OneToMany,
    /// Two list fields; the database has a table in between.
    ImplicitManyToMany,
    /// Two list fields, at least one with `fields` (mongodb).
    EmbeddedManyToMany,
}

/// A relation, in the order the reference creates them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RelationData {
    pub kind: RelationKind,
    /// The field that is supposed to hold `fields` and `references`; the first field of a many-to-many relation.
    pub forward: Option<FieldId>,
    /// The field at the other end.
    pub back: Option<FieldId>,
    /// The model with the foreign key.
    pub referencing: ModelId,
    pub referenced: ModelId,
    /// The field the walk was at when it created the relation.
    pub created_from: FieldId,
}
