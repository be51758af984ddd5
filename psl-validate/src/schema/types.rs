//! The rows of the schema's tables.

use std::sync::{Arc, OnceLock};

use psl_parser::NodeId;

use super::{IdData, IndexData, ModelAttributes, RelationData, RelationEnds, SegmentId, attributes};
use crate::{
    lower::{Arity, Name},
    rules::database::ConstraintName,
    scalar::ScalarType,
};

/// Defines ids: indexes into one table of the schema.
macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
            pub struct $name(pub u32);
        )+
    };
}

ids!(
    /// A model or view.
    ModelId,
    CompositeId,
    EnumId,
);

/// A field: its block, and its number there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FieldId {
    pub owner: Owner,
    pub index: u32,
}

/// A `@unique`, `@@unique`, `@@index` or `@@fulltext`: its model, and its number there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct IndexId {
    pub model: ModelId,
    pub index: u32,
}

/// A relation: the model the walk was at when it created the relation, and its number there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RelationId {
    pub model: ModelId,
    pub index: u32,
}

/// A block that declares a type name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TopId {
    Model(ModelId),
    CompositeType(CompositeId),
    Enum(EnumId),
}

/// The block a field belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Owner {
    Model(ModelId),
    CompositeType(CompositeId),
}

/// The resolved type of a field, without arity.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FieldType {
    Scalar(ScalarType),
    /// `Unsupported("…")`
    Unsupported,
    Enum(EnumId),
    CompositeType(CompositeId),
    /// A model or view: this is a relation field.
    Model(ModelId),
    /// The type is missing or names nothing.
    Unknown,
}

/// A model or view. What its own lines and those of its neighbours say is shared with the next version of the schema
/// while these stay the same; so it names other blocks by their ids, and fields by their block and number.
#[derive(Clone, Debug)]
pub(crate) struct ModelData {
    pub(crate) segment: SegmentId,
    pub(crate) name: Name,
    pub(crate) is_view: bool,
    /// Its form is broken, or another block took its name: checks of the whole block stay silent.
    pub(crate) is_poisoned: bool,
    /// Lines were lost to syntax errors, so what seems missing may be there.
    pub(crate) has_lost_lines: bool,
    pub(crate) fields: Arc<[FieldData]>,
    pub(crate) keys: Arc<ModelKeys>,
    pub(crate) ends: Arc<RelationEnds>,
    /// The relations the walk creates at its fields.
    pub(crate) relations: Arc<[RelationData]>,
    /// The names of its constraints, once somebody asked for them.
    pub(crate) names: Arc<OnceLock<Box<[ConstraintName]>>>,
}

/// What the attributes of a model say, those about single fields apart.
#[derive(Debug, Default)]
pub(crate) struct ModelKeys {
    pub(crate) id: Option<IdData>,
    /// `@unique`, `@@unique`, `@@index`, `@@fulltext`: those of fields first, in field order, then block attributes.
    pub(crate) indexes: Vec<IndexData>,
    /// A key, index or field could not be read, so that a key that seems missing may be there.
    pub(crate) has_poisoned_keys: bool,
    pub(crate) block: ModelAttributes,
}

#[derive(Clone, Debug)]
pub(crate) struct CompositeData {
    pub(crate) segment: SegmentId,
    pub(crate) name: Name,
    pub(crate) is_poisoned: bool,
    pub(crate) has_lost_lines: bool,
    pub(crate) fields: Arc<[FieldData]>,
}

#[derive(Clone, Debug)]
pub(crate) struct EnumData {
    pub(crate) segment: SegmentId,
    pub(crate) name: Name,
    pub(crate) is_poisoned: bool,
    pub(crate) has_lost_lines: bool,
    pub(crate) values: Arc<[EnumValueData]>,
    pub(crate) map: Option<attributes::Mapping>,
    pub(crate) schema: Option<attributes::Mapping>,
}

#[derive(Debug)]
pub(crate) struct EnumValueData {
    pub(crate) segment: SegmentId,
    pub(crate) node: NodeId,
    pub(crate) name: Name,
    pub(crate) is_poisoned: bool,
    pub(crate) map: Option<attributes::Mapping>,
}

#[derive(Debug)]
pub(crate) struct FieldData {
    pub(crate) segment: SegmentId,
    pub(crate) node: NodeId,
    pub(crate) name: Name,
    pub(crate) type_name: Name,
    pub(crate) ty: FieldType,
    pub(crate) arity: Arity,
    /// The line is broken or of an old form, or its type is unknown: no check looks at it.
    pub(crate) is_poisoned: bool,
    /// The line is broken or of an old form: for the language there is no such field.
    pub(crate) is_lost: bool,
    pub(crate) attributes: FieldAttributes,
}

/// What the attributes of a field say.
#[derive(Debug, Default)]
pub(crate) struct FieldAttributes {
    pub(crate) map: Option<attributes::Mapping>,
    /// The `@ignore` attribute.
    pub(crate) ignore: Option<NodeId>,
    pub(crate) updated_at: Option<NodeId>,
    pub(crate) default: Option<Box<attributes::DefaultValue>>,
    pub(crate) native_type: Option<attributes::NativeTypeUse>,
    pub(crate) relation: Option<Box<attributes::RelationArguments>>,
}
