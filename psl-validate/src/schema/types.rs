//! The rows of the schema's tables.

use psl_parser::NodeId;

use super::{IdData, ModelAttributes, SegmentId, attributes};
use crate::{
    lower::{Arity, Name},
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
    /// A field of a model, view or type.
    FieldId,
    IndexId,
    RelationId,
);

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

#[derive(Debug)]
pub(crate) struct ModelData {
    pub(crate) segment: SegmentId,
    pub(crate) name: Name,
    pub(crate) is_view: bool,
    /// Its form is broken, or another block took its name: checks of the whole block stay silent.
    pub(crate) is_poisoned: bool,
    /// Lines were lost to syntax errors, so what seems missing may be there.
    pub(crate) has_lost_lines: bool,
    /// Its fields, as a range of the field table.
    pub(crate) fields: (u32, u32),
    /// Its `@unique`, `@@unique`, `@@index`, `@@fulltext`, as a range of the index table: those of fields first, in
    /// field order, then block attributes.
    pub(crate) indexes: (u32, u32),
    pub(crate) id: Option<IdData>,
    /// A key, index or field could not be read, so that a key that seems missing may be there.
    pub(crate) has_poisoned_keys: bool,
    pub(crate) attributes: ModelAttributes,
}

#[derive(Debug)]
pub(crate) struct CompositeData {
    pub(crate) segment: SegmentId,
    pub(crate) name: Name,
    pub(crate) is_poisoned: bool,
    pub(crate) has_lost_lines: bool,
    pub(crate) fields: (u32, u32),
}

#[derive(Debug)]
pub(crate) struct EnumData {
    pub(crate) segment: SegmentId,
    pub(crate) name: Name,
    pub(crate) is_poisoned: bool,
    pub(crate) has_lost_lines: bool,
    /// Its values, as a range of the value table.
    pub(crate) values: (u32, u32),
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
    pub(crate) owner: Owner,
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
